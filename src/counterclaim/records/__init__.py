"""What the stages read and return: frozen typed models, and the words they use."""

from counterclaim.records.models import *  # noqa: F403
from counterclaim.records.words import *  # noqa: F403

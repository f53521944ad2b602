"""Time expressions of a report, found and resolved to days.

`atoms` cuts the document, `words` knows the words, `reader`, `dated`, `relative` and `grammar` read expressions into `forms`, `outlook`
tells past from future, `almanac` counts, `resolve` makes days of forms, `find` joins it all.
"""

from counterclaim.grounding.dates.find import find_times
from counterclaim.grounding.dates.mention import TimeMention

__all__ = ["TimeMention", "find_times"]

"""Who is said to say it: attribution frames of a document.

A frame joins a cue ("said", "according to", "accused … of"), a source phrase and the words it covers. Frames nest: what the
ministry said that the rebels claimed has two. The scheme of source, cue and content is that of PARC and PolNeAR (Pareti 2016;
Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.claims.continuation import carried_frames
from counterclaim.claims.disowning import disowning
from counterclaim.claims.frames import Frame
from counterclaim.claims.labels import label_frames
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.noun_frames import called_false, noun_frame, source_phrase_frame, unsaid_frame
from counterclaim.claims.quotation import continued_quotations, only_quoted_after, quoted_tokens
from counterclaim.claims.rejections import condemning, told_in_passing
from counterclaim.claims.sources import cited_instead
from counterclaim.claims.verb_frames import FIRST_PERSON, predicate_frame
from counterclaim.records.words import Stance


def find_frames(doc: Doc, lexicon: Lexicon) -> list[Frame]:
    """All attribution frames of a document, outer ones before those inside them."""
    frames = [cited_instead(f) for token in doc if (f := _frame_of(token, lexicon)) is not None]
    quoted = quoted_tokens(doc)
    frames = [only_quoted_after(f, quoted) for f in frames if f.cue[0].i not in quoted or not _is_own_voice(f)]
    frames = told_in_passing([condemning(disowning(f, lexicon), lexicon) for f in frames], lexicon)
    frames.extend(f for token in doc if (f := unsaid_frame(token, lexicon)) is not None)
    frames.extend(label_frames(doc, lexicon))
    frames.extend(continued_quotations(doc, frames))
    frames.extend(carried_frames(doc, frames))
    return sorted(frames, key=lambda f: -len(f.content))


def _frame_of(token: Token, lexicon: Lexicon) -> Frame | None:
    """The frame that has a word for its cue."""
    predicate = predicate_frame(token, lexicon) if token.pos_ in ("VERB", "AUX", "ADJ") else None
    return predicate or source_phrase_frame(token, lexicon) or noun_frame(token, lexicon) or called_false(token, lexicon)


def _is_own_voice(frame: Frame) -> bool:
    """Whether a frame inside a quotation adds no voice to that of the speaker: "we say that …", or what others hope."""
    first = frame.source is not None and frame.source.lower_ in FIRST_PERSON
    return frame.attitude or first and frame.stance is Stance.ASSERTS

"""Doc → draft claims: attribution frames joined with the happenings inside them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.claims.accords import find_accords, find_watchers
from counterclaim.claims.answering import answer_to
from counterclaim.claims.attribution import find_frames
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon, load_lexicon
from counterclaim.claims.meetings import find_meetings
from counterclaim.claims.mending import mend_attributions
from counterclaim.claims.quotation import is_anothers_word
from counterclaim.claims.reading.accord_reading import breach_words, reconcile_accords, reconcile_duties, reconcile_meetings
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.claims.reading.pointing import pointers_of
from counterclaim.claims.reading.reconcile import reconcile
from counterclaim.claims.rejections import RELATIVE
from counterclaim.claims.stances import is_no_charge, settled, stance_of
from counterclaim.claims.syntax import children, objects, obliques, subject, with_conjuncts
from counterclaim.claims.unsaid import is_unsaid, unsaid_in
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftClaim, DraftEvent, Drafts, TokenRange
from counterclaim.records.words import Family, Kind, Stance, Status, family_of

ADDING = frozenset({"who", "which"})
"""Pronouns of clauses that add something."""
VOWING = frozenset({Stance.COMMITS_TO, Stance.WARNS})
"""Stances of who promises an answer."""
FIRST_PERSON = frozenset({"we", "i"})


def extract(doc: Doc, lexicon: Lexicon | None = None, model: ReadingModel | None = None) -> Drafts:
    """Everything that this stage finds in a parsed document.

    With a reading model, and the word vectors of our own language engine, the claims that the rules find are looked over by the model.
    """
    words = lexicon or load_lexicon()
    mend_attributions(doc, words)
    found = find_frames(doc, words)
    frames = [f for f in found if not f.attitude]
    speakers = sorted({f.source.i for f in frames if f.source is not None})
    evidence = Evidence.of(doc, frames, words, unsaid_in(found))
    scores = model(doc, evidence, words) if model is not None and ReadingModel.can_read(doc) else None
    happenings = [e for e in evidence.happenings if not is_unsaid(e.trigger, evidence.unsaid)]
    claims = extract_claims(happenings, frames, words, evidence.quoted, evidence.unsaid)
    accords, duties, meetings, broken = find_accords(doc), evidence.duties, find_meetings(doc), list[Token]()
    if scores is not None:
        claims = reconcile(claims, scores, evidence, words)
        for claim in claims:
            if claim.event is not None:
                claim.event.pointers = pointers_of(scores, claim.event.trigger.i, told_by_report=claim.claimant is None)
        accords, duties = reconcile_accords(accords, scores), reconcile_duties(duties, scores)
        meetings, broken = reconcile_meetings(meetings, claims, scores), breach_words(scores)
    return Drafts(claims, duties, accords, meetings, find_watchers(doc), [doc[i] for i in speakers], broken, evidence.quoted)


def extract_claims(
    happenings: Iterable[DraftEvent],
    frames: list[Frame],
    words: Lexicon,
    quoted: Set[int] = frozenset(),
    unsaid: Set[int] = frozenset(),
) -> list[DraftClaim]:
    """Draft claims of a parsed document in text order, given its happenings and attribution frames.

    Each happening goes to the innermost frame that covers it, or to the report itself, unless it stands in words that are not the
    report's (`quoted`: tokens in quotation marks); an attribution without a happening makes no claim, but for a denial that answers an
    earlier claim. What somebody does not speak of (tokens `unsaid`) the report takes as known.
    """
    claims = []
    used: set[int] = set()
    for event in happenings:
        covering = [f for f in frames if event.trigger.i in f.content or _counts(f, event)]
        if covering and event.trigger.i not in quoted and _is_told_beside(event.trigger, covering[-1]):
            covering = covering[:-1]
        if len(covering) > 1 and _goes_on(covering[-1], covering[-2]):
            covering = [*covering[:-2], covering[-1]]
        known = bool(covering) and covering[-1].stance in VOWING and _is_to_be_answered(event, words)
        covering = covering if not known else []
        if covering and covering[-1].negated or not covering and is_anothers_word(event.trigger, quoted):
            continue
        used.update(id(f) for f in covering)
        claim = _claim(event, covering, words)
        claim.taken_as_known = known or not covering and event.trigger.i in unsaid
        if is_no_charge(claim.stance, event):
            continue
        claims.append(claim)
        claims.extend(_denials(event, covering))
    claims.extend(
        _appeal(f, words)
        for f in frames
        if f.stance is Stance.CALLS_FOR and id(f) not in used and not f.negated and f.content and f.source is not None
    )
    claims.extend(
        _echo(f)
        for f in frames
        if (f.echo or f.stance is Stance.DENIES) and not f.carried and id(f) not in used and not f.negated and _answers(f, words)
    )
    return sorted(claims, key=lambda c: c.anchor)


def _is_to_be_answered(event: DraftEvent, words: Lexicon) -> bool:
    return family_of(event.kind) is Family.VIOLENCE and answer_to(event.trigger, words) is not None


def _is_told_beside(trigger: Token, frame: Frame) -> bool:
    """ "Denied backing the rebels, who seized Goma in January": what a clause behind a comma adds is not what is denied."""
    if frame.stance is not Stance.DENIES:
        return False
    clauses = [t for t in (trigger, *trigger.ancestors) if t.dep_ == "acl:relcl" and t.tag_ == "VBD" and t.i in frame.content]
    return any(c.lower_ in ADDING and c.i and c.nbor(-1).text == "," for clause in clauses for c in children(clause, "nsubj", "nsubj:pass"))


def _goes_on(frame: Frame, denial: Frame) -> bool:
    """ "Rejected claims that it had hit the station, saying its drones had hit a base": what one says beside is not denied."""
    verb = frame.cue[0]
    beside = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    return beside and denial.stance is Stance.DENIES and frame.stance is not Stance.DENIES and frame.source == denial.source


def _counts(frame: Frame, event: DraftEvent) -> bool:
    """ "The mission put the toll at sixty": the verb that tells of the dead is the cue of who counts them."""
    return event.kind is Kind.CASUALTY and frame.source is not None and event.trigger == frame.cue[0]


def _answers(frame: Frame, lexicon: Lexicon) -> bool:
    """Whether an empty denial or charge answers something said before."""
    if frame.accused is not None:
        return frame.mutual
    doc = frame.cue[0].doc
    if frame.echo and any(doc[i].lower_ == RELATIVE for i in frame.content):
        return True
    return any(lemma_of(doc[i]) in lexicon.words["charge"] | lexicon.words["uninvolved"] for i in frame.content)


def _claim(event: DraftEvent, covering: list[Frame], words: Lexicon) -> DraftClaim:
    if not covering:
        return DraftClaim(None, Stance.ASSERTS, settled(event, Stance.ASSERTS), _ranges(t.i for t in event.scope), anchor=event.trigger.i)
    frame = covering[-1]
    outer = [f for f in covering[:-1] if f.source is not None and f.source != frame.source]
    stance = stance_of(frame, covering, event)
    if _counts(frame, event):
        event.initiators = [i for i in event.initiators if i != frame.source]
    if frame.own and frame.source is not None:
        event.initiators = with_conjuncts(frame.source)
    if stance is Stance.CALLS_FOR and frame.source in event.initiators and not event.mutual:  # who demands a thing is not to do it
        others = [i for i in event.initiators if i != frame.source]
        event.initiators = others or [a for a in _addressees(frame) if a not in event.targets]
    if frame.accused is not None and not frame.mutual and not _names_its_actor(event, frame, words):
        event.initiators = with_conjuncts(frame.accused)
        event.targets = [t for t in event.targets if t not in event.initiators]
    claimant = frame.source
    if claimant is not None and claimant.lower_ in FIRST_PERSON and outer:
        claimant = outer.pop().source  # "We ask …," he said: he does
    relays = [*frame.relays, *(f.source for f in reversed(outer) if f.source is not None and f.stance is not Stance.DENIES)]
    hearsay = frame.hearsay
    if claimant is None and outer:
        claimant, relays, hearsay = outer[-1].source, relays[1:], False
    return DraftClaim(
        claimant=claimant,
        stance=stance,
        event=settled(event, stance),
        content=_ranges(frame.content),
        cue=_cue(frame),
        relayed_by=relays,
        accused=frame.accused,
        hearsay=hearsay,
        mutual=frame.mutual,
        anchor=event.trigger.i,
    )


def _denials(event: DraftEvent, covering: list[Frame]) -> list[DraftClaim]:
    """ "The army denied reports that it …": beside what the reports say, a denial by who denies them."""
    inner = covering[-1] if covering else None
    found = []
    for frame in covering[:-1]:
        if (
            frame.stance is Stance.DENIES
            and not frame.negated
            and frame.source is not None
            and inner is not None
            and frame.source != inner.source
        ):
            denied = replace(event, status=Status.DENIED)
            found.append(DraftClaim(frame.source, Stance.DENIES, denied, _ranges(frame.content), cue=_cue(frame), anchor=event.trigger.i))
    return found


def _appeal(frame: Frame, words: Lexicon) -> DraftClaim:
    """A demand that tells no happening of its own is an appeal, addressed to whom it is put; that somebody stop is one for a ceasefire."""
    verb = frame.cue[0]
    addressees = _addressees(frame)
    scope = [verb.doc[i] for i in sorted(frame.content)]
    event = DraftEvent(
        verb, Kind.APPEAL, Status.HYPOTHETICAL, scope, initiators=[frame.source] if frame.source is not None else [], targets=addressees
    )
    ceasing = next((t for t in scope if lemma_of(t) in words.words["stopping"] and not children(t, "obj", "xcomp", "ccomp")), None)
    if ceasing is not None and ceasing.pos_ == "VERB" and verb in (ceasing.head, ceasing.head.head):
        doer = subject(ceasing)
        event.kind, event.initiators, event.targets = Kind.CEASEFIRE, addressees or ([doer] if doer is not None else []), []
    return DraftClaim(frame.source, Stance.CALLS_FOR, event, _ranges(frame.content), cue=_cue(frame), anchor=verb.i)


def _addressees(frame: Frame) -> list[Token]:
    """To whom a demand is put: an object, or who is called "on"."""
    verb = frame.cue[0]
    return [t for t in (*objects(verb), *obliques(verb, "on", "to")) if t.i not in frame.content or t.pos_ == "PROPN"]


def _names_its_actor(event: DraftEvent, frame: Frame, words: Lexicon) -> bool:
    """Whether the charge itself names who did it ("accused Baku of letting its proxies attack")."""
    named = (t for t in event.initiators if t.pos_ in ("PROPN", "NOUN") and t.i in frame.content)
    return any(lemma_of(t) not in words.weapons for t in named)


def _echo(frame: Frame) -> DraftClaim:
    return DraftClaim(
        claimant=frame.source,
        stance=frame.stance,
        event=None,
        content=_ranges(frame.content) or [TokenRange(frame.cue[0].i, frame.cue[-1].i + 1)],
        cue=_cue(frame),
        relayed_by=list(frame.relays),
        accused=frame.accused,
        mutual=frame.mutual,
        echo=True,
        anchor=frame.cue[0].i,
    )


def _cue(frame: Frame) -> TokenRange:
    return TokenRange(min(c.i for c in frame.cue), max(c.i for c in frame.cue) + 1)


def _ranges(indices: Iterable[int]) -> list[TokenRange]:
    """Runs of adjacent token indices."""
    ordered = sorted(set(indices))
    runs: list[list[int]] = []
    for i in ordered:
        if runs and i == runs[-1][1]:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [TokenRange(a, b) for a, b in runs]

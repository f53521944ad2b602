"""Who speaks when nobody is quoted: the body that issued a communiqué or a bulletin, if one did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameEntry, NameIndex, load_parties
from counterclaim.grounding.actors.phrases import generic_phrases, is_definite, organ_of
from counterclaim.grounding.actors.sides import title_end
from counterclaim.records.drafts import Drafts
from counterclaim.records.models import MEDIA, Actor, Report
from counterclaim.records.words import Sector

STATEMENTS = frozenset({"statement", "communiqué", "communique", "declaration", "bulletin", "circular", "remarks", "proclamation"})
"""Words that open the title of what a party issues ("Statement of the Press Centre on …")."""
FOLLOWING = frozenset({"following", "follows"})
"""Words by which an issuer announces its text ("states the following", "informs the public as follows")."""
INFORMING = frozenset({"inform", "notify"})
ALL = frozenset({"public", "mass", "masses", "media", "medium", "press", "opinion", "population", "people", "citizen"})
"""Whom an issuer addresses ("informs the public", "informs national and international opinion")."""
PERFORMATIVE_TAGS = frozenset({"VBZ", "VBP"})
OPENING_SENTENCES = 2
OWN_WORDS = 3
"""So many "our fighters" and "we reaffirm" make a text a party's own: news media say "our reporter", a quotation may lose its marks."""
QUOTES = frozenset({'"', "\u201c", "\u201d"})
OF_STATES = frozenset({"name", "official", "short", "adjective"})
"""How lines name a state itself: in "the … Committee of the Republic of …" it tells whose, whatever other state has such a committee."""


def find_issuer(doc: Doc, report: Report, names: NameIndex, drafts: Drafts) -> Actor | None:
    """The party in whose voice a report speaks; None for what a news medium wrote.

    It is named by the outlet when that is an organ of a party; by a title of the form "Statement of …"; or by an opening that
    announces the text ("The Press Centre … states the following"), or is in the present tense and followed by nobody else who
    speaks; or, in a text that says "our forces" and "we call upon" in its own voice, before the colon of its title or in its signature.
    """
    outlet = _outlet_issuer(doc, report, names)
    if outlet is not None:
        return outlet
    for phrase in chain(_statement_owners(doc), _performing_subjects(doc, drafts), _signatures(doc)):
        actor = _named_in(phrase, doc, report, names)
        if actor is not None:
            return actor
    return None


def _outlet_issuer(doc: Doc, report: Report, names: NameIndex) -> Actor | None:
    if not report.outlet:
        return None
    words = Doc(doc.vocab, words=re.findall(r"[^\s,]+|,", report.outlet))
    match = max(names.find(words, report.published_on), key=lambda m: m.end - m.start, default=None)
    if match is None:
        return None
    entry = match.entries[0]
    organ = next((o for token in reversed(list(words)) if (o := organ_of(token)) is not None), None)
    body = next((t.i for t in words if t.text == ","), len(words))  # "UN Protection Force, Zagreb"
    if entry.how == "outlet" or entry.party == MEDIA or (organ is None and match.end - match.start < body):
        return None
    return _issuer(entry, entry.sector or (organ.sector if organ else None), report.outlet)


def _statement_owners(doc: Doc) -> Iterator[list[Token]]:
    """The of- or by-phrase of a statement word that opens the title."""
    title = _title(doc)
    if title and title[0].lemma_.lower() in STATEMENTS:
        yield from ([*child.subtree] for child in title[0].children if any(c.lower_ in ("of", "by", "from") for c in child.children))


def _performing_subjects(doc: Doc, drafts: Drafts) -> Iterator[list[Token]]:
    title = _title(doc)
    sentences = [s for s in doc.sents if s.start >= (title[-1].i + 1 if title else 0)][:OPENING_SENTENCES]
    for sentence in sentences:
        root = sentence.root
        subject = next((c for c in root.children if c.dep_ == "nsubj" and c.i < root.i), None)
        if subject is None or subject.pos_ == "PRON":
            continue
        announced = any(t.lower_ in FOLLOWING for t in sentence) or sentence.text.rstrip().endswith(":") or _addresses_all(root)
        others = [t for t in drafts.speakers if t != subject and t.pos_ != "PRON"]
        below = [t for t in others if t.i >= sentences[0].start]
        alone = _is_present(root) and (not others or (_own_words(doc) > 0 and all(_takes_up(t, subject) for t in below)))
        if announced or alone:
            yield [*subject.subtree]


def _addresses_all(verb: Token) -> bool:
    """ "The Division informs the public that …"."""
    objects = (c for c in verb.children if c.dep_ in ("obj", "iobj"))
    return _is_present(verb) and verb.lemma_.lower() in INFORMING and any(c.lemma_.lower() in ALL for c in objects)


def _takes_up(speaker: Token, subject: Token) -> bool:
    """Whether a speaker is the subject of the opening called by a word of its name: "the Front" after "The … United Front of …"."""
    return is_definite(speaker) and speaker.lemma_.lower() in {t.lemma_.lower() for t in subject.subtree}


def _own_words(doc: Doc) -> int:
    """How often a text speaks of a party as its own, outside quotation marks."""
    return sum(_speaks_for_a_party(token) for token in _unquoted(doc))


def _is_present(verb: Token) -> bool:
    """By its form too: "overran" is sometimes taken for one."""
    return verb.tag_ in PERFORMATIVE_TAGS and (verb.tag_ == "VBZ" or verb.lower_ == verb.lemma_.lower())


def _signatures(doc: Doc) -> Iterator[list[Token]]:
    """Where a text that speaks for a party names it: the title up to a colon, the last paragraph if it is no sentence."""
    if _own_words(doc) < OWN_WORDS:
        return
    title = _title(doc)
    colon = next((k for k, t in enumerate(title) if t.text == ":"), 0)
    if colon:
        yield title[:colon]
    end = max((t.i for t in doc[:-1] if t.is_space and "\n\n" in t.text and t.i < len(doc) - 2), default=len(doc))
    signature = [t for t in doc[end:] if not t.is_space]
    if any(organ_of(t) for t in signature) and not any(t.pos_ in ("VERB", "AUX") for t in signature):
        yield signature


def _unquoted(doc: Doc) -> Iterator[Token]:
    """Tokens outside quotation marks; a new paragraph ends a quotation."""
    quoted = False
    for token in doc:
        quoted = (quoted != (token.text in QUOTES)) and "\n" not in token.text
        if not quoted:
            yield token


def _speaks_for_a_party(token: Token) -> bool:
    """ "Our fighters", "we reaffirm": not "our correspondent", "we asked"."""
    word = token.lower_
    if word == "our":
        organ = organ_of(token.head)
        return token.head.lemma_.lower() in generic_phrases()["own"] or (organ is not None and organ.sector in ("MIL", "REB", "PARA"))
    return word == "we" and token.dep_ == "nsubj" and token.head.lemma_.lower() in generic_phrases()["solemn"]


def _named_in(phrase: list[Token], doc: Doc, report: Report, names: NameIndex) -> Actor | None:
    inside = {t.i for t in phrase}
    matches = [m for m in names.find(doc, report.published_on) if m.start in inside and m.entries[0].how != "outlet"]
    certain = [m for m in matches if len({e.party for e in m.entries}) == 1]
    if not certain:
        return None
    states = [m for m in certain if m.entries[0].how in OF_STATES]
    entry = max(states or certain, key=lambda m: m.end - m.start).entries[0]
    organ = next((o for token in phrase if (o := organ_of(token)) is not None), None)
    known = load_parties().get(entry.party)
    if known is not None and known.convention:  # media, unnamed rebels
        return None
    return _issuer(entry, entry.sector or (organ.sector if organ else None), doc[phrase[0].i : phrase[-1].i + 1].text)


def _issuer(entry: NameEntry, sector: str | None, name: str) -> Actor:
    return Actor.of(entry.party, Sector(sector) if sector else None, name=name, source="the issuer of the report")


def _title(doc: Doc) -> list[Token]:
    end = title_end(doc)
    return [t for t in doc[:end] if not t.is_space]

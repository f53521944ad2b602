"""Parsed documents as CoNLL-U text."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token


def to_conllu(doc: Doc) -> str:
    """A parsed document in CoNLL-U, with `SpaceAfter=No` and multi-word tokens (do|n't) as ranges.

    White-space tokens are left out, as the format has none; `# text` gives each sentence as written.
    """
    return "".join(
        _sentence(number, sentence) for number, sentence in enumerate(doc.sents, start=1) if any(not t.is_space for t in sentence)
    )


def _sentence(number: int, sentence: Span) -> str:
    words = [t for t in sentence if not t.is_space]
    place = {t.i: k for k, t in enumerate(words, start=1)}
    lines = [f"# sent_id = {number}", f"# text = {sentence.text.strip()}"]
    joined_until = 0
    for k, token in enumerate(words, start=1):
        if token._.joined and joined_until < k < len(words):
            joined_until = _last_joined(words, k)
            last = words[joined_until - 1]
            form = "".join(t.text for t in words[k - 1 : joined_until])
            lines.append(f"{k}-{joined_until}\t{form}" + "\t_" * 7 + f"\t{_space_after(last)}")
        lines.append("\t".join(_columns(k, token, place, inside=k <= joined_until)))
    return "\n".join(lines) + "\n\n"


def _last_joined(words: list[Token], k: int) -> int:
    while k < len(words) and words[k - 1]._.joined:
        k += 1
    return k


def _space_after(token: Token) -> str:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return "_" if token.whitespace_ or following is None or following.is_space else "SpaceAfter=No"


def _columns(k: int, token: Token, place: dict[int, int], inside: bool) -> Iterator[str]:
    head = 0 if token.head == token else place[token.head.i]
    yield from (
        str(k),
        token.text,
        token.lemma_ or "_",
        token.pos_ or "_",
        token.tag_ or "_",
        str(token.morph) or "_",
        str(head),
        token.dep_,
        "_",
    )
    yield "_" if inside else _space_after(token)

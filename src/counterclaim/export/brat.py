"""`brat`: stand-off annotation for brat (brat.nlplab.org), a text and its annotations for each report, and the configuration of both.

Text-bound annotations (`T`) are the marks of the claims. A claim is an event annotation (`E`) whose trigger is its cue, else its first
words, with the other marks as its arguments; its stance, interest and act are attributes (`A`), its id and its claimant's code notes (`#`).
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined, actor_code
from counterclaim.export.marks import CUE, ROLES, Mark, marks_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.filenames import file_stem
from counterclaim.records.models import Claim, Report, Span
from counterclaim.records.words import Interest, Kind, Stance, Status

CLAIM = "Claim"
ATTRIBUTES = {"Stance": Stance, "Interest": Interest, "Kind": Kind, "Status": Status}
LINES = ("T", "E", "A", "#")


def write(comparison: Comparison) -> Export:
    """`annotation.conf`, and `REPORT.txt` with `REPORT.ann` for each report."""
    joined, parts = Joined(comparison), [Part("annotation.conf", _configuration().encode())]
    for report in comparison.reports:
        lines = list(_annotations(joined, report))
        parts += [
            Part(f"{file_stem(report.id)}.txt", report.text.encode()),
            Part(f"{file_stem(report.id)}.ann", "".join(f"{line}\n" for line in lines).encode()),
        ]
    return Export(tuple(parts), len(comparison.claims))


def _annotations(joined: Joined, report: Report) -> Iterator[str]:
    names: dict[tuple[str, Span], str] = {}
    attributes = 0
    for number, claim in enumerate(joined.claims_from[report.id], start=1):
        marks = list(marks_of(joined, claim))
        trigger = next((m.span for m in marks if m.role == CUE), None) or claim.content[0]
        for role, span in ((CLAIM, trigger), *((m.role, m.span) for m in marks if m.role != CUE)):
            if (role, span) not in names:
                names[role, span] = f"T{len(names) + 1}"
                yield f"{names[role, span]}\t{role} {_fragments(span, report.text)}\t{_one_line(span.of(report.text))}"
        yield f"E{number}\t{CLAIM}:{names[CLAIM, trigger]}{_arguments(marks, names)}"
        for key, value in _values(joined, claim):
            attributes += 1
            yield f"A{attributes}\t{key} E{number} {value}"
        yield f"#{number}\tAnnotatorNotes E{number}\t{claim.id} by {_one_line(actor_code(claim.claimant))}"


def _arguments(marks: list[Mark], names: dict[tuple[str, Span], str]) -> str:
    """Arguments of one role are numbered from the second on, as brat asks."""
    counts: dict[str, int] = {}
    words = ""
    for mark in marks:
        if mark.role != CUE:
            counts[mark.role] = counts.get(mark.role, 0) + 1
            number = str(counts[mark.role]) if counts[mark.role] > 1 else ""
            words += f" {mark.role}{number}:{names[mark.role, mark.span]}"
    return words


def _values(joined: Joined, claim: Claim) -> Iterator[tuple[str, str]]:
    event = joined.events[claim.events[0]] if claim.events else None
    yield "Stance", claim.stance.value
    yield "Interest", claim.interest.value
    if event:
        yield "Kind", event.kind.value
        yield "Status", event.status.value
        if event.background:
            yield "Background", "yes"


def _fragments(span: Span, text: str) -> str:
    """Offsets as brat wants them: a stretch over several lines in one fragment for each line."""
    found, at = list[str](), span.start
    for line in span.of(text).split("\n"):
        if line:
            found.append(f"{at} {at + len(line)}")
        at += len(line) + 1
    return ";".join(found)


def _one_line(words: str) -> str:
    return " ".join(line for line in words.split("\n") if line)


def _configuration() -> str:
    roles = ", ".join(f"{role}*:{role}" for role in ROLES if role != CUE)
    attributes = [f"{name}\tArg:{CLAIM}, Value:{'|'.join(word.value for word in words)}" for name, words in ATTRIBUTES.items()]
    entities = [role for role in ROLES if role != CUE]
    sections = {
        "entities": entities,
        "relations": [],
        "events": [f"{CLAIM}\t{roles}"],
        "attributes": [*attributes, f"Background\tArg:{CLAIM}, Value:yes"],
    }
    return "\n".join(f"[{head}]\n" + "".join(f"{line}\n" for line in lines) for head, lines in sections.items())


FORMAT = Format(
    {"entities": tuple(r for r in ROLES if r != CUE), "events": (CLAIM,), "attributes": (*ATTRIBUTES, "Background"), "lines": LINES},
    write,
    folder=True,
)

"""The suite `plover`: which type of event a story tells, on synthetic news labelled with PLOVER's 16 event types.

The stories were written by a language model to headlines made for one type each, to train the classifiers of NGEC (Halterman
et al. 2023). A story has one label; a record has many claims. **The label of a record is that of its first claim**, in the order
of the text, whose event is no background and has a PLOVER type in `records/ontologies.csv`, coded with the claim's stance
(`codes_of`): news leads with what is new. Records without such a claim have no label, which is never right.

Only the story's own words are read: the headline, which all but names the type, is kept from the program, and the stories have
no date. `accuracy` is the share of all stories with the right type; `macro_f1` the mean over the 16 types of the F1 of each;
`labelled` the share of stories that got any type; `f1.…` the F1 of one type.

What cannot match by construction: no kind of the record is an AID, CONCEDE or COOPERATE (1,104 of the 4,500 stories), and
SUPPORT (456) is only a concluded agreement. Repression at home, crime and court cases are no kinds of the record either. A
hostile act that a party lays on its adversary is a charge in the record, so an assault told by its victims is an ACCUSE here.

Read are 1,000 of the 4,500 stories: of each type its share (largest remainders), and of a type those whose text comes first by
SHA-256 with a fixed seed, so that the sample is the same everywhere.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.counting import Counts
from counterclaim.evaluation.suite import Engines, Figure, on_corpus
from counterclaim.records.models import Record, Report
from counterclaim.records.ontologies import codes_of

STORIES = "gpt_synthetic_events.csv"
SAMPLE = 1_000
SEED = "counterclaim"
"""Goes before the text when stories are put in order; any word would do, and it stays."""


@dataclass(frozen=True)
class Story:
    """A story and its event type in capitals."""

    text: str
    outlet: str
    label: str


def read_stories(folder: Path) -> list[Story]:
    """All stories in the order of the file. Raises ResourceError when it is missing, broken or without a column that is needed."""
    path = folder / STORIES
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return [Story(row["text"], row["source"], row["label"]) for row in csv.DictReader(lines, strict=True)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error
    except KeyError as error:
        raise ResourceError(f"{path} has no column {error}") from error


def sample_of(stories: Sequence[Story], size: int) -> list[Story]:
    """A sample with the proportions of the labels, in the order of the stories; all of them if there are no more than asked for."""
    if len(stories) <= size:
        return list(stories)
    by_label = defaultdict[str, list[int]](list)
    for k in sorted(range(len(stories)), key=lambda k: hashlib.sha256(f"{SEED} {stories[k].text}".encode()).digest()):
        by_label[stories[k].label].append(k)
    shares = {label: len(found) * size / len(stories) for label, found in by_label.items()}
    places = {label: int(share) for label, share in shares.items()}
    for label in sorted(shares, key=lambda name: (places[name] - shares[name], name))[: size - sum(places.values())]:
        places[label] += 1
    return [stories[k] for k in sorted(k for label, found in by_label.items() for k in found[: places[label]])]


def label_of(record: Record) -> str | None:
    """The PLOVER event type of the first claim that is news and has one; None without such a claim."""
    events = {event.id: event for event in record.events}
    for claim in record.claims:
        for event in (events[name] for name in claim.events):
            found = codes_of(event, claim.stance).plover_event
            if found is not None and not event.background:
                return found
    return None


def figures(labels: Iterable[tuple[str, str | None]]) -> Iterator[Figure]:
    """Figures from pairs of the right label and the label found."""
    told = list(labels)
    types = sorted({right for right, _ in told})
    counts = {name: _count(told, name) for name in types}
    yield Figure("accuracy", sum(right == found for right, found in told) / len(told))
    yield Figure("macro_f1", sum(c.f1 for c in counts.values()) / len(types))
    yield Figure("labelled", sum(found is not None for _, found in told) / len(told))
    for name in types:
        yield Figure(f"f1.{name.lower()}", counts[name].f1)
    yield Figure("stories", len(told), unit="stories")


def _count(told: Sequence[tuple[str, str | None]], name: str) -> Counts:
    return Counts(
        right=sum(right == found == name for right, found in told),
        found=sum(found == name for _, found in told),
        wanted=sum(right == name for right, _ in told),
    )


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    stories = sample_of(read_stories(folder), SAMPLE)
    if not stories:
        raise ResourceError(f"{folder / STORIES} holds no story")
    reports = (Report(id=Report.identify(s.text), text=s.text, outlet=s.outlet) for s in stories)
    return list(figures((s.label, label_of(r)) for s, r in zip(stories, engines.pipeline.read(reports), strict=True)))


SUITE = on_corpus("plover", "PLOVER synthetic stories, stratified sample of 1,000 of 4,500", "plover-synthetic", _run)

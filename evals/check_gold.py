#!/usr/bin/env python3
"""Check the gold corpus: every quote in its text, every word a word of the record, every id defined.

usage: check_gold.py [FOLDER ...]      (default: the folders beside this script: all groups of `gold` and `fresh`, the second annotation
                                        of `gold` and its triggers, and the reports of `train` and `held`)
Prints one line a fault and exits 1 if there is any. Needs nothing but the standard library.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = set(
    """armed_clash shelling air_strike drone_attack missile_strike mine_or_ied attack incursion territorial_gain
capture interception mobilization blockade ceasefire_breach ceasefire withdrawal talks mediation agreement
prisoner_exchange appeal threat sanction protest casualty displacement other""".split()
)
STANCES = set("asserts accuses denies calls_for commits_to warns".split())
STATUSES = set("occurred ongoing planned averted denied hypothetical".split())
WEAPONS = set("small_arms mortar artillery rocket missile drone aircraft armor mine_ied other".split())
EFFECTS = set("killed wounded captured missing displaced".split())
CATEGORIES = {"military", "civilian", "unknown"}
PRECISIONS = {"settlement", "district", "region", "border", "corridor", "country"}
SECTORS = set("GOV FOR MIL LOC MED PARA REB CVL IGO NGO".split())
STYLES = set("agency communique regional monitor live_blog tabloid translated radio".split())
VERDICTS = {"agreed", "disputed", "admitted", "single_source", "unattributed"}
DUTIES = set(
    """cease_fire withdraw grant_access guarantee_passage release_prisoners not_deploy notify disarm
negotiate monitor other""".split()
)
LEVELS = {"leaders", "ministers", "officials"}
TALKS_STATUSES = {"proposed", "scheduled", "held", "cancelled"}
HALVES = {"dev", "test", "fresh"}
ACTOR = re.compile(r"^[A-Z][A-Z0-9_]*(:[A-Z]+)?$")
DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
MEANT = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", re.S)


class Faults(list[str]):
    def need(self, ok: object, where: str, what: str) -> None:
        if not ok:
            self.append(f"{where}: {what}")


def quotes_in(value: Any) -> Iterator[Any]:
    """Yield every quote below a JSON value: strings under keys `cue`, `quote`, `*_quote`, lists under `content`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "content":
                yield from inner or []
            elif (key in ("cue", "quote") or key.endswith("_quote")) and inner is not None:
                yield inner
            else:
                yield from quotes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes_in(inner)


def check_actor(faults: Faults, where: str, actor: Any, sided: bool = False) -> None:
    ok = actor is None and sided or isinstance(actor, str) and ACTOR.match(actor)
    faults.need(ok, where, f"not an actor: {actor!r}")
    if ok and actor and ":" in actor:
        faults.need(actor.split(":")[1] in SECTORS, where, f"unknown sector in {actor}")


def check_dates(faults: Faults, where: str, dates: Any) -> None:
    faults.need(dates is None or len(dates) == 2 and all(DATE.match(d) for d in dates) and dates[0] <= dates[1], where, f"dates {dates}")


def check_event(faults: Faults, where: str, event: Any) -> None:
    for field, words in (("kind", KINDS), ("status", STATUSES)):
        faults.need(event.get(field) in words, where, f"{field} {event.get(field)!r}")
    faults.need(isinstance(event.get("background"), bool), where, "background must be true or false")
    for role in ("initiators", "targets", "mediators"):
        for actor in event.get(role, []):
            check_actor(faults, where, actor)
    for place in [event.get("place"), *event.get("other_places", [])]:
        if place is not None:
            faults.need(place.get("precision") in PRECISIONS, where, f"place precision {place.get('precision')!r}")
            lat, lon = place.get("lat"), place.get("lon")
            faults.need(
                (lat is None) == (lon is None) and (lat is None or -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0, 0)),
                where,
                "coordinates",
            )
    check_dates(faults, where, event.get("date"))
    for weapon in event.get("weapons", []):
        faults.need(weapon.get("kind") in WEAPONS, where, f"weapon {weapon}")
    for harm in event.get("harm", []):
        faults.need(harm.get("effect") in EFFECTS and harm.get("category") in CATEGORIES, where, f"harm {harm}")
        check_actor(faults, where, harm.get("side"), sided=True)
        numbers = [harm.get(k) for k in ("low", "best", "high")]
        faults.need(all(n is None or isinstance(n, int) for n in numbers), where, f"harm numbers {numbers}")
        known = [n for n in numbers if isinstance(n, int)]
        faults.need(known == sorted(known), where, f"harm numbers out of order {numbers}")


def is_told(text: str, quote: Any) -> bool:
    """Whether a quote stands in the text; with the meant words in square brackets, only once."""
    if not isinstance(quote, str) or not quote.strip():
        return False
    marked = MEANT.fullmatch(quote)
    return text.count("".join(marked.groups())) == 1 if marked else quote in text


def check_words(faults: Faults, where: str, text: str, event: Any, words: Any) -> None:
    """The words that tell an event and its parties: one quote or null for each initiator and target, in their order."""
    faults.need(is_told(text, words.get("trigger")), where, f"trigger not in text: {words.get('trigger')!r}")
    for roles, quotes in (("initiators", "initiator_quotes"), ("targets", "target_quotes")):
        faults.need(len(words.get(quotes, ())) == len(event[roles]), where, f"{quotes} are not as many as {roles}")
        for quote in words.get(quotes, ()):
            faults.need(quote is None or is_told(text, quote), where, f"quote not in text: {quote!r}")


def check_report(path: Path, text_path: Path, incidents: set[str], shortest: int = 90) -> Faults:
    faults, name = Faults(), str(path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = text_path.read_text(encoding="utf-8")
    faults.need("\n\n" in text, name, "text must be title, empty line, text")
    words = len(text.split())
    faults.need(shortest <= words <= 360, name, f"{words} words ({shortest} to 360 wanted)")
    faults.need(gold.get("style") in STYLES, name, f"style {gold.get('style')!r}")
    faults.need(bool(DATE.match(gold.get("published", ""))), name, "published")
    faults.need(gold.get("slug") == path.stem, name, f"slug {gold.get('slug')!r}")
    copied = gold.get("copy_of")
    faults.need(copied is None or text_path.with_name(f"{copied}.txt").exists(), name, f"dangling copy_of {copied}")
    for kind in ("claims", "events", "agreements"):
        ids = [entry["id"] for entry in gold.get(kind, [])]
        faults.need(len(ids) == len(set(ids)), name, f"{kind} share an id")
    for quote in quotes_in({k: v for k, v in gold.items()}):
        faults.need(is_told(text, quote), name, f"quote not in text: {quote!r}")
    events = {e["id"]: e for e in gold.get("events", [])}
    claims = {c["id"] for c in gold.get("claims", [])}
    used = set()
    for claim in gold.get("claims", []):
        where = f"{name} {claim['id']}"
        check_actor(faults, where, claim.get("claimant"))
        for actor in claim.get("relayed_by", []):
            check_actor(faults, where, actor)
        faults.need(claim.get("stance") in STANCES, where, f"stance {claim.get('stance')!r}")
        faults.need(bool(claim.get("content")), where, "content is empty")
        faults.need(
            claim.get("cue") or claim.get("claimant") == "NARRATOR" or claim.get("stance") == "commits_to",
            where,
            "cue is null but the claimant is not the narrator",
        )
        faults.need(claim.get("event") in events, where, f"dangling event {claim.get('event')}")
        faults.need(claim.get("incident") is None or claim["incident"] in incidents, where, f"dangling incident {claim.get('incident')}")
        used.add(claim.get("event"))
    for event in events.values():
        where = f"{name} {event['id']}"
        faults.need(event["id"] in used, where, "event of no claim")
        check_event(faults, where, event)
    agreements = {a["id"] for a in gold.get("agreements", [])}
    for agreement in gold.get("agreements", []):
        check_dates(faults, f"{name} {agreement['id']}", agreement.get("date"))
        for role in ("parties", "brokers", "monitors"):
            for actor in agreement.get(role, []):
                check_actor(faults, f"{name} {agreement['id']}", actor)
    for duty in gold.get("obligations", []):
        faults.need(duty.get("duty") in DUTIES and duty.get("agreement") in agreements | {None}, name, f"obligation {duty}")
        check_actor(faults, name, duty.get("obligor"), sided=True)
    for breach in gold.get("breaches", []):
        known = breach.get("claim") in claims and breach.get("answered_by") in claims | {None}
        faults.need(known and breach.get("agreement") in agreements | {None}, name, f"breach {breach}")
        check_actor(faults, name, breach.get("against"), sided=True)
    for talks in gold.get("talks", []):
        faults.need(talks.get("level") in LEVELS | {None} and talks.get("status") in TALKS_STATUSES, name, f"talks {talks}")
        check_dates(faults, name, talks.get("date"))
        for actor in [*talks.get("participants", []), *talks.get("mediators", [])]:
            check_actor(faults, name, actor)
    return faults


def check_group(folder: Path) -> tuple[Faults, int]:
    faults = Faults()
    group = json.loads((folder / "group.json").read_text(encoding="utf-8"))
    faults.need(group.get("group") == folder.name, str(folder), "group.json names another group")
    faults.need(group.get("half") in HALVES, str(folder), f"half {group.get('half')!r}")
    incidents = {i["id"] for i in group.get("incidents", [])}
    for incident in group.get("incidents", []):
        where = f"{folder} {incident['id']}"
        faults.need(incident.get("kind") in KINDS, where, "kind")
        check_dates(faults, where, incident.get("date"))
        for account in incident.get("accounts", []):
            faults.need(account.get("verdict") in VERDICTS, where, f"verdict {account}")
    reports = sorted(p for p in folder.glob("*.json") if p.name != "group.json")
    faults.need(len(reports) >= 3, str(folder), f"{len(reports)} reports")
    for path in reports:
        faults.extend(check_report(path, path.with_suffix(".txt"), incidents))
    return faults, len(reports)


def check_second(folder: Path) -> tuple[Faults, int]:
    """The second annotation: `second/GROUP/SLUG.json` on the text of `GROUP/SLUG.txt`; incidents are the first annotation's."""
    faults, reports = Faults(), sorted(folder.glob("second/*/*.json"))
    for path in reports:
        text_path = folder / path.parent.name / f"{path.stem}.txt"
        faults.need(text_path.exists(), str(path), "no report of that name")
        if text_path.exists():
            faults.extend(check_report(path, text_path, set(), shortest=10))
    return faults, len(reports)


def check_triggers(folder: Path) -> Faults:
    """The words that tell the events of the dev half: `triggers/GROUP/SLUG.json`, by the ids of `GROUP/SLUG.json`."""
    faults = Faults()
    for path in sorted(folder.glob("triggers/*/*.json")):
        beside = folder / path.parent.name / path.name
        events = {event["id"]: event for event in json.loads(beside.read_text(encoding="utf-8"))["events"]}
        text, words = beside.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))
        faults.need(words.keys() == events.keys(), str(path), "other events than the annotation has")
        for name in words.keys() & events.keys():
            check_words(faults, f"{path} {name}", text, events[name], words[name])
    return faults


def check_train(folder: Path) -> tuple[Faults, int]:
    """The reports written for training: `train/*/SLUG.json`, of no group and no incident; briefs of a sentence too."""
    faults, reports = Faults(), sorted(folder.glob("*/*.json"))
    for path in reports:
        text_path = path.with_suffix(".txt")
        faults.extend(check_report(path, text_path, set(), shortest=10))
        text = text_path.read_text(encoding="utf-8")
        for event in json.loads(path.read_text(encoding="utf-8"))["events"]:
            check_words(faults, f"{path} {event['id']}", text, event, event)
    return faults, len(reports)


def main() -> None:
    corpus = Path(__file__).parent / "gold"
    groups = sorted(p.parent for part in (corpus, corpus.parent / "fresh") for p in part.glob("*/group.json"))
    folders = [Path(a) for a in sys.argv[1:]] or groups
    faults, again, written, kept = Faults(), 0, 0, 0
    if len(sys.argv) == 1:
        faults, again = check_second(corpus)
        faults.extend(check_triggers(corpus))
        trained, written = check_train(corpus.parent / "train")
        held, kept = check_train(corpus.parent / "held")
        faults.extend([*trained, *held])
    count = 0
    for folder in folders:
        found, reports = check_group(folder)
        faults += found
        count += reports
    print(*faults, sep="\n")
    print(f"{len(folders)} groups, {count} reports, {again} annotated twice, {written} for training, {kept} held out, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

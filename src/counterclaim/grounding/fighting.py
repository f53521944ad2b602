"""Which words of a report name those who fight in it."""

from __future__ import annotations

from counterclaim.grounding.actors.phrases import phrase_tokens
from counterclaim.records.drafts import Drafts
from counterclaim.records.words import Family, family_of


def fighting_tokens(drafts: Drafts) -> set[int]:
    """Indices of the tokens of phrases that do or suffer violence in a draft, or lay a charge or are charged."""
    heads = [
        head
        for draft in drafts.claims
        if draft.event is not None and family_of(draft.event.kind) is Family.VIOLENCE
        for head in (*draft.event.initiators, *draft.event.targets, *([draft.accused] if draft.accused is not None else []))
    ]
    accords = {t.i for d in drafts.accords for t in (d.noun, *d.noun.subtree) if t == d.noun or t.dep_ in ("compound", "flat", "amod")}
    return {t.i for head in heads for t in phrase_tokens(head) if t.i not in accords}

"""Agreements, obligations and alleged breaches."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.accords import find_agreements
from counterclaim.accords.agreements import NEAR
from counterclaim.accords.alleging import alleged_breaches
from counterclaim.records.models import Actor, Agreement, Event, Obligation, Time
from counterclaim.records.words import Duty, Kind, Stance, Status, TimePrecision
from told_by_hand import ARM, AZE, RUS, claim, span, told

TEXT = "A ceasefire brokered by Russia ended the war of 2020."


def year(number: int) -> Time:
    return Time(start=dt.date(number, 1, 1), end=dt.date(number, 12, 31), precision=TimePrecision.YEAR)


def duty(at: int) -> Obligation:
    return Obligation(obligor=ARM, duty=Duty.WITHDRAW, span=span(at))


def test_concluded_truce() -> None:
    event = told(Kind.CEASEFIRE, initiators=(ARM, AZE), mediators=(RUS,), time=year(2020))
    (agreement,) = find_agreements([claim(RUS)], [event], [], [], TEXT)
    assert agreement.id == "a1"
    assert "2020" in agreement.name
    assert "ceasefire" in agreement.name
    assert agreement.date == year(2020)
    assert (agreement.parties, agreement.brokers) == ((ARM, AZE), (RUS,))
    assert agreement.spans == event.spans
    assert (agreement.obligations, agreement.breaches) == ((), ())


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL, Status.AVERTED, Status.DENIED])
def test_truce_that_did_not_come_about_is_none(status: Status) -> None:
    assert find_agreements([claim(RUS)], [told(Kind.CEASEFIRE, status=status)], [], [], TEXT) == ()


def test_nothing_told() -> None:
    assert find_agreements([], [], [], [], "") == ()
    assert find_agreements([claim(ARM)], [told(Kind.ATTACK)], [], [], TEXT) == ()


def test_two_tellings_of_one_truce_are_one_agreement() -> None:
    events = [
        told(Kind.CEASEFIRE, "e1", at=0, initiators=(ARM, AZE)),
        told(Kind.CEASEFIRE, "e2", at=100, initiators=(ARM,), mediators=(RUS,), time=year(2020)),
    ]
    (agreement,) = find_agreements([], events, [], [], TEXT)
    assert (agreement.parties, agreement.brokers, agreement.date) == ((ARM, AZE), (RUS,), year(2020))
    assert [s.start for s in agreement.spans] == [0, 100]


@pytest.mark.parametrize(
    "other",
    [
        told(Kind.CEASEFIRE, "e2", at=100, initiators=(RUS,), time=year(2020)),
        told(Kind.CEASEFIRE, "e2", at=100, initiators=(ARM, AZE), time=year(2022)),
    ],
)
def test_different_agreements_stay_apart(other: Event) -> None:
    events = [told(Kind.CEASEFIRE, "e1", initiators=(ARM, AZE), time=year(2020)), other]
    assert [a.id for a in find_agreements([], events, [], [], TEXT)] == ["a1", "a2"]


def test_alleged_breach_is_joined_to_the_agreement() -> None:
    events = [told(Kind.CEASEFIRE, "e1", initiators=(ARM, AZE)), told(Kind.CEASEFIRE_BREACH, "e2", at=50, initiators=(AZE,))]
    claims = [claim(RUS, events=("e1",)), claim(ARM, Stance.ACCUSES, ("e2",), "c2")]
    (agreement,) = find_agreements(claims, events, [], [], TEXT)
    assert agreement.breaches == ("c2",)


def test_denied_breach_is_no_alleged_one() -> None:
    events = [told(Kind.CEASEFIRE, "e1"), told(Kind.CEASEFIRE_BREACH, "e2", at=50)]
    (agreement,) = find_agreements([claim(AZE, Stance.DENIES, ("e2",), "c2")], events, [], [], TEXT)
    assert agreement.breaches == ()


def test_breach_goes_to_the_agreement_of_its_year() -> None:
    events = [
        told(Kind.CEASEFIRE, "e1", initiators=(ARM, AZE), time=year(1994)),
        told(Kind.CEASEFIRE, "e2", at=100, initiators=(ARM, AZE), time=year(2020)),
        told(Kind.CEASEFIRE_BREACH, "e3", at=50, initiators=(AZE,), time=year(2020)),
    ]
    first, second = find_agreements([claim(ARM, Stance.ACCUSES, ("e3",), "c3")], events, [], [], TEXT)
    assert (first.breaches, second.breaches) == ((), ("c3",))


def test_breach_implies_an_agreement() -> None:
    events = [told(Kind.CEASEFIRE_BREACH, "e1", initiators=(AZE,))]
    (agreement,) = find_agreements([claim(ARM, Stance.ACCUSES)], events, [], [], TEXT)
    assert agreement.breaches == ("c1",)
    assert agreement.date is None


def test_obligation_goes_to_the_agreement_told_before_it() -> None:
    (agreement,) = find_agreements([], [told(Kind.AGREEMENT, at=100)], [], [duty(120)], TEXT)
    assert agreement.obligations == (duty(120),)


@pytest.mark.parametrize("at", [50, 100 + NEAR + 1])
def test_obligation_before_or_far_behind_goes_to_the_nearest(at: int) -> None:
    events = [
        told(Kind.AGREEMENT, "e1", at=100, initiators=(ARM, AZE), time=year(2020)),
        told(Kind.CEASEFIRE, "e2", at=2000, initiators=(ARM, AZE), time=year(2022)),
    ]
    first, second = find_agreements([], events, [], [duty(at)], TEXT)
    assert (first.obligations, second.obligations) == ((duty(at),), ())


def test_obligation_goes_to_the_last_agreement_alone() -> None:
    events = [told(Kind.CEASEFIRE, "e1", at=0, time=year(1994)), told(Kind.CEASEFIRE, "e2", at=100, time=year(2020))]
    first, second = find_agreements([], events, [], [duty(150)], TEXT)
    assert (first.obligations, second.obligations) == ((), (duty(150),))


def test_obligation_implies_an_agreement() -> None:
    (agreement,) = find_agreements([], [], [], [duty(150)], TEXT)
    assert agreement.obligations == (duty(150),)


def test_implied_agreement_is_not_of_the_year_of_its_breach() -> None:
    (agreement,) = find_agreements(
        [claim(ARM, Stance.ACCUSES)], [told(Kind.CEASEFIRE_BREACH, initiators=(AZE,), time=year(2023))], [], [], TEXT
    )
    assert "2023" not in agreement.name


def mention(name: str, at: int = 0, date: Time | None = None, parties: tuple[Actor, ...] = (ARM, AZE)) -> Agreement:
    return Agreement(id="m", name=name, date=date, parties=parties, spans=(span(at),))


def test_a_bare_mention_goes_with_the_one_that_tells_a_date() -> None:
    (agreement,) = find_agreements([], [], [mention("truce", 50), mention("2020 ceasefire", 0, year(2020))], [], TEXT)
    assert (agreement.name, agreement.date) == ("2020 ceasefire", year(2020))
    assert [s.start for s in agreement.spans] == [0, 50]


def test_the_year_of_a_name_is_not_the_day_on_which_it_was_renewed() -> None:
    name = "understanding of 2003"
    named = year(2003).model_copy(update={"span": span(17, 21)})
    renewed = Time(start=dt.date(2021, 2, 25), end=dt.date(2021, 2, 25), precision=TimePrecision.DAY)
    both = [mention(name, 0, named).model_copy(update={"spans": (span(0, 21),)}), mention("understanding", 10, renewed)]
    assert [a.date for a in find_agreements([], [], both, [], TEXT)] == [named]


def test_mentions_of_other_dates_names_or_parties_are_other_agreements() -> None:
    told_apart = [mention("truce", 0, year(2020)), mention("truce", 50, year(2022)), mention("deal", 90, parties=(RUS,))]
    assert len(find_agreements([], [], told_apart, [], TEXT)) == 3
    assert len(find_agreements([], [], [mention("Pretoria accord"), mention("Nairobi accord", 50)], [], TEXT)) == 2


def test_a_year_stands_before_a_name_that_tells_nothing_else() -> None:
    assert [a.name for a in find_agreements([], [], [mention("truce", 0, year(2020))], [], TEXT)] == ["2020 truce"]
    assert [a.name for a in find_agreements([], [], [mention("Minsk agreements", 0, year(2015))], [], TEXT)] == ["Minsk agreements"]


def charged(text: str, *told_acts: tuple[str, Kind, Stance]) -> tuple[str, ...]:
    """The claims that allege a breach, of acts told in parts of a text that Azerbaijan is said to have done."""
    events, claims = [], []
    for k, (words, kind, stance) in enumerate(told_acts, 1):
        at = span(text.index(words), text.index(words) + len(words))
        events.append(told(kind, f"e{k}", initiators=(AZE,)).model_copy(update={"spans": (at,)}))
        claims.append(claim(ARM, stance, (f"e{k}",), f"c{k}"))
    return tuple(c.id for c, _ in alleged_breaches(claims, events, text))


def test_of_two_acts_in_a_sentence_the_one_is_a_breach_that_is_called_one() -> None:
    text = "They bombed the camp, hours after they fired at the post in breach of the truce."
    acts = (("bombed the camp", Kind.AIR_STRIKE, Stance.ACCUSES), ("fired at the post in breach of the truce", Kind.ATTACK, Stance.ACCUSES))
    assert charged(text, *acts) == ("c2",)


def test_a_rank_among_breaches_charges_nobody() -> None:
    text = "They fired at the post, in one of the worst breaches of the truce."
    assert charged(text, (text, Kind.ATTACK, Stance.ACCUSES)) == ()


def test_who_counts_breaches_means_the_act_told_before() -> None:
    text = "They fired at the post. They broke the truce{}."
    acts = (("fired at the post", Kind.ATTACK, Stance.ACCUSES), ("They broke the truce", Kind.CEASEFIRE_BREACH, Stance.ACCUSES))
    assert charged(text.format(""), *acts) == ("c2",)
    counted = (acts[0], ("They broke the truce four times", *acts[1][1:]))
    assert charged(text.format(" four times"), *counted) == ("c2", "c1")


def test_the_way_in_which_an_accord_was_broken_is_the_breach() -> None:
    text = "The rebels had breached the accord by abducting two. They opened the road by firing at the post."
    acts = (("by abducting two", Kind.CAPTURE, Stance.ASSERTS), ("by firing at the post", Kind.ATTACK, Stance.ASSERTS))
    assert charged(text, *acts) == ("c1",)


def test_what_answers_a_breach_is_none() -> None:
    text = "They fired at the post in retaliation for three breaches of the truce."
    assert charged(text, (text, Kind.ATTACK, Stance.ACCUSES)) == ()


@pytest.mark.parametrize(
    "words",
    [
        "an infringement of the pact",
        "which ran counter to the memorandum",
        "ending the week-old truce",
        "although the 2001 protocol forbids it",
        "in spite of the Example understanding",
        "and trampled their own agreement underfoot",
        "and broke that truce",
        "although both were bound by the ceasefire",
    ],
)
def test_words_that_call_an_act_a_breach(words: str) -> None:
    text = f"They fired at the post, {words}."
    assert charged(text, (text, Kind.ATTACK, Stance.ACCUSES)) == ("c1",)


def test_an_act_of_the_claimant_is_no_breach_by_its_own_account() -> None:
    text = "It said that it fired at the post despite the truce."
    event = told(Kind.ATTACK, initiators=(ARM,)).model_copy(update={"spans": (span(0, len(text)),)})
    assert list(alleged_breaches([claim(ARM)], [event], text)) == []
    assert len(list(alleged_breaches([claim(AZE)], [event], text))) == 1
    both = event.model_copy(update={"initiators": (ARM, AZE)})
    assert len(list(alleged_breaches([claim(ARM)], [both], text))) == 1


def test_what_was_due_and_not_done_is_a_breach() -> None:
    text = "They failed to free the captives, {}."
    event = told(Kind.PRISONER_EXCHANGE, status=Status.AVERTED, initiators=(AZE,)).model_copy(update={"spans": (span(0, 20),)})
    for words, alleged in (("as they were obliged to", 1), ("as the accord demands", 1), ("who have been held since May", 0)):
        assert len(list(alleged_breaches([claim(ARM)], [event], text.format(words)))) == alleged


def test_the_claim_around_a_word_that_a_reader_takes_for_a_breach_alleges_one() -> None:
    text = "They fired at the post, hours into the truce, and burned the mill."
    events = [told(Kind.ATTACK, "e1", at=5, initiators=(AZE,)), told(Kind.ATTACK, "e2", at=50, initiators=(AZE,))]
    claims = [claim(ARM, Stance.ASSERTS, ("e1",), "c1"), claim(ARM, Stance.ASSERTS, ("e2",), "c2")]
    assert not list(alleged_breaches(claims, events, text))
    assert [c.id for c, _ in alleged_breaches(claims, events, text, [span(5)])] == ["c1"]
    (implied,) = find_agreements(claims, events, [], [], text, [span(5), span(6)])
    assert implied.breaches == ("c1",)
    own = [claim(AZE, Stance.ASSERTS, ("e1",), "c1")]
    assert not list(alleged_breaches(own, events[:1], text, [span(5)]))

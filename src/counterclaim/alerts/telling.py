"""From rules to receivers: what is new is kept with where it has to go, then sent; what fails is tried again.

An alert is kept and marked to be sent in one transaction, and marked as sent after it was: one that is cut off in between is sent
again under the same id. So nothing is lost, and receivers can tell a repetition.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.accords import Library
from counterclaim.alerts.feed_file import render_feed
from counterclaim.alerts.mail import send_alert
from counterclaim.alerts.matching import LATEST_DAYS, Alert, Matter, find_alerts
from counterclaim.alerts.rules import Delivery, Rule, RulesFile
from counterclaim.alerts.webhook import post_alert
from counterclaim.backoff import wait_s
from counterclaim.books import Asked, Books
from counterclaim.errors import FetchError, RecordError
from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.network import Resolver
from counterclaim.store.alert_state import (
    DeliveryState,
    KeptAlert,
    PendingDelivery,
    covered,
    due_deliveries,
    keep_alert,
    latest_alerts,
    note_delivery,
)
from counterclaim.store.asking import Days, IncidentFilter, Page
from counterclaim.store.store import Store, moment

LOG = logging.getLogger(__name__)

WEBHOOK, MAIL = "webhook", "mail"
Send = Callable[[KeptAlert], None]


@dataclass(frozen=True)
class Sent:
    """What became of the deliveries of one round."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


@dataclass(frozen=True)
class Teller:
    """Keeps alerts and sends them. `secrets` are by channel; they are never logged. `library` holds the agreements that are known."""

    store: Store
    delivery: Delivery
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    chance: Callable[[], float] = random.random
    resolver: Resolver = resolve
    library: Library = field(default_factory=dict, repr=False)

    def new(self, alerts: Sequence[Alert]) -> list[Alert]:
        """Those that were not told before."""
        with self.store.reading() as view:
            return [alert for alert in alerts if not covered(view.connection, alert.rule, (alert.subject, *alert.covers))]

    def keep(self, alerts: Sequence[Alert]) -> list[KeptAlert]:
        """Keeps those that were not told before, to be sent."""
        if not alerts:
            return []
        kept: list[KeptAlert] = []
        with self.store.writing() as work:
            for alert in alerts:
                if covered(work.connection, alert.rule, (alert.subject, *alert.covers)):
                    continue
                row = {name: getattr(alert, name) for name in ("rule", "subject", "title", "summary", "links")}
                row["day"] = alert.day.isoformat() if alert.day else None
                kept.append(keep_alert(work.connection, row, alert.covers, list(self._channels), work.now))
        for told in kept:
            LOG.info("alert: %s", told.title, extra={"rule": told.rule, "subject": told.subject})
        return kept

    def send(self) -> Sent:
        """Sends what is due, one by one, each marked before the next begins."""
        with self.store.reading() as view:
            due = due_deliveries(view.connection, list(self._channels), moment(self.clock()))
        states = [self._send(delivery) for delivery in due]
        return Sent(*(states.count(state) for state in (DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.GIVEN_UP)))

    def feed(self) -> str | None:
        """The feed of the newest alerts, None when no feed is wanted."""
        wanted = self.delivery.feed
        if wanted is None:
            return None
        with self.store.reading() as view:
            return render_feed(latest_alerts(view.connection, wanted.items), wanted.title)

    @property
    def _channels(self) -> dict[str, Send]:
        channels: dict[str, Send] = {}
        if (hook := self.delivery.webhook) is not None:
            channels[WEBHOOK] = lambda alert: post_alert(alert, hook, self.secrets[WEBHOOK], self.clock(), self.resolver)
        if (mail := self.delivery.mail) is not None:
            channels[MAIL] = lambda alert: send_alert(alert, mail, self.secrets.get(MAIL))
        return channels

    def _send(self, delivery: PendingDelivery) -> DeliveryState:
        state, reason, retry_at = DeliveryState.SENT, None, None
        try:
            self._channels[delivery.channel](delivery.alert)
        except RecordError as error:
            state, reason, retry_at = self._failed(delivery, error)
            LOG.warning(
                "%s, try %d: %s",
                delivery.channel,
                delivery.failures + 1,
                error,
                extra={"channel": delivery.channel, "rule": delivery.alert.rule},
            )
        with self.store.writing() as work:
            note_delivery(work.connection, delivery, state, work.now, reason, retry_at)
        return state

    def _failed(self, delivery: PendingDelivery, error: RecordError) -> tuple[DeliveryState, str, str | None]:
        failures = delivery.failures + 1
        if failures >= self.delivery.max_tries:
            return DeliveryState.GIVEN_UP, str(error), None
        wait = wait_s(failures, self.delivery.retry_min * 60, self.delivery.retry_most_min * 60, self.chance)
        asked = error.retry_after_s if isinstance(error, FetchError) else None
        return DeliveryState.PENDING, str(error), moment(self.clock() + dt.timedelta(seconds=max(wait, asked or 0.0)))


def secrets_of(delivery: Delivery, environment: Mapping[str, str]) -> dict[str, str]:
    """The secrets of all channels that have one. Raises ConfigError when one is not where it should be."""
    found: dict[str, str] = {}
    if delivery.webhook is not None:
        found[WEBHOOK] = delivery.webhook.secret.value(environment)
    if delivery.mail is not None and delivery.mail.password is not None:
        found[MAIL] = delivery.mail.password.value(environment)
    return found


@dataclass(frozen=True)
class Told:
    """What one round gave: alerts that are new, and what became of deliveries."""

    new: list[KeptAlert]
    sent: Sent


def tell(teller: Teller, file: RulesFile, last: dt.datetime | None = None) -> Told:
    """One round: finds, keeps, sends. `last` is when the round before began: where nothing has changed since, and it is still the same day,
    nothing is looked for.
    """
    if last is not None and last.date() == teller.clock().date() and not _changed(teller.store, last):
        return Told([], teller.send())
    kept = teller.keep(found_now(teller, file))
    return Told(kept, teller.send())


def _changed(store: Store, since: dt.datetime) -> bool:
    with store.reading() as view:
        return view.incidents(IncidentFilter(changed_since=moment(since)), Page(size=1)).total > 0


def found_now(teller: Teller, file: RulesFile) -> list[Alert]:
    """What the rules find now that was not told before."""
    now = teller.clock()
    rules = [rule for rule in file.rule if rule.surge is None]
    surges = [rule for rule in file.rule if rule.surge is not None]
    found: list[Alert] = []
    if rules:
        since = now - dt.timedelta(days=max(rule.within_days for rule in rules) + 1)
        found += find_alerts(rules, _matter(teller, rules, since), now.date())
    if surges:
        first = now.date() - dt.timedelta(days=max(rule.surge.days for rule in surges if rule.surge) + LATEST_DAYS)
        found += find_alerts(surges, _incidents(teller, IncidentFilter(since=first)), now.date())
    return teller.new(found)


def _incidents(teller: Teller, which: IncidentFilter) -> Matter:
    with teller.store.reading() as view:
        return Matter(view.comparison(which))


def _matter(teller: Teller, rules: Sequence[Rule], since: dt.datetime) -> Matter:
    """The incidents that changed since, and what the books say of the days since, as far as some rule asks for them."""
    books, asked = Books(teller.store, teller.library), Asked(Days(since=since.date()))
    matter = _incidents(teller, IncidentFilter(changed_since=moment(since)))
    if any(rule.breach for rule in rules):
        matter = replace(matter, ledger=books.ledger(asked).page)
    if any(rule.about == "talks" for rule in rules):
        calendar = books.calendar(asked)
        matter = replace(matter, meetings=calendar.page.meetings, beside=calendar.beside.reports)
    return matter

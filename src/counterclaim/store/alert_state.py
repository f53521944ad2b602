"""What is remembered of alerts, so that each is told once and none is lost on its way.

All functions work in the transaction of the connection that they are given; writers are one at a time, see `connections`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from counterclaim.store.alert_tables import alert_deliveries, alert_subjects, alerts
from counterclaim.store.batches import in_batches


class DeliveryState(StrEnum):
    """Where an alert is on its way to one channel."""

    PENDING = "pending"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class KeptAlert:
    """An alert that was told. `day` is ISO text, `fired_at` an ISO moment in UTC."""

    id: int
    rule: str
    subject: str
    title: str
    summary: str
    day: str | None
    links: tuple[str, ...]
    fired_at: str


@dataclass(frozen=True)
class PendingDelivery:
    """An alert that a channel still has to get. `failures` counts its tries so far."""

    alert: KeptAlert
    channel: str
    failures: int


def covered(on: Connection, rule: str, subjects: Sequence[str]) -> bool:
    """Whether a rule has told any of these before."""
    return any(
        on.execute(
            select(alert_subjects.c.subject).where(alert_subjects.c.rule == rule, alert_subjects.c.subject.in_(batch)).limit(1)
        ).first()
        for batch in in_batches(subjects)
    )


def keep_alert(on: Connection, alert: dict[str, Any], covers: Sequence[str], channels: Sequence[str], now: str) -> KeptAlert:
    """Writes a new alert (`rule`, `subject`, `title`, `summary`, `day`, `links`) and what it covers, to be sent to each channel."""
    row = {**alert, "links": json.dumps(list(alert["links"]), ensure_ascii=False), "fired_at": now}
    number = on.execute(insert(alerts).values(**row).returning(alerts.c.id)).scalar_one()
    on.execute(
        insert(alert_subjects), [{"rule": alert["rule"], "subject": s, "alert": number} for s in dict.fromkeys((alert["subject"], *covers))]
    )
    for channel in channels:
        on.execute(insert(alert_deliveries).values(alert=number, channel=channel, state=DeliveryState.PENDING, failures=0, changed_at=now))
    return KeptAlert(number, alert["rule"], alert["subject"], alert["title"], alert["summary"], alert["day"], tuple(alert["links"]), now)


def latest_alerts(on: Connection, most: int) -> list[KeptAlert]:
    """The newest alerts, the newest first."""
    return [_kept(row) for row in on.execute(select(alerts).order_by(alerts.c.id.desc()).limit(most))]


def due_deliveries(on: Connection, channels: Sequence[str], now: str) -> list[PendingDelivery]:
    """What these channels still have to get and may get now, the oldest first."""
    due = alert_deliveries.c.retry_at.is_(None) | (alert_deliveries.c.retry_at <= now)
    query = (
        select(alerts, alert_deliveries.c.channel, alert_deliveries.c.failures)
        .join_from(alerts, alert_deliveries, alerts.c.id == alert_deliveries.c.alert)
        .where(alert_deliveries.c.state == DeliveryState.PENDING, alert_deliveries.c.channel.in_(channels), due)
        .order_by(alerts.c.id, alert_deliveries.c.channel)
    )
    return [PendingDelivery(_kept(row), row.channel, row.failures) for row in on.execute(query)]


def note_delivery(
    on: Connection, delivery: PendingDelivery, state: DeliveryState, now: str, error: str | None = None, retry_at: str | None = None
) -> None:
    """Writes what became of a delivery. With an `error` the number of its failures goes up."""
    on.execute(
        update(alert_deliveries)
        .where(alert_deliveries.c.alert == delivery.alert.id, alert_deliveries.c.channel == delivery.channel)
        .values(state=state, failures=delivery.failures + (error is not None), error=error, retry_at=retry_at, changed_at=now)
    )


def delivery_counts(on: Connection) -> dict[tuple[str, str], int]:
    """How many deliveries are in each state, by channel and state."""
    query = select(alert_deliveries.c.channel, alert_deliveries.c.state, func.count()).group_by(
        alert_deliveries.c.channel, alert_deliveries.c.state
    )
    return {(channel, state): number for channel, state, number in on.execute(query)}


def _kept(row: Any) -> KeptAlert:
    return KeptAlert(row.id, row.rule, row.subject, row.title, row.summary, row.day, tuple(json.loads(row.links)), row.fired_at)

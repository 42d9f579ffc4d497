"""What keeps a body from taking a case, and what to mind before it is asked.

- A telecom appeal body takes a case once the operator has answered badly, or not within
  15 days (Order 35 art. 10(4)); up to 5 months after a disputed charge, 24 months after
  anything else (art. 11(1)); not what a court, an arbitration or consumer organisation
  or another authority has taken (art. 11(4)).
- A market regulator refuses what a court, an arbitration body, another authority or a
  consumer organisation has taken or dealt with (Order 121 art. 16(2)), what is more
  than three years old (art. 16(4)), and who does not give a real identity (arts. 10,
  16).
- A postal administration takes a case when the company has not answered in 7 days or
  answered badly, within a year, unless a court or an arbitration body has it (known
  from secondary sources only).
- How long each body's time limits are stands in its row, so that it can be changed
  where the law changes; a reply clock of the case goes before the row's days.

Nothing here is about the place: that is `jurisdiction_places`.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from .jurisdiction_types import COURTS, RUNG_OF, TAKEN, Body, Case, Channel, Step

# The line after which an operator counts as wilfully late (penalty rule art. 8).
USUAL_DAYS = 15
# From when on a time bar is called near.
NEAR_DAYS = 30

# A sector's own authority goes before the general one (Order 121 arts. 2, 16(1)).
OWN_AUTHORITY = {
    "telecom": "telecom_appeal",
    "postal": "postal_regulator",
    "financial": "financial_regulator",
}
EVERYBODY = frozenset(RUNG_OF)


class Block(NamedTuple):
    """Whose taking a case shuts a body, and by which law."""

    law: str
    kinds: frozenset[str]


BLOCKS = {
    "telecom_appeal": Block("order_35_art_11_4", EVERYBODY),
    "market_regulator": Block("order_121_art_16_2", EVERYBODY),
    "postal_regulator": Block("postal_rule", COURTS),
}
ANSWER_LAWS = {"telecom_appeal": "order_35_art_10_4", "postal_regulator": "postal_rule"}
BAR_LAWS = {
    "telecom_appeal": "order_35_art_11_1",
    "market_regulator": "order_121_art_16_4",
    "postal_regulator": "postal_rule",
}


def refusing(case: Case, body: Body) -> tuple[Step, ...]:
    """Return why this body would not take the case now; empty if it would."""
    reasons = (
        _inactive(body),
        _for_others(case, body),
        _used(case, body),
        _blocked(case, body),
        _too_early(case, body),
        _too_late(case, body),
        _nameless(case, body),
    )
    return tuple(reason for reason in reasons if reason)


def minding(case: Case, body: Body) -> tuple[Step, ...]:
    """Return what to mind before this body is asked."""
    warnings = (
        _early(case, body),
        _unjudged(case, body),
        _soon_late(case, body),
        *_elsewhere(case, body),
        _by_name(body),
    )
    return tuple(warning for warning in warnings if warning)


def closing(body: Body, others: list[Body]) -> tuple[Step, ...]:
    """Return which of the other candidates refuse once this one has taken the case."""
    shut = {}
    for other in others:
        block = BLOCKS.get(other.kind)
        if block and other.kind != body.kind and body.kind in block.kinds:
            shut[other.kind] = _step("closes", kind=other.kind, law=block.law)
    return tuple(shut.values())


def is_silent(case: Case, channel: Channel) -> bool:
    """Whether a body let the time pass in which it must take a case or not."""
    due = channel.answer_due
    return channel.status == "filed" and due is not None and case.today > due


def still_waiting(case: Case, channel: Channel) -> bool:
    """Whether a body has still to say something, and may take its time."""
    if channel.status == "filed":
        return not is_silent(case, channel)
    return channel.status == "accepted"


def told_of(channel: Channel) -> dict:
    """What steps say of a channel: its body if we have it, else its kind."""
    return {
        "channel": channel.body or channel.kind,
        "status": channel.status,
        "since": channel.on.isoformat() if channel.on else "",
    }


def reply_due(case: Case, days: int = USUAL_DAYS) -> date | None:
    """The last day of the respondent's time to answer; None if it was told nothing."""
    if case.told_on is None:
        return None
    return case.reply_due or case.told_on + timedelta(days=days)


def _step(key, **params) -> Step:
    return key, params


# ---- what a body refuses


def _inactive(body):
    return None if body.active else _step("inactive")


def _for_others(case, body):
    kind = OWN_AUTHORITY.get(case.sector)
    if body.country == "CN" and body.kind == "market_regulator" and kind:
        return _step("other_authority", kind=kind, law="order_121_art_2")
    return None


def _used(case, body):
    """It, or another of its kind, was asked already."""
    for channel in case.channels:
        if channel.kind != body.kind or channel.status == "withdrawn":
            continue
        if channel.body in ("", body.code):
            return _step(f"already_{channel.status}", **told_of(channel))
        if channel.status != "refused" and not is_silent(case, channel):
            return _step("same_kind", **told_of(channel))
    return None


def _blocked(case, body):
    block = BLOCKS.get(body.kind)
    for channel in case.channels if block else ():
        if channel.status in TAKEN and channel.kind in block.kinds - {body.kind}:
            return _step("blocked", **told_of(channel), law=block.law)
    return None


def _too_early(case, body):
    if not body.answer_days or case.answered_on:
        return None
    law = ANSWER_LAWS.get(body.kind) or body.source
    due = reply_due(case, body.answer_days)
    if due is None:
        return _step("untold", law=law)
    if case.today > due:
        return None
    return _step("too_early", **_days_had(case, due), law=law)


def _days_had(case, due):
    return {
        "had": max((case.today - case.told_on).days, 0),
        "of": (due - case.told_on).days,
        "day": due.isoformat(),
    }


def _too_late(case, body):
    last = last_day(case, body)
    if last is None or case.today <= last:
        return None
    return _step("too_late", **_bar(case, body, last))


def _nameless(case, body):
    if case.real_identity or body.kind != "market_regulator":
        return None
    return _step("nameless", law="order_121_art_10")


# ---- what to mind


def _early(case, body):
    """Nothing forbids it, but the respondent's usual time still runs."""
    due = reply_due(case)
    if body.answer_days or case.answered_on:
        return None
    if due is None:
        return _step("untold_yet")
    if case.today > due:
        return None
    return _step("early", **_days_had(case, due))


def _unjudged(case, body):
    """A body that asks for a bad answer wants to hear that it was one."""
    if body.answer_days and case.answered_on and case.satisfied is None:
        return _step("unjudged")
    return None


def _by_name(body):
    if body.kind != "market_regulator":
        return None
    return _step("identity", law="order_121_art_10")


def _soon_late(case, body):
    last = last_day(case, body)
    if last is None:
        is_barred = body.bar_months or body.charge_bar_months
        return _step("harm_unknown") if is_barred and not case.harmed_on else None
    left = (last - case.today).days
    if not 0 <= left <= NEAR_DAYS:
        return None
    return _step("soon_late", left=left, **_bar(case, body, last))


def _elsewhere(case, body):
    """What has been filed or taken elsewhere without shutting this body by law."""
    block = BLOCKS.get(body.kind)
    kinds = block.kinds if block else frozenset()
    for channel in case.channels:
        if channel.kind == body.kind:
            continue
        if channel.status == "filed" and channel.kind in kinds:
            yield _step("parallel", **told_of(channel), law=block.law)
        elif channel.status in TAKEN and channel.kind not in kinds:
            yield _step("has_it", **told_of(channel))


# ---- time bars


def last_day(case: Case, body: Body) -> date | None:
    """The last day on which a body takes the case; None without a bar, or a day."""
    months = body.bar_months
    if case.is_charge and body.charge_bar_months:
        months = body.charge_bar_months
    if not months or case.harmed_on is None:
        return None
    return add_months(case.harmed_on, months)


def add_months(day: date, n: int) -> date:
    """The day of that number n months on, else the month's last (Civil Code 202)."""
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def _bar(case, body, last):
    return {"day": last.isoformat(), "law": BAR_LAWS.get(body.kind) or body.source}

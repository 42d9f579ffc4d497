"""How a term was counted, step by step.

The steps are told from the Due that the counting gave, over the same calendar: they say
what was counted, skipped, made up, paused and moved, and where it ended. They can be
kept as JSON: days are ISO dates, runs of days pairs of them, moments ISO with offset.
``wording`` puts them into words.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .counting import beginning
from .counting_days import add_months
from .terms import SECONDS
from .types import Due, Term
from .working_calendar import WorkingCalendar

Step = tuple[str, dict]
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def explain(
    term: Term, due: Due, at: datetime, calendar: WorkingCalendar
) -> tuple[Step, ...]:
    """Return the steps from an event ``at`` to ``due``: pairs of key and parameters.

    ``due`` is what ``counting.due`` gave for the same term, moment and calendar.
    """
    at = calendar.local(at)
    counted = _time if term.unit in SECONDS else _days
    return (
        *counted(term, due, at, calendar),
        *_rolled(term, due, calendar),
        *_end(term, due, calendar),
    )


# -- what was counted


def _days(term: Term, due: Due, at: datetime, calendar: WorkingCalendar):
    if not term.amount:
        yield "same_day", {"day": _iso(at.date())}
        return
    yield "event", {"day": _iso(at.date())}
    if term.unit == "months":
        yield from _months(term, at.date())
    else:
        yield from _counted(term, due, at.date(), calendar)
    if due.not_counted:
        days = due.not_counted
        yield "paused", {"days": _runs(days), "count": len(days)}


def _months(term: Term, event: date):
    way = "back" if term.backward else "on"
    day = add_months(event, -int(term.amount) if term.backward else int(term.amount))
    yield f"months_{way}", {"count": int(term.amount), "day": _iso(day)}
    if day.day != event.day:
        yield "month_end", {"day": _iso(day), "number": event.day}


def _counted(term: Term, due: Due, event: date, calendar: WorkingCalendar):
    first, last = sorted((due.first_day, due.last_day))
    way = "back" if term.backward else "on"
    params = {"count": int(term.amount)}
    if term.unit == "working_days":
        lost = set(due.not_counted)
        days = [day for day in _worked(first, last, calendar) if day not in lost]
        yield f"working_days_{way}", {**params, "days": _runs(days)}
        yield from _skipped(*_beside(event, due.last_day), calendar)
    else:
        yield f"days_{way}", {**params, "days": _between(first, last, due.not_counted)}


def _time(term: Term, due: Due, at: datetime, calendar: WorkingCalendar):
    begin = beginning(term, at, calendar)
    way = "back" if term.backward else "on"
    params = {"amount": f"{term.amount:g}", "at": begin.isoformat()}
    yield f"{term.unit}_{way}", params
    working = term.unit == "working_hours"
    if working:
        first, last = sorted((due.first_day, due.last_day))
        yield "worked", {"days": _runs(_worked(first, last, calendar))}
        yield from _skipped(*sorted((at.date(), due.last_day)), calendar)
    if term.end == "moment" and not term.backward and due.rolled_from is None:
        taken = (
            calendar.count_working_time(begin, due.at)
            if working
            else (due.at - begin) // SECOND
        )
        lost = taken - round(term.amount * SECONDS[term.unit])
        if lost > 0:
            yield "paused_time", _hours_and_minutes(lost)


def _hours_and_minutes(seconds: int) -> dict:
    hours, minutes = divmod(seconds // 60, 60)
    return {"hours": hours, "minutes": minutes}


# -- what was not


def _skipped(first: date, last: date, calendar: WorkingCalendar):
    """The days off from ``first`` to ``last``, and the days worked to make up."""
    worked = set(_worked(first, last, calendar))
    off = [day for day in _all(first, last) if day not in worked]
    unnamed = []
    for start, end in _grouped(off):
        if name := _names(start, end, calendar):
            yield "holiday", {"days": [[_iso(start), _iso(end)]], "name": name}
        else:
            unnamed.append([_iso(start), _iso(end)])
    if unnamed:
        yield "rest", {"days": unnamed}
    made_up = [
        _iso(special.day)
        for special in calendar.special_days(first, last)
        if special.day in worked and not calendar.is_usually_worked(special.day)
    ]
    if made_up:
        yield "made_up", {"weekdays": list(dict.fromkeys(made_up))}


def _rolled(term: Term, due: Due, calendar: WorkingCalendar):
    if due.rolled_from is None:
        return
    day = calendar.roll(due.rolled_from, term.roll, -1 if term.backward else 1)
    params = {"weekdays": [_iso(due.rolled_from)], "to": _iso(day)}
    if name := _names(*calendar.run_of_rest(due.rolled_from), calendar):
        yield "rolled_holiday", {**params, "name": name}
    else:
        yield "rolled", params


def _names(first: date, last: date, calendar: WorkingCalendar) -> list[str]:
    """What the days off in a run are called; a day may be two holidays at once."""
    names = (
        name
        for special in calendar.special_days(first, last)
        if not special.working and special.name
        for name in special.name.split("; ")
    )
    return list(dict.fromkeys(names))


# -- how it ends


def _end(term: Term, due: Due, calendar: WorkingCalendar):
    day = calendar.add_time(due.at, -1).date()
    midnight = due.at == calendar.end_of_day(day)
    if term.end == "business" and not midnight:
        yield "ends_business", {"at": due.at.isoformat()}
    elif midnight:
        yield "ends_day", {"day": _iso(day)}
    else:
        yield "ends_moment", {"at": due.at.isoformat()}
    if due.provisional:
        yield "provisional", {"day": _iso(calendar.pattern.published_until)}


# -- runs of days


def _worked(first: date, last: date, calendar: WorkingCalendar) -> list[date]:
    start = [first] if calendar.is_working_day(first) else []
    return start + calendar.working_days(first, last)


def _beside(event: date, last: date) -> tuple[date, date]:
    """The days from beside the event's to the last, in order."""
    return (last, event - DAY) if last < event else (event + DAY, last)


def _between(first: date, last: date, without: Iterable[date]) -> list[list[str]]:
    """The days from ``first`` to ``last`` as runs, less those lost."""
    lost = _grouped(without)
    runs = []
    for start, end in lost:
        if first < start:
            runs.append([_iso(first), _iso(start - DAY)])
        first = max(first, end + DAY)
    return [*runs, [_iso(first), _iso(last)]]


def _all(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _grouped(days: Iterable[date]) -> list[tuple[date, date]]:
    """Sorted days as runs of consecutive ones."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _runs(days: Iterable[date]) -> list[list[str]]:
    return [[_iso(first), _iso(last)] for first, last in _grouped(days)]


def _iso(day: date) -> str:
    return day.isoformat()

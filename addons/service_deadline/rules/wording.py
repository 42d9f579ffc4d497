"""The steps of a deadline, and what is wrong with one, in words.

The templates are English; Odoo's exporter finds them by ``_lt`` and a caller hands in
its own ``translate``. What a parameter is follows from its name: ``day`` and ``to`` are
days, ``days`` runs of days, ``weekdays`` days to be told with their weekday, ``at`` is
a moment, ``name`` some names; all else is shown as it is.
"""

from datetime import date, datetime

_lt = str

TEMPLATES = {
    # what was counted
    "event": _lt("%(day)s, the day of the event, is not counted"),
    "same_day": _lt("on the day of the event, %(day)s"),
    "working_days_on": _lt("%(count)s working days counted: %(days)s"),
    "working_days_back": _lt("%(count)s working days counted back: %(days)s"),
    "days_on": _lt("%(count)s days counted: %(days)s"),
    "days_back": _lt("%(count)s days counted back: %(days)s"),
    "months_on": _lt("%(count)s months on is %(day)s"),
    "months_back": _lt("%(count)s months back is %(day)s"),
    "month_end": _lt("that month has no day %(number)s, so its last day counts"),
    "minutes_on": _lt("%(amount)s minutes from %(at)s"),
    "minutes_back": _lt("%(amount)s minutes before %(at)s"),
    "hours_on": _lt("%(amount)s hours from %(at)s"),
    "hours_back": _lt("%(amount)s hours before %(at)s"),
    "working_hours_on": _lt("%(amount)s working hours from %(at)s"),
    "working_hours_back": _lt("%(amount)s working hours before %(at)s"),
    "worked": _lt("worked on %(days)s"),
    # what was not
    "holiday": _lt("off: %(days)s (%(name)s)"),
    "rest": _lt("rest days: %(days)s"),
    "made_up": _lt("made up: %(weekdays)s"),
    "paused": _lt("paused, not counted: %(days)s (days: %(count)s)"),
    "paused_time": _lt("paused for %(hours)s h %(minutes)s min"),
    "rolled": _lt("%(weekdays)s is off, so it moves to %(to)s"),
    "rolled_holiday": _lt("%(weekdays)s is off (%(name)s), so it moves to %(to)s"),
    # how it ends
    "ends_day": _lt("ends with %(day)s, at 24:00"),
    "ends_business": _lt("ends at the close of business, %(at)s"),
    "ends_moment": _lt("ends %(at)s"),
    "provisional": _lt("provisional: days off are published until %(day)s only"),
    # what cannot be
    "unknown_zone": _lt("Time zone: “%(zone)s” is not known."),
    "bad_hours": _lt(
        "Hours: %(start)s to %(end)s is not within a day, from 0 to 24, start first."
    ),
    "bad_weekday": _lt("Day of the week: %(weekday)s or its week cannot be."),
    "unknown_unit": _lt("Unit: “%(value)s” is none of %(words)s."),
    "unknown_start": _lt("Start: “%(value)s” is none of %(words)s."),
    "unknown_end": _lt("End: “%(value)s” is none of %(words)s."),
    "unknown_roll": _lt("Last day off: “%(value)s” is none of %(words)s."),
    "not_a_number": _lt("Amount: “%(amount)s” is not a number."),
    "negative": _lt("Amount: %(amount)s is less than none."),
    "too_long": _lt("Amount: %(amount)s is more than a century (%(longest)s)."),
    "no_time": _lt("Amount: %(amount)s is no time at all."),
    "not_whole": _lt("Amount: %(amount)s is not a whole number of days or months."),
    "naive_moment": _lt("Moment: %(moment)s has no time zone."),
    "open_pause": _lt("Pause: the one from %(start)s has no end."),
    "reversed_pause": _lt("Pause: the one from %(start)s ends before it starts."),
    "no_working_time": _lt("Calendar: not enough working hours around %(day)s."),
    "out_of_range": _lt("Date: the answer lies outside of the years 1 to 9999."),
}

WEEKDAYS = (
    _lt("Mon %(day)s"),
    _lt("Tue %(day)s"),
    _lt("Wed %(day)s"),
    _lt("Thu %(day)s"),
    _lt("Fri %(day)s"),
    _lt("Sat %(day)s"),
    _lt("Sun %(day)s"),
)
THEN = _lt("%(before)s; %(after)s")
ALSO = _lt("%(before)s, %(after)s")
RUN = _lt("%(first)s to %(last)s")
MORE = _lt("%(before)s … %(after)s")

# Of more runs than this only the first and the last few are told.
MANY, HEAD, TAIL = 8, 4, 2


def describe(steps, translate=None, format_date=None) -> str:
    """Return steps, pairs of a key and parameters, as one line.

    ``translate`` turns a template into the reader's language; by default it stays.
    ``format_date`` writes a date the reader's way; by default as ISO does. Raises
    KeyError for a step that is not in TEMPLATES.
    """
    teller = _Teller(translate or str, format_date or date.isoformat)
    return teller.joined(THEN, [teller.step(key, params) for key, params in steps])


def tell(steps, translate=None, format_date=None) -> list[str]:
    """Return steps as ``describe`` does, but each as a line of its own."""
    teller = _Teller(translate or str, format_date or date.isoformat)
    told = [teller.step(key, params) for key, params in steps]
    return [line[:1].upper() + line[1:] for line in told]


class _Teller:
    """Puts steps into one language."""

    def __init__(self, translate, format_date):
        self.translate = translate
        self.format_date = format_date
        self.kinds = {
            "day": self.day,
            "to": self.day,
            "at": self.moment,
            "days": self.runs,
            "weekdays": self.weekdays,
            "name": self.names,
        }

    def step(self, key: str, params: dict) -> str:
        shown = {
            name: self.kinds[name](value) if name in self.kinds else value
            for name, value in params.items()
        }
        return self.translate(TEMPLATES[key]) % shown

    def joined(self, template: str, parts: list[str]) -> str:
        """Return parts joined by a template with ``before`` and ``after``."""
        told = ""
        for part in parts:
            both = {"before": told, "after": part}
            told = self.translate(template) % both if told else part
        return told

    def day(self, iso: str) -> str:
        return self.format_date(date.fromisoformat(iso))

    def moment(self, iso: str) -> str:
        moment = datetime.fromisoformat(iso)
        return f"{self.format_date(moment.date())} {moment:%H:%M}"

    def names(self, names: list[str]) -> str:
        return self.joined(ALSO, names)

    def runs(self, runs: list) -> str:
        told = [self._run(first, last) for first, last in runs]
        if len(told) <= MANY:
            return self.joined(ALSO, told)
        head, tail = told[:HEAD], told[-TAIL:]
        return self.joined(MORE, [self.joined(ALSO, head), self.joined(ALSO, tail)])

    def weekdays(self, days: list[str]) -> str:
        return self.joined(ALSO, [self._weekday(iso) for iso in days])

    def _run(self, first: str, last: str) -> str:
        if first == last:
            return self.day(first)
        both = {"first": self.day(first), "last": self.day(last)}
        return self.translate(RUN) % both

    def _weekday(self, iso: str) -> str:
        template = WEEKDAYS[date.fromisoformat(iso).weekday()]
        return self.translate(template) % {"day": self.day(iso)}

"""The steps of a deadline, and what is wrong with one, in words.

The templates are English; Odoo's exporter finds them by ``_lt`` and a caller hands in
its own ``translate``.
"""

_lt = str

ERRORS = {
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

TEMPLATES = {**ERRORS}


def describe(steps, translate=None) -> str:
    translate = translate or str
    return " ".join(translate(TEMPLATES[key]) % params for key, params in steps)

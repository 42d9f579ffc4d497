"""Which shipped rule answers when somebody names one, and when its term ends.

A policy is named by its code, with the local time of the event and perhaps a province:

- without a province it is the named policy, in its version in force on that day;
- a national policy named with a province stands for the duty, and the rule that binds
  there is computed (``choice.choose``);
- a provincial policy is computed as named; where it is not the province's own rule the
  explanation says so.

Where no version was in force on the day the nearest is computed, and the explanation
begins by saying so. So it does for what is known from memory or from secondary sources.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import pytz

from .choice import applicable, choose, duty_of, in_force
from .counting import due
from .dataset import Country, Entry
from .moments import day_and_clock
from .provinces import PROVINCES, province_of
from .statutory import statutory_pattern
from .terms import asks_the_calendar
from .types import Due, Facts, SpecialDay
from .working_calendar import OutOfRange, WorkingCalendar
from .zones import zone_of

CAUTIONS = frozenset({"secondary", "superseded_text", "memory"})

Steps = tuple[tuple[str, dict], ...]


class UnknownName(ValueError):
    """A code that is in no list, or a time that no clock shows.

    ``key`` and ``params`` are a step of ``lawbook_wording``.
    """

    def __init__(self, key: str, **params):
        self.key, self.params = key, params
        super().__init__(key)


class Answer(NamedTuple):
    """A term's end, the version of the policy it is from, and why it is this one.

    ``at`` is the event, aware; ``steps`` are for ``lawbook_wording.describe``.
    """

    entry: Entry
    at: datetime
    due: Due
    steps: Steps


class Lawbook:
    """The shipped policies, ready to be asked. Deterministic; may be read by threads.

    ``chinese`` puts Chinese names and citations into the explanations.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        countries: dict[str, Country],
        special_days: Iterable[SpecialDay],
        chinese: bool = False,
    ):
        self._countries = countries
        self._special_days = tuple(special_days)
        self._chinese = chinese
        self._calendars: dict[str, WorkingCalendar] = {}
        self._versions: dict[str, list[Entry]] = {}
        self._by_policy = {}
        for entry in entries:
            self._versions.setdefault(entry.policy.code, []).append(entry)
            self._by_policy[entry.policy] = entry

    def answer(self, code: str, local: datetime, province: str = "") -> Answer:
        """Say when the term ends of an event at ``local``, a time without zone.

        The time is that of the policy's country. ``province`` is the code of a division
        or "". Raises UnknownName for a code that is not known or a time that the clock
        skips, and what ``counting.due`` raises.
        """
        if code not in self._versions:
            raise UnknownName("unknown_policy", code=code)
        place = self._place(province)
        named = self._in_force(code, local)
        at, doubts = self._moment(named, local)
        entry, reasons = self._binding(named, at, place)
        steps = (
            *self._force(entry, local),
            *self._caution(entry),
            self._cited(entry),
            *reasons,
            *self._days(entry),
            *doubts,
        )
        return Answer(entry, at, self._due(entry, at), steps)

    def calendar(self, country: str) -> WorkingCalendar:
        """The calendar by which a country's laws count, made when first asked for."""
        if country not in self._calendars:
            facts = self._countries[country]
            language = "zh_CN" if self._chinese else "en_US"
            pattern = statutory_pattern(facts, self._special_days, language)
            self._calendars[country] = WorkingCalendar(pattern)
        return self._calendars[country]

    # -- which version, and when it happened

    def _in_force(self, code: str, local: datetime) -> Entry:
        """The version in force on the day, else the nearest to it."""
        versions = sorted(self._versions[code], key=lambda entry: entry.version)
        day = local.date()
        for entry in reversed(versions):
            if in_force(entry.policy, day):
                return entry
        begun = [v for v in versions if (v.policy.in_force_from or day) <= day]
        return begun[-1] if begun else versions[0]

    def _moment(self, entry: Entry, local: datetime) -> tuple[datetime, Steps]:
        """The moment that the clock shows ``local``; the first, where there are two."""
        zone = zone_of(self._countries[entry.policy.country].zone).tzinfo
        try:
            return zone.localize(local, is_dst=None), ()
        except pytz.AmbiguousTimeError:
            return zone.localize(local, is_dst=True), (("twice", {}),)
        except pytz.NonExistentTimeError:
            shown = local.isoformat(" ", "minutes")
            raise UnknownName("skipped", time=shown, zone=str(zone)) from None
        except OverflowError:
            raise OutOfRange("out_of_range") from None

    def _due(self, entry: Entry, at: datetime) -> Due:
        policy = entry.policy
        return due(policy.term, at, self.calendar(policy.country))

    # -- which rule binds in a province

    def _place(self, province: str) -> str:
        if not province:
            return ""
        try:
            return province_of(province)
        except KeyError:
            raise UnknownName("unknown_province", code=province) from None

    def _binding(self, named: Entry, at: datetime, place: str) -> tuple[Entry, Steps]:
        """The rule that binds for the duty of the named one, and why."""
        policy = named.policy
        if not place or place == policy.province:
            return named, ()
        where = {"province": self._province(place)}
        if policy.country != "CN":
            return named, (("not_china", where),)
        if policy.province:
            own = self._province(policy.province)
            return named, (("elsewhere", {**where, "own": own}),)
        return self._strictest(named, at, place)

    def _strictest(self, named: Entry, at: datetime, place: str) -> tuple[Entry, Steps]:
        rivals = self._rivals(named, at, place)
        (binding,) = choose([named.policy, *rivals], lambda p: self._due_of(p, at))
        where = {"province": self._province(place)}
        if not rivals:
            return named, (("no_local_rule", where),)
        if binding is named.policy:
            others = [self._compared(self._by_policy[rival], at) for rival in rivals]
            return named, tuple(("stays", {**where, **other}) for other in others)
        chosen = self._by_policy[binding]
        return chosen, (("instead", {**where, **self._compared(named, at)}),)

    def _rivals(self, named: Entry, at: datetime, place: str) -> list:
        """The rules of a province for the duty of the named policy."""
        policy = named.policy
        facts = Facts(
            event=policy.event,
            on=at.date(),
            country=policy.country,
            province=place,
            sector=policy.sector,
            holder=policy.holder,
        )
        return [
            rival
            for rival in applicable(self._by_policy, facts)
            if rival.province and duty_of(rival) == duty_of(policy)
        ]

    def _due_of(self, policy, at: datetime) -> datetime:
        return self._due(self._by_policy[policy], at).at

    # -- in words

    def _force(self, entry: Entry, local: datetime) -> Steps:
        policy, day = entry.policy, local.date()
        if in_force(policy, day):
            return ()
        if policy.in_force_from and day < policy.in_force_from:
            return (("not_yet", {"day": policy.in_force_from.isoformat()}),)
        return (("no_longer", {"day": policy.in_force_to.isoformat()}),)

    def _caution(self, entry: Entry) -> Steps:
        known = entry.verification
        return ((known, {}),) if known in CAUTIONS else ()

    def _cited(self, entry: Entry) -> tuple[str, dict]:
        texts = entry.texts_in(self._chinese)
        cited = {"name": texts.name, "source": texts.source}
        if not texts.article:
            return "rule_bare", cited
        return "rule", {**cited, "article": texts.article}

    def _compared(self, entry: Entry, at: datetime) -> dict:
        day, clock = day_and_clock(self._due(entry, at).at)
        return {"other": self._name(entry), "due": f"{day} {clock}"}

    def _days(self, entry: Entry) -> Steps:
        policy = entry.policy
        bare = self._countries[policy.country].days == "weekdays"
        if bare and asks_the_calendar(policy.term):
            return (("weekdays_only", {}),)
        return ()

    def _name(self, entry: Entry) -> str:
        return entry.texts_in(self._chinese).name

    def _province(self, code: str) -> str:
        word = PROVINCES[code]
        return word.name_zh if self._chinese else word.name

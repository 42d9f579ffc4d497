"""No slot that is offered breaks a rule, and no free one is withheld.

The oracle looks at each minute by itself and walks back and forth from it; it shares no
code and no shape with the rule.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from service_repair_rules.slots import (
    Day,
    Person,
    Shift,
    Stop,
    Wish,
    fits,
    local_days,
    slots,
    travel_before,
)
from service_repair_rules.travel import Place

HORIZON = 180
PLACES = [Place(town) for town in range(4)]


@st.composite
def stretches(draw, touching=True, most=5):
    """Stretches in order that do not overlap; ``touching`` ones may follow at once."""
    found, at = [], draw(st.integers(0, 20))
    for _number in range(draw(st.integers(0, most))):
        end = at + draw(st.integers(1, 60))
        if end > HORIZON:
            break
        found.append((at, end))
        at = end + draw(st.integers(0 if touching else 1, 25))
    return found


@st.composite
def people(draw, number):
    return Person(
        number,
        [Shift(*each) for each in draw(stretches(touching=False))],
        [Stop(*each, draw(st.sampled_from(PLACES))) for each in draw(stretches())],
        draw(st.sampled_from(PLACES)),
    )


@st.composite
def day_lists(draw):
    """Days in a row, or with one left out, or too few of them."""
    found, at = [], draw(st.integers(0, 10))
    while at < HORIZON:
        end = at + draw(st.integers(30, 90))
        left = draw(st.sampled_from([None, 0, 1, 5]))
        if draw(st.integers(0, 5)):
            found.append(Day(at, end, at + draw(st.integers(-5, 5)), left))
        at = end
    return found


@st.composite
def plans(draw):
    wish = Wish(
        draw(st.sampled_from(PLACES)),
        draw(st.integers(1, 40)),
        draw(st.integers(0, 60)),
        draw(st.integers(30, HORIZON + 10)),
        draw(st.integers(1, 12)),
    )
    crew = [draw(people(number)) for number in range(draw(st.integers(1, 3)))]
    minutes = draw(st.lists(st.integers(0, 30), min_size=10, max_size=10))
    return wish, crew, draw(day_lists()), minutes


def road(minutes):
    """A way between each two places, the same in both directions."""
    pairs = [(one, other) for other in range(4) for one in range(other + 1)]
    table = dict(zip(pairs, minutes, strict=True))
    return lambda a, b: table[min(a.town, b.town), max(a.town, b.town)]


class Oracle:
    """One person's plan, looked at minute by minute."""

    def __init__(self, person, travel):
        self.home, self.travel = person.home, travel
        self.shift_of, self.stop_of = {}, {}
        for number, (start, end) in enumerate(person.shifts):
            self.shift_of.update(dict.fromkeys(range(start, end), number))
        for stop in person.stops:
            self.stop_of.update(dict.fromkeys(range(stop.start, stop.end), stop))

    def works(self, start, minutes):
        shifts = {self.shift_of.get(at) for at in range(start, start + minutes)}
        return len(shifts) == 1 and None not in shifts

    def idle(self, start, minutes):
        return not any(at in self.stop_of for at in range(start, start + minutes))

    def way_there(self, start, place):
        """Minutes on the way there, and minutes there are for it."""
        at = start
        while self.shift_of.get(at - 1) == self.shift_of[start]:
            at -= 1
            if at in self.stop_of:
                return self.travel(self.stop_of[at].place, place), start - at - 1
        return self.travel(self.home, place), start - at

    def way_on(self, end, place):
        """The same for the way to the next stop; nothing where there is none."""
        at = end
        while self.shift_of.get(at) == self.shift_of[end - 1]:
            if at in self.stop_of:
                return self.travel(place, self.stop_of[at].place), at - end
            at += 1
        return 0, 0

    def reasons(self, wish, start):
        """All that stands against a start in a person's own plan."""
        found = set()
        if not self.works(start, wish.minutes):
            return {"not_working"}
        if not self.idle(start, wish.minutes):
            return {"busy"}
        need, have = self.way_there(start, wish.place)
        if need > have:
            found.add("no_time_before")
        need, have = self.way_on(start + wish.minutes, wish.place)
        if need > have:
            found.add("no_time_after")
        return found


def day_at(minute, days):
    return next((day for day in days if minute in range(day.start, day.end)), None)


@settings(max_examples=max(300, settings.default.max_examples))
@given(plans())
def test_slots_are_those_of_the_oracle(plan):
    wish, crew, days, minutes = plan
    travel = road(minutes)
    expected = defaultdict(list)
    for person in crew:
        oracle = Oracle(person, travel)
        for start in range(wish.earliest, wish.until):
            day = day_at(start, days)
            if day is None or day.left in (0,) or (start - day.grid_from) % wish.grid:
                continue
            if not oracle.reasons(wish, start):
                expected[start].append(person.id)
    found = slots(wish, crew, days, travel)
    assert {slot.start: list(slot.people) for slot in found} == dict(expected)
    assert [slot.start for slot in found] == sorted(expected)
    assert all(slot.end - slot.start == wish.minutes for slot in found)


@settings(max_examples=max(200, settings.default.max_examples))
@given(plans())
def test_what_stands_against_a_start_is_true(plan):
    """At each minute: the reason is one the oracle sees, and none is given wrongly."""
    wish, crew, days, minutes = plan
    travel = road(minutes)
    for person in crew:
        oracle = Oracle(person, travel)
        for start in range(HORIZON + 20):
            day = day_at(start, days)
            true = oracle.reasons(wish, start)
            if start < wish.earliest:
                true.add("too_soon")
            if start >= wish.until or day is None:
                true.add("too_late")
            if day and day.left == 0:
                true.add("full")
            reason = fits(wish, person, start, days, travel)
            assert (reason[0] in true) if true else reason is None


@given(plans())
def test_offered_starts_fit_and_leave_the_way_free(plan):
    """`slots`, `fits` and `travel_before` agree: a visit that is offered, with the way
    to it, overlaps nothing and lies within its shift."""
    wish, crew, days, minutes = plan
    travel = road(minutes)
    by_id = {person.id: person for person in crew}
    for slot in slots(wish, crew, days, travel):
        for person in (by_id[number] for number in slot.people):
            assert fits(wish, person, slot.start, days, travel) is None
            way = travel_before(person, slot.start, wish.place, travel)
            held = range(slot.start - way, slot.end)
            assert not any(
                s.start < held.stop and held.start < s.end for s in person.stops
            )
            assert any(
                s.start <= held.start and held.stop <= s.end for s in person.shifts
            )


ZONES = ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]


@settings(max_examples=25)
@given(
    st.sampled_from(ZONES),
    st.dates(date(2026, 1, 1), date(2027, 12, 30))
    | st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2027, 3, 27)]),
    st.lists(st.sampled_from([None, 0, 1]), min_size=2, max_size=2),
    st.integers(1, 180),
)
def test_local_days_are_those_of_the_clock_on_the_wall(zone, first, left, minutes):
    """Two days without a shift's end between them: a start is offered where the clock
    says that it is a day with capacity, and in working hours an even half hour."""
    names = {first + timedelta(days=number): left[number] for number in range(2)}
    days = local_days(first, 2, zone, names)
    begin, end = days[0].start - 200, days[-1].end + 200
    home = PLACES[0]
    person = Person(1, [Shift(begin, end)], [], home)
    wish = Wish(home, minutes, begin, end)
    offered = {slot.start for slot in slots(wish, [person], days, lambda *_: 0)}
    for start in range(begin, end - minutes + 1):
        local = datetime.fromtimestamp(start * 60, ZoneInfo(zone))
        if local.date() not in names or names[local.date()] == 0:
            assert start not in offered
        elif 4 <= local.hour:
            assert (start in offered) == (local.minute in (0, 30))

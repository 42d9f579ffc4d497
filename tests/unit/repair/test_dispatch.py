"""Whom a visit is offered to, and what follows when he does not take it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_repair_rules.dispatch import (
    WORDS,
    Candidate,
    Next,
    Offer,
    Work,
    answer_by,
    describe,
    next_step,
    rank,
)

NOW = 1000
PLANNED = Work(NOW + 600)
EMERGENCY = Work(NOW, NOW + 30, True)


def free(number, name, at=NOW, **facts):
    return Candidate(number, name, at, **facts)


def names(work, candidates, offers=()):
    by_id = {each.id: each.name for each in candidates}
    return [by_id[each.person] for each in rank(work, candidates, offers).proposals]


def test_emergency_goes_to_who_is_there_first():
    """The minute counts most, then duty before call, whatever the load."""
    candidates = [
        free(1, "late", travel=31),
        free(2, "on call", travel=20, on_duty=False, on_call=True),
        free(3, "near, but busy", NOW + 15, travel=10),
        free(4, "from afar", travel=25, load=600),
        free(5, "on duty", travel=20, load=600),
        free(6, "later still", travel=90),
    ]
    assert names(EMERGENCY, candidates) == [
        "on duty",
        "on call",
        "near, but busy",
        "from afar",
        "late",
        "later still",
    ]


def test_planned_visit_goes_to_the_nearest_then_in_turn():
    """All are there when it begins; of equally near ones the least loaded, then who has
    waited longest for an offer, never asked before asked, then by name."""
    candidates = [
        free(1, "far", travel=60),
        free(2, "busy day", travel=10, load=300),
        free(3, "asked today", travel=10, load=60, last_offer=900),
        free(4, "asked long ago", travel=10, load=60, last_offer=-5),
        free(6, "B never asked", travel=10, load=60),
        free(5, "A never asked", travel=10, load=60),
        free(7, "free later, but in time", NOW + 500, travel=25),
    ]
    assert names(PLANNED, candidates) == [
        "A never asked",
        "B never asked",
        "asked long ago",
        "asked today",
        "busy day",
        "free later, but in time",
        "far",
    ]


PASSED = [
    (free(1, "刘洋"), Offer(1, "declined"), PLANNED, "刘洋 declined"),
    (free(1, "刘洋"), Offer(1, "lapsed"), EMERGENCY, "刘洋 did not answer"),
    (
        free(1, "刘洋", skilled=False),
        None,
        EMERGENCY,
        "刘洋 does not repair this product",
    ),
    (free(1, "刘洋", on_duty=False), None, EMERGENCY, "刘洋 is off duty"),
    (
        free(1, "刘洋", on_duty=False, on_call=True),
        None,
        PLANNED,
        "刘洋 is off duty",
    ),
    (free(1, "刘洋", None), None, EMERGENCY, "刘洋 has no time"),
    (
        free(1, "刘洋", NOW + 580, travel=25),
        None,
        PLANNED,
        "刘洋 cannot be there in time",
    ),
    (free(1, "刘洋", NOW + 575, travel=25), None, PLANNED, ""),
    (free(1, "刘洋", NOW + 580, travel=25), None, EMERGENCY, ""),
    (free(1, "刘洋", on_duty=False, on_call=True), None, EMERGENCY, ""),
    (free(1, "刘洋"), Offer(1, "withdrawn"), PLANNED, ""),
    (free(1, "刘洋"), Offer(2, "declined"), PLANNED, ""),
]


@pytest.mark.parametrize(("who", "offer", "work", "words"), PASSED)
def test_who_is_passed_over(who, offer, work, words):
    ranking = rank(work, [who], [offer] if offer else [])
    assert describe(ranking.passed) == words
    assert len(ranking.proposals) == (not words)


@pytest.mark.parametrize(
    ("work", "who", "words"),
    [
        (
            EMERGENCY,
            free(1, "张强", NOW + 2, travel=10, load=90),
            "张强 · there in 12 min · 10 min on the way · 90 min of work that day",
        ),
        (
            EMERGENCY,
            free(1, "张强", travel=60, on_duty=False, on_call=True),
            "张强 · there in 60 min, 30 min late · on call · 60 min on the way"
            " · 0 min of work that day",
        ),
        (
            PLANNED,
            free(1, "张强", travel=25),
            "张强 · free at that time · 25 min on the way · 0 min of work that day",
        ),
    ],
)
def test_why_he(work, who, words):
    assert describe(rank(work, [who]).proposals[0].steps) == words


ZHANG, LIU = free(1, "张强", travel=10), free(2, "刘洋", travel=25)


@pytest.mark.parametrize(
    ("offers", "candidates", "stations", "expected"),
    [
        ([], [LIU, ZHANG], [7], ("offer", 1)),
        ([Offer(1, "lapsed")], [LIU, ZHANG], [7], ("offer", 2)),
        ([Offer(1, "waiting")], [LIU, ZHANG], [7], ("wait", None)),
        (
            [Offer(1, "lapsed"), Offer(2, "declined")],
            [LIU, ZHANG],
            [7, 8],
            ("next_station", 7),
        ),
        ([], [], [], ("call_dispatcher", None)),
        ([Offer(1, "declined")], [ZHANG], [], ("call_dispatcher", None)),
        # withdrawn and made again, then not answered: the latest counts
        (
            [Offer(1, "withdrawn"), Offer(1, "lapsed")],
            [ZHANG],
            [],
            ("call_dispatcher", None),
        ),
        ([Offer(1, "lapsed"), Offer(1, "withdrawn")], [ZHANG], [], ("offer", 1)),
    ],
)
def test_what_follows(offers, candidates, stations, expected):
    found = next_step(EMERGENCY, candidates, offers, stations)
    assert (found.action, found.id) == expected


def test_the_whole_way_is_told():
    """Who was passed over, and then who is asked, or that nobody is left."""
    found = next_step(EMERGENCY, [LIU, ZHANG], [Offer(1, "lapsed")])
    assert describe(found.steps) == (
        "张强 did not answer · 刘洋 · there in 25 min · 25 min on the way"
        " · 0 min of work that day"
    )
    found = next_step(EMERGENCY, [], [], [])
    assert describe(found.steps) == "nobody is left: a dispatcher is called"
    assert describe([("of_another_version", {"x": 1}), *found.steps]) == describe(
        found.steps
    )


FEW = st.integers(0, 3)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 6),
        st.sampled_from("甲乙丙"),
        st.none() | st.integers(NOW, NOW + 40),
        st.sampled_from([0, 10, 25, 60]),
        FEW,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.none() | FEW,
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)
WORKS = st.sampled_from([EMERGENCY, PLANNED, Work(NOW + 20), Work(NOW, None, True)])


@given(WORKS, CANDIDATES, st.randoms())
def test_order_is_of_the_facts_alone(work, candidates, random):
    """Not of the order in which they come; and nobody is forgotten."""
    ranking = rank(work, candidates)
    shuffled = random.sample(candidates, len(candidates))
    assert rank(work, shuffled) == ranking
    assert len(ranking.proposals) + len(ranking.passed) == len(candidates)
    by_id = {each.id: each for each in candidates}
    for proposal in ranking.proposals:
        each = by_id[proposal.person]
        assert each.skilled
        assert each.on_duty or (work.emergency and each.on_call)
        assert proposal.arrival == work.start or work.emergency
    steps = [*ranking.passed, *(s for each in ranking.proposals for s in each.steps)]
    assert {key for key, _facts in steps} <= set(WORDS)


@given(WORKS, CANDIDATES)
def test_nobody_who_could_be_there_earlier_comes_later(work, candidates):
    """So where anybody keeps the promise, the first who is asked does."""
    proposals = rank(work, candidates).proposals
    for first, second in zip(proposals, proposals[1:], strict=False):
        assert first.arrival <= second.arrival


@given(WORKS, st.lists(CANDIDATES, min_size=1, max_size=4), st.data())
def test_it_ends_with_a_dispatcher(work, crews, data):
    """However often it is turned down: each is asked once at most, each station is
    asked, and then a dispatcher is called."""
    crews = [
        [each._replace(id=each.id + 10 * number) for each in crew]
        for number, crew in enumerate(crews)
    ]
    asked, at, offers = [], 0, []
    while True:
        left = range(at + 1, len(crews))
        found = next_step(work, crews[at], offers, left)
        if found.action == "next_station":
            at = found.id
        elif found.action == "offer":
            asked.append(found.id)
            offers.append(
                Offer(found.id, data.draw(st.sampled_from(["declined", "lapsed"])))
            )
        else:
            break
    assert found == Next("call_dispatcher", None, found.steps)
    assert at == len(crews) - 1
    assert len(asked) == len(set(asked))
    possible = {p.person for crew in crews for p in rank(work, crew).proposals}
    assert set(asked) == possible


@pytest.mark.parametrize(
    "now, at_work, start, until",
    [
        # at work: four hours
        ("26 10:00", "26 14:00", "27 10:00", "26 14:00"),
        # at night: four hours of the next day
        ("26 23:47", "27 12:00", "28 10:00", "27 12:00"),
        # an hour before it begins, at the latest
        ("26 23:47", "27 12:00", "27 10:00", "27 09:00"),
        # half of what is left, where that is little
        ("26 10:00", "26 14:00", "26 11:00", "26 10:30"),
        # a moment, where the time is over
        ("26 10:00", "26 14:00", "26 09:00", "26 10:05"),
        # without hours of work: four hours
        ("26 23:00", None, "28 10:00", "27 03:00"),
    ],
)
def test_until_when_an_offer_is_answered(now, at_work, start, until):
    def at(text):
        return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M") if text else None

    given = timedelta(hours=4)
    assert answer_by(at(now), given, at(at_work), at(start)) == at(until)

"""How much harder it is to leave than it was to join."""

import json

import pytest
from consumer_complaints_rules.asymmetry import (
    CHANNELS,
    HURDLE,
    Way,
    asymmetry,
    explain,
)
from hypothesis import assume, given
from hypothesis import strategies as st

steps = st.none() | st.integers(0, 500)
minutes = st.none() | st.floats(0, 10_000)
channels = st.sampled_from(("", *CHANNELS))
ways = st.builds(Way, steps, minutes, channels, st.booleans())

FIGURES = [
    (Way(3, 2, "online"), Way(3, 2, "online"), 1.0),
    (Way(2, 1, "online"), Way(8, 4, "online"), 4.0),
    # four times the steps and as many minutes: twice as hard
    (Way(2, 5, "online"), Way(8, 5, "online"), 2.0),
    (Way(2, 1, "online"), Way(2, 1, "phone"), HURDLE),
    (Way(2, 1, "online"), Way(2, 1, "shop"), HURDLE**2),
    (Way(2, 1, "online"), Way(2, 1, "post"), HURDLE**3),
    (Way(2, 1, "shop"), Way(2, 1, "online"), HURDLE**-2),
    # a figure of one kind is left out if it is not known of both ways
    (Way(2, None, "online"), Way(8, 40, "online"), 4.0),
    (Way(None, 1), Way(7, 9), 9.0),
    (Way(channel="online"), Way(channel="phone"), HURDLE),
    # less than one counts as one
    (Way(0, 0, "online"), Way(3, 3, "online"), 3.0),
    (Way(3, 3, "online"), Way(0, 0, "online"), 1 / 3),
    (Way(1, 0.2, "online"), Way(1, 0.9, "online"), 1.0),
    (Way(), Way(), None),
    (Way(3, None), Way(None, 20, "phone"), None),
]


@pytest.mark.parametrize(("way_in", "way_out", "figure"), FIGURES)
def test_figure(way_in, way_out, figure):
    """The mean of what is known, times the hurdles of the channel."""
    found = asymmetry(way_in, way_out).figure
    assert found == (figure if figure is None else pytest.approx(figure))


def test_a_plan_that_goes_up_but_not_down():
    """Upgraded by three taps; the way down is a call, and never came to its end."""
    found = asymmetry(Way(3, 1, "online"), Way(6, 50, "phone", finished=False))
    assert found.figure == pytest.approx(15)
    assert found.at_least
    assert explain(found) == (
        "steps: 3 in, 6 out (× 2); minutes: 1 in, 50 out (× 50); "
        "channel: on screen in, by phone out (× 1.5); "
        "the way out came to no end and counts as far as it went; "
        "leaving is at least 15 times as hard as joining"
    )


def test_words_of_what_is_not_known():
    """Nobody reads a number that stands for a guess."""
    found = asymmetry(Way(3, None, "online"), Way(3, 9, "online"))
    assert explain(found) == (
        "steps: 3 in, 3 out (× 1); minutes: not known of both ways, left out; "
        "channel: on screen both ways; leaving is as easy as joining"
    )
    assert explain(asymmetry(Way(), Way())).endswith("nothing to compare")


def test_words_in_another_language():
    """Every text passes through the reader's own translation, channels too."""
    found = asymmetry(Way(3, 1, "online"), Way(6, 50, "phone"))
    told = explain(found, lambda text: f"[{text}]")
    assert told.count("[") == told.count("]") == 4 + 3 + 2
    assert "[on screen]" in told


@pytest.mark.parametrize("amount", [-1, float("nan"), float("inf")])
def test_impossible_amounts_are_refused(amount):
    """A negative number of minutes is an error of whoever hands it in."""
    with pytest.raises(ValueError, match="no number of steps or minutes"):
        asymmetry(Way(1, 1), Way(1, amount))


def test_unknown_channels_are_refused():
    with pytest.raises(ValueError):
        asymmetry(Way(channel="online"), Way(channel="pigeon"))


@given(ways)
def test_a_way_is_like_itself(way):
    """No way is harder than itself."""
    assert asymmetry(way, way).figure in (None, 1.0)


@given(ways, ways)
def test_exchanged_ways_have_the_reciprocal(one, other):
    """Neither side is favoured by the arithmetic."""
    there, back = asymmetry(one, other).figure, asymmetry(other, one).figure
    assert (there is None) == (back is None)
    assert there is None or there * back == pytest.approx(1)


@given(ways, ways, st.integers(1, 100))
def test_more_steps_or_minutes_out_never_lower_it(way_in, way_out, more):
    """More trouble on the way out never looks like less; on the way in never more."""
    before = asymmetry(way_in, way_out).figure
    assume(before is not None)
    for key in ("steps", "minutes"):
        amount = getattr(way_out, key)
        if amount is not None:
            harder = way_out._replace(**{key: amount + more})
            assert asymmetry(way_in, harder).figure >= before
            assert asymmetry(harder, way_in).figure <= asymmetry(way_out, way_in).figure


@given(ways, ways)
def test_a_further_channel_never_lowers_it(way_in, way_out):
    """A shop is no easier than a call, whatever else is known."""
    assume(way_in.channel)
    figures = [
        asymmetry(way_in, way_out._replace(channel=channel)).figure
        for channel in CHANNELS
    ]
    assert figures == sorted(figures)


@given(ways, ways)
def test_every_figure_explains_itself(way_in, way_out):
    """Whatever was recorded, there are words for it, and it can be stored."""
    found = asymmetry(way_in, way_out)
    assert explain(found)
    assert explain(found._replace(reason=json.loads(json.dumps(found.reason))))
    assert found.figure is None or found.figure > 0

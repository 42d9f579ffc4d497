"""What customers fill in to book a visit."""

import pytest
from service_repair_rules.booking import (
    AS_IT_IS,
    ERRORS,
    LONGEST,
    STEPS,
    Known,
    emergency_errors,
    errors,
    open_step,
    part_of_day,
    reach,
    read_start,
    take,
)

WHOLE = {
    "category": "3",
    "fault": "打不开",
    "address": "凤凰县",
    "start": "29540220",
    "name": "陈",
    "phone": "13800138000",
}
FOUND = Known(has_product=True, place="found")


def without(*names):
    return {name: text for name, text in WHOLE.items() if name not in names}


@pytest.mark.parametrize(
    "typed, known, step",
    [
        (WHOLE, FOUND, None),
        (WHOLE, FOUND._replace(has_product=False), "product"),
        (without("fault"), FOUND, "fault"),
        (WHOLE, FOUND._replace(place="open"), "place"),
        (WHOLE, FOUND._replace(place="unknown"), "place"),
        (WHOLE, FOUND._replace(place="empty"), "place"),
        (WHOLE | {"region": AS_IT_IS}, FOUND._replace(place="unknown"), None),
        (without("start"), FOUND, "time"),
        (without("start"), FOUND._replace(has_times=False), None),
        (without("name"), FOUND, "time"),
        (without("phone"), FOUND, "time"),
        (WHOLE | {"phone": "110"}, FOUND, "time"),
        (WHOLE | {"email": "nobody"}, FOUND, "time"),
        (WHOLE | {"email": "chen@example.com"}, FOUND, None),
    ],
)
def test_first_step_that_is_not_done(typed, known, step):
    assert open_step(typed, known) == step


def test_nobody_gets_behind_a_step_that_is_not_done():
    assert reach("time", without("fault"), FOUND) == "fault"
    assert reach("product", WHOLE, FOUND) == "product"
    assert reach("time", WHOLE, FOUND) == "time"
    assert reach("nonsense", WHOLE, FOUND) == "time"


def test_errors_name_their_fields():
    found = errors("time", {"phone": "x", "email": "@"}, FOUND)
    assert set(found) == {"start", "name", "phone", "email"}
    assert set(found.values()) <= set(ERRORS.values())
    assert all(set(errors(step, {}, FOUND)) <= set(LONGEST) for step in STEPS)


def test_steps_add_up_and_long_texts_are_cut():
    typed = take({"fault": " 打不开 "}, {"address": "凤凰县", "unknown": "x"})
    assert typed == {"fault": "打不开", "address": "凤凰县"}
    assert take({"fault": ""}, {"fault": "打不开"}) == {}
    assert len(take({"fault": "a" * 9999}, {})["fault"]) == LONGEST["fault"]


def test_fields_of_one_line_hold_one():
    """A name of two lines could be sent no mail."""
    sent = {"name": "王芳\r\nBcc: a@b.cn", "email": "a\n@b.cn", "fault": "门\n不开"}
    assert take(sent, {}) == {
        "name": "王芳 Bcc: a@b.cn",
        "email": "a @b.cn",
        "fault": "门\n不开",
    }


def test_another_address_makes_the_choice_of_a_place_void():
    chosen = {"address": "鼓楼区", "region": "7"}
    assert take({"address": "鼓楼区"}, chosen)["region"] == "7"
    assert "region" not in take({"address": "朝阳区"}, chosen)
    assert take({"address": "朝阳区", "region": "9"}, chosen)["region"] == "9"


@pytest.mark.parametrize(
    "text, start",
    [("29540220", 29540220), ("0", 0), ("", None), ("-1", None), ("1.5", None)]
    + [("٣٤", None), ("9" * 12, None), ("9" * 5000, None), ("１２", None)],
)
def test_starts(text, start):
    assert read_start({"start": text}) == start


@pytest.mark.parametrize(
    "hour, part", [(0, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_parts_of_a_day(hour, part):
    assert part_of_day(hour) == part


def test_emergency_needs_a_place_and_a_number():
    assert set(emergency_errors({}, "CN")) == {"address", "phone"}
    assert not emergency_errors({"address": "?", "phone": "13800138000"}, "CN")

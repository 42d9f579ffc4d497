"""Appointments for the customer's calendar."""

from datetime import datetime

from service_repair_rules.ics import Event, calendar_file

EVENT = Event(
    uid="visit-7@service",
    sequence=2,
    stamp=datetime(2026, 3, 2, 1),
    start=datetime(2026, 3, 3, 1),
    end=datetime(2026, 3, 3, 3),
    summary="安锁：修理, 指纹锁; S1",
    location="湖南省湘西土家族苗族自治州凤凰县沱江镇示范路八号二单元三楼东户\n门铃坏了",
    description="C:\\repair",
)


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_says_when_where_and_what():
    lines = unfolded(calendar_file(EVENT))
    assert "DTSTART:20260303T010000Z" in lines
    assert "DTEND:20260303T030000Z" in lines
    assert "SUMMARY:安锁：修理\\, 指纹锁\\; S1" in lines
    assert "DESCRIPTION:C:\\\\repair" in lines
    assert any(line.endswith("三楼东户\\n门铃坏了") for line in lines)


def test_lines_are_short_and_whole():
    text = calendar_file(EVENT)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_moved_one_replaces_a_cancelled_one_removes():
    moved = unfolded(calendar_file(EVENT))
    assert {"UID:visit-7@service", "SEQUENCE:2", "STATUS:CONFIRMED"} <= set(moved)
    gone = unfolded(calendar_file(EVENT._replace(is_cancelled=True)))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(gone)

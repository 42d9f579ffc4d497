"""Ends of shipped policies, worked out by hand, and why it is this rule."""

import random
from datetime import date, datetime, time, timedelta

import chinese_calendar
import pytest
from dateutil.relativedelta import relativedelta
from law_tables import entries, lawbook
from service_deadline_rules.explaining import explain
from service_deadline_rules.lawbook import UnknownName
from service_deadline_rules.lawbook_wording import describe
from service_deadline_rules.working_calendar import OutOfRange


def answer(code, at, province="", chinese=False):
    return lawbook(chinese).answer(code, datetime.fromisoformat(at), province)


def end(code, at, province=""):
    return answer(code, at, province).due.at.isoformat()


def why(code, at, province=""):
    return describe(answer(code, at, province).steps)


CHINA = [
    # National Day 2026: 1-7 October off, Saturday 10 October worked. Mid-Autumn: Friday
    # 25 September. 29, 30, 8, 9, 10, 12, 13:
    ("CN_SAMR_ACCEPT_7WD", "2026-09-28 09:00", "2026-10-14T00:00"),
    ("CN_AUTH_PROCESS_7WD", "2026-09-24 23:59", "2026-10-13T00:00"),
    # Sunday 20 September is worked: 20, 21, 22, 23, 24
    ("CN_TEL_APPEAL_ACCEPT_5WD", "2026-09-18 12:00", "2026-09-25T00:00"),
    # 60 days end on 4 October, a holiday: 8 October
    ("CN_SAMR_MEDIATION_60D", "2026-08-05 10:00", "2026-10-09T00:00"),
    # … on Sunday 9 August, no holiday (art. 45): stays
    ("CN_SAMR_MEDIATION_60D", "2026-06-10 10:00", "2026-08-10T00:00"),
    # … before Order 121, on Saturday 13 June: Monday 15 June (Civil Code art. 203)
    ("CN_SAMR_MEDIATION_60D", "2026-04-14 10:00", "2026-06-16T00:00"),
    # 45 working days from Monday 3 June 2024 (Dragon Boat 10 June off): 6 August
    ("CN_SAMR_MEDIATION_60D", "2024-06-03 10:00", "2024-08-07T00:00"),
    # 15 days end on Saturday 10 October, which is worked: stays
    ("CN_TEL_OPERATOR_REPLY_15D", "2026-09-25 16:10", "2026-10-11T00:00"),
    # … on 5 October: 8 October
    ("CN_TEL_OPERATOR_REPLY_15D", "2026-09-20 16:10", "2026-10-09T00:00"),
    # Spring Festival 2026: 15-23 February off, Saturdays 14 and 28 worked
    ("CN_TEL_OPERATOR_REPLY_15D", "2026-02-03 08:00", "2026-02-25T00:00"),
    ("CN_TEL_APPEAL_ACCEPT_5WD", "2026-02-12 08:00", "2026-02-27T00:00"),
    ("CN_ONLINE_NO_REASON_RETURN_7D", "2026-02-07 08:00", "2026-02-15T00:00"),
    ("CN_ONLINE_NO_REASON_RETURN_7D", "2026-02-08 08:00", "2026-02-25T00:00"),
    # an event at 00:00 belongs to the day that begins
    ("CN_ONLINE_REFUND_7D", "2026-07-06 00:00", "2026-07-14T00:00"),
    ("CN_ONLINE_REFUND_7D", "2026-07-05 23:59:59", "2026-07-14T00:00"),
    # months: 31 January + 5 has no 31st; 29 February + 24 has no 29th, and Saturday
    # 28 February 2026 is worked
    ("CN_TEL_APPEAL_TIMEBAR_BILLING_5M", "2026-01-31 10:00", "2026-07-01T00:00"),
    ("CN_TEL_APPEAL_TIMEBAR_OTHER_24M", "2024-02-29 10:00", "2026-03-01T00:00"),
    # 28 February 2027 is a Sunday
    ("CN_TEL_APPEAL_TIMEBAR_BILLING_5M", "2026-09-30 10:00", "2027-03-02T00:00"),
    # 3 years end on Sunday 23 December 2029, no holiday
    ("CN_SAMR_COMPLAINT_TIMEBAR_3Y", "2026-12-23 10:00", "2029-12-24T00:00"),
    # hours run at once, through holidays (Civil Code art. 201)
    ("CN_TEL_FAULT_URBAN_48H", "2026-09-30 17:30", "2026-10-02T17:30"),
    ("CN_TEL_FAULT_RURAL_72H", "2026-09-30 17:30:15", "2026-10-03T17:30:15"),
    # 24 hours are a day (Order 43 art. 40)
    ("CN_CAR3R_BACKUP_5D", "2026-09-30 17:30", "2026-10-05T17:30"),
    # notices count back, and stay on a day off
    ("CN_CLOSURE_NOTICE_30D", "2026-10-31 10:00", "2026-10-02T00:00"),
    ("CN_ZJ_TELECOM_EXPIRY_NOTICE_15D", "2026-03-01 00:00", "2026-02-15T00:00"),
]


@pytest.mark.parametrize(("code", "at", "expected"), CHINA)
def test_ends_in_china(code, at, expected):
    assert end(code, at) == expected + ("" if expected[16:] else ":00") + "+08:00"


ELSEWHERE = [
    # Good Friday 3 and Easter Monday 6 April are off: 7, 8, 9
    ("UK_FCA_SUMMARY_3BD", "2026-04-02 09:00", "2026-04-10T00:00:00+01:00"),
    # 8 weeks over the end of summer time on 25 October
    ("UK_FCA_FINAL_RESPONSE_8W", "2026-10-01 09:00", "2026-11-27T00:00:00+00:00"),
    ("UK_FOS_REFERRAL_6M", "2026-08-31 09:00", "2027-03-01T00:00:00+00:00"),
    # 8 weeks until 7 April 2026, 6 weeks from then on
    ("UK_OFCOM_ADR_6W", "2026-04-07 23:59", "2026-06-03T00:00:00+01:00"),
    ("UK_OFCOM_ADR_6W", "2026-04-08 00:00", "2026-05-21T00:00:00+01:00"),
    # Monday to Friday, Christmas counted
    ("EU_PSD2_REPLY_15BD", "2026-12-11 09:00", "2027-01-02T00:00:00+01:00"),
    ("US_FCC_INFORMAL_30D", "2026-10-15 09:00", "2026-11-15T00:00:00-05:00"),
    ("IN_ECOM_ACK_48H", "2026-08-14 09:00", "2026-08-16T09:00:00+05:30"),
    ("IN_CPGRAMS_21D", "2024-07-31 09:00", "2024-08-31T00:00:00+05:30"),
    ("IN_CPGRAMS_21D", "2024-08-01 09:00", "2024-08-23T00:00:00+05:30"),
    # Easter again: 7, 8; summer time ended on 5 April
    ("AU_TEL_URGENT_2WD", "2026-04-02 09:00", "2026-04-09T00:00:00+10:00"),
    # National Day 9 August 2026 is a Sunday, so Monday is off
    ("SG_CASE_ADVICE_3WD", "2026-08-07 09:00", "2026-08-14T00:00:00+08:00"),
    # 30 September, 2, 5, 6, 7 October
    ("HK_CC_ACK_5WD", "2026-09-29 09:00", "2026-10-08T00:00:00+08:00"),
    ("BR_SAC_REPLY_7D", "2026-12-28 09:00", "2027-01-05T00:00:00-03:00"),
    ("JP_NCAC_ADR_4M", "2026-10-31 09:00", "2027-03-01T00:00:00+09:00"),
    ("KR_KCA_RELIEF_30D", "2026-10-31 09:00", "2026-12-01T00:00:00+09:00"),
    # the house works round the clock
    ("HOUSE_P1_RESPONSE", "2026-10-03 23:50", "2026-10-04T00:05:00+08:00"),
    ("HOUSE_P4_RESOLUTION", "2026-10-03 23:50", "2026-10-06T23:50:00+08:00"),
]


@pytest.mark.parametrize(("code", "at", "expected"), ELSEWHERE)
def test_ends_elsewhere(code, at, expected):
    assert end(code, at) == expected


@pytest.mark.parametrize(
    ("province", "at", "code", "expected"),
    [
        # no province: the national 15 days
        ("", "2026-03-02 10:00", "CN_TEL_OPERATOR_REPLY_15D", "2026-03-18"),
        # Zhejiang: 5 days end on Saturday 7 March, so Monday
        ("330000", "2026-03-02 10:00", "CN_ZJ_OPERATOR_ANSWER_5D", "2026-03-10"),
        # … named by a county
        ("330106", "2026-03-02 10:00", "CN_ZJ_OPERATOR_ANSWER_5D", "2026-03-10"),
        # Henan: 5 working days
        ("410000", "2026-03-02 10:00", "CN_HA_TEL_OPERATOR_REPLY_5WD", "2026-03-10"),
        # … before its rule came
        ("410000", "2020-03-02 10:00", "CN_TEL_OPERATOR_REPLY_15D", "2020-03-18"),
        # Chongqing: 15 working days are longer than the national 15 days
        ("500000", "2026-03-02 10:00", "CN_TEL_OPERATOR_REPLY_15D", "2026-03-18"),
        # Guangdong has none
        ("440000", "2026-03-02 10:00", "CN_TEL_OPERATOR_REPLY_15D", "2026-03-18"),
    ],
)
def test_a_national_rule_stands_for_the_duty(province, at, code, expected):
    """What binds a telecom operator in a province is the strictest rule there."""
    found = answer("CN_TEL_OPERATOR_REPLY_15D", at, province)
    assert found.entry.policy.code == code
    assert found.due.at.isoformat() == expected + "T00:00:00+08:00"


def test_the_answer_says_which_rule_and_why():
    zhejiang = why("CN_TEL_OPERATOR_REPLY_15D", "2026-03-02", "330000")
    assert "Zhejiang instead of “Operator's answer to a telecom complaint”" in zhejiang
    assert "which would end 2026-03-17 24:00" in zhejiang
    chongqing = why("CN_TEL_OPERATOR_REPLY_15D", "2026-03-02", "500000")
    assert "(Chongqing)” would end 2026-03-23 24:00" in chongqing
    guangdong = why("CN_TEL_OPERATOR_REPLY_15D", "2026-03-02", "440000")
    assert guangdong.endswith("no shipped rule of Guangdong takes its place")


def test_a_provincial_rule_is_counted_as_named():
    """In its own province without more words, in another one with them."""
    code, at = "CN_HA_TEL_OPERATOR_REPLY_5WD", "2026-03-02 10:00"
    assert end(code, at) == end(code, at, "410000") == end(code, at, "330000")
    assert why(code, at) == why(code, at, "410000")
    assert "does not bind in Zhejiang" in why(code, at, "330000")
    assert "Zhejiang has no part in it" in why("UK_OFCOM_ADR_6W", at, "330000")


@pytest.mark.parametrize(
    ("code", "at", "beginning"),
    [
        ("CN_SAMR_ACCEPT_7WD", "2019-12-31", "not in force until 2020-01-01"),
        ("CN_SH_CC_MEDIATION_60D", "2022-08-01", "not in force after 2022-07-31"),
        ("UK_DMCC_SUBSCRIPTION_COOLING_14D", "2026-11-23", "not in force until 2027"),
        ("CN_TEL_APPEAL_FORWARD_2WD", "2026-11-23", "from memory, not verified"),
        ("CN_3R_RETURN_7D", "2026-11-23", "known from secondary sources only"),
        ("CN_SH_CC_MEDIATION_60D", "2022-07-31", "read in a text that has been"),
        ("CN_SAMR_ACCEPT_7WD", "2026-04-15", "Market regulator accepts"),
    ],
)
def test_doubts_come_first(code, at, beginning):
    assert why(code, at).startswith(beginning)


def test_a_time_shown_twice_is_the_first_and_one_skipped_is_refused():
    """25 October 2026 in London; 29 March skips 01:00 to 02:00."""
    found = answer("UK_FCA_FINAL_RESPONSE_8W", "2026-10-25 01:30")
    assert found.at.isoformat() == "2026-10-25T01:30:00+01:00"
    assert "shows this time twice" in describe(found.steps)
    with pytest.raises(UnknownName) as raised:
        answer("UK_FCA_FINAL_RESPONSE_8W", "2026-03-29 01:30")
    assert raised.value.key == "skipped"


@pytest.mark.parametrize(
    ("code", "at", "province", "key"),
    [
        ("CN_NOTHING", "2026-03-02", "", "unknown_policy"),
        ("", "2026-03-02", "", "unknown_policy"),
        ("CN_SAMR_ACCEPT_7WD", "2026-03-02", "990000", "unknown_province"),
        ("CN_SAMR_ACCEPT_7WD", "2026-03-02", "Zhejiang", "unknown_province"),
        ("CN_SAMR_ACCEPT_7WD", "2026-03-02", "3", "unknown_province"),
    ],
)
def test_unknown_names_are_refused(code, at, province, key):
    with pytest.raises(UnknownName) as raised:
        answer(code, at, province)
    assert raised.value.key == key
    assert describe([(key, raised.value.params)])


def test_past_the_end_of_time_is_refused():
    with pytest.raises(OutOfRange):
        answer("CN_SAMR_COMPLAINT_TIMEBAR_3Y", "9998-06-01")


def test_beyond_the_published_days_an_answer_is_provisional():
    """Calendar days that need no calendar are not."""
    assert answer("CN_SAMR_ACCEPT_7WD", "2026-12-28").due.provisional
    assert not answer("CN_SAMR_ACCEPT_7WD", "2026-12-14").due.provisional
    assert not answer("CN_CLOSURE_NOTICE_30D", "2028-12-14").due.provisional


def works(day):
    return chinese_calendar.is_workday(day)


def on_holiday(day):
    """Whether an unbroken run of days off around the day holds a festival."""
    found = False
    for step in (-1, 1):
        near = day
        while not works(near):
            found = found or chinese_calendar.get_holiday_detail(near)[1] is not None
            near += timedelta(days=step)
    return found


def last_day(term, day):
    """The last day of a term in days, by other people's calendars."""
    step = timedelta(days=-1 if term.backward else 1)
    if term.unit == "months":
        day += relativedelta(months=term.amount)
    elif term.unit == "calendar_days":
        day += term.amount * step
    else:
        for _count in range(term.amount):
            day += step
            while not works(day):
                day += step
    off = {"rest_days": lambda day: not works(day), "public_holidays": on_holiday}
    while off.get(term.roll, lambda day: False)(day):
        day += step
    return day


def span_of(law):
    """The days on which a version was in force and its end lies in known years."""
    last = datetime(2026, 9, 1)
    if law.term.unit == "months":
        last -= timedelta(days=31 * law.term.amount)
    first = max(law.in_force_from or date(2015, 3, 1), date(2015, 3, 1))
    return first, min(law.in_force_to or last.date(), last.date())


def counted_in_days(law):
    first, last = span_of(law)
    return law.country == "CN" and law.term.end == "day" and first <= last


@pytest.mark.parametrize(
    "entry",
    [entry for entry in entries() if counted_in_days(entry.policy)],
    ids=lambda entry: f"{entry.policy.code}-{entry.version}",
)
def test_ends_agree_with_calendars_of_others(entry):
    """chinese_calendar's days off and dateutil's months, on 40 days a version."""
    law = entry.policy
    first, last = span_of(law)
    dice = random.Random(law.code)
    for _case in range(40):
        day = first + timedelta(days=dice.randint(0, (last - first).days))
        minute = dice.randrange(1440)
        at = datetime.combine(day, time(minute // 60, minute % 60))
        expected = last_day(law.term, day) + timedelta(days=1)
        assert end(law.code, at.isoformat()) == f"{expected}T00:00:00+08:00", at


@pytest.mark.parametrize("code", sorted({entry.policy.code for entry in entries()}))
def test_every_policy_answers_in_both_languages(code):
    """At month ends, on 29 February, in holidays, with and without a province."""
    for at in ("2016-02-29 23:59", "2026-01-31 00:00", "2026-10-01 12:00"):
        for province in ("", "330000", "500000"):
            for chinese in (False, True):
                found = answer(code, at, province, chinese)
                policy = found.entry.policy
                calendar = lawbook(chinese).calendar(policy.country)
                steps = explain(policy.term, found.due, found.at, calendar)
                later = found.due.at > found.at
                assert later != policy.term.backward
                assert steps and describe(found.steps)

from datetime import datetime

from odoo.tests import freeze_time, tagged

from .common import ComplaintCase

# Wednesday 30 September 2026, the day before the holidays of National Day
WEDNESDAY = "2026-09-30 02:00:00"


@tagged("post_install", "-at_install")
class TestFigures(ComplaintCase):
    """What managers count, and what many look at together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id = cls.env.ref("service_deadline.calendar_cn")

    def _ended_after(self, days, **values):
        with freeze_time("2026-03-02 02:00:00"):
            complaint = self._create_complaint(**values)
        with freeze_time(f"2026-03-{2 + days:02} 02:00:00"):
            complaint._happen("answer", role="respondent", answer="x")
            complaint._happen("close", role="manager", outcome="partly")
        return complaint

    def _average(self, complaints, measure="days_open"):
        [(found,)] = self.env["consumer.complaint"]._read_group(
            [("id", "in", complaints.ids)], [], [f"{measure}:avg"]
        )
        return found

    def test_days_follow_from_dates(self):
        complaint = self._ended_after(4)
        self.assertEqual(complaint.days_open, 4.0)
        self.assertEqual(complaint.days_to_answer, 4.0)

    def test_what_is_open_takes_no_part_in_an_average(self):
        ended = self._ended_after(4) | self._ended_after(8)
        still_open = self._create_complaint()
        self.assertEqual(self._average(ended | still_open), 6.0)
        self.assertEqual(self._average(ended | still_open, "days_to_answer"), 6.0)
        self.assertFalse(self._average(still_open))

    def test_reopening_takes_the_days_back(self):
        complaint = self._ended_after(4)
        complaint.with_user(self.manager)._happen("reopen")
        self.assertFalse(self._average(complaint))

    def test_managers_group_by_what_they_ask_for(self):
        practice = self.env["consumer.practice"].search([], limit=1)
        complaint = self._ended_after(4, practice_ids=practice.ids)
        rows = (
            self.env["consumer.complaint"]
            .with_user(self.manager)
            .formatted_read_group(
                [("id", "=", complaint.id)],
                ["practice_ids", "respondent_id", "respondent_region_id"],
                ["__count", "days_open:avg", "amount:sum"],
            )
        )
        self.assertEqual(rows[0]["practice_ids"][0], practice.id)
        self.assertEqual(rows[0]["days_open:avg"], 4.0)

    # -- a respondent's figures

    def test_a_respondents_figures(self):
        late = self._create_complaint()
        with freeze_time("2026-01-05 02:00:00"):
            late._happen("forward", role="agent")
        self._create_complaint()
        self._ended_after(2)
        self._ended_after(4)
        self._ended_after(10)
        respondent = self.operator.with_user(self.manager)
        self.assertEqual(respondent.complaint_count, 5)
        self.assertEqual(respondent.complaint_open_count, 2)
        self.assertEqual(respondent.complaint_late_count, 1)
        self.assertEqual(respondent.complaint_median_days, 4.0)

    def test_only_what_the_reader_may_see_counts(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "其他组"})
        self._create_complaint(team_id=team.id)
        self.assertEqual(self.operator.with_user(self.agent).complaint_count, 0)
        self.assertEqual(self.operator.with_user(self.officer).complaint_count, 1)

    def test_a_page_of_respondents_asks_as_often_as_one(self):
        others = [self._create_respondent(f"商家{number}") for number in range(6)]
        for other in others:
            self._create_complaint(respondent_id=other.id)
        many = self.operator.union(*others)
        self._queries(many)  # what is asked once, whatever the page
        self.assertEqual(self._queries(many), self._queries(self.operator))

    def _queries(self, respondents):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        respondents.with_user(self.officer).mapped("complaint_median_days")
        return self.cr.sql_log_count - before

    def test_the_buttons_lead_to_its_cases(self):
        action = (
            self.operator.with_user(self.manager)
            .with_context(complaint_filter="late")
            .action_open_complaints()
        )
        self.assertEqual(action["domain"], [("respondent_id", "=", self.operator.id)])
        self.assertTrue(action["context"]["search_default_late"])

    # -- what would be late by the end of the next working day

    def test_the_next_working_day_is_the_calendars(self):
        with freeze_time(WEDNESDAY):
            end = self.env["consumer.complaint"]._end_of_next_working_day()
        # the holidays end on Wednesday 7 October; Thursday ends at 16:00 UTC
        self.assertEqual(end, datetime(2026, 10, 8, 16))

    def test_the_swarm_is_what_would_be_late_by_then(self):
        with freeze_time(WEDNESDAY):
            near = self._create_complaint(user_id=self.agent.id)
            far = self._create_complaint()
            far.with_user(self.agent)._happen("acknowledge")
            both = [("id", "in", (near | far).ids)]
            complaints = self.env["consumer.complaint"].with_user(self.agent)
            found = complaints.search([("is_due_next", "=", True), *both])
            rest = complaints.search([("is_due_next", "=", False), *both])
            self.assertEqual(found, near)
            self.assertEqual(rest, far)
            self.assertTrue(near.is_due_next)
            self.assertFalse(far.is_due_next)

    def test_several_are_taken_or_given_at_once(self):
        complaints = self._create_complaint() | self._create_complaint()
        mine = complaints.with_user(self.agent)
        mine.action_take()
        self.assertEqual(complaints.user_id, self.agent)
        mine.write({"user_id": self.officer.id})
        self.assertEqual(complaints.user_id, self.officer)

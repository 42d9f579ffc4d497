from datetime import datetime

from odoo.tests import freeze_time, tagged

from .common import ComplaintCase

ASKED = "The consumer loses this right in %s days"


@tagged("post_install", "-at_install")
class TestTimeBars(ComplaintCase):
    """A right of the consumer does not end without somebody hearing of it in time.

    A charge of 25 September 2026 can be appealed until 25 February 2027.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-09-28 02:00:00"):
            cls.complaint = cls._create_complaint(
                harmed_on="2026-09-25", is_charge=True, user_id=cls.agent.id
            )

    def _asked_at(self, moment):
        """Who is asked to look at the case when the clock is swept at a moment."""
        before = self.complaint.activity_ids
        clock = self.complaint.deadline_ids.filtered(
            lambda each: each.policy_id.code == "CN_TEL_APPEAL_TIMEBAR_BILLING_5M"
        )
        with freeze_time(moment):
            clock._do_due(datetime.now())
        new = self.complaint.activity_ids - before
        return [(each.user_id, each.summary) for each in new]

    def test_every_bar_of_this_app_warns(self):
        bars = self.env["service.deadline.policy"].search(
            [
                ("kind", "=", "time_bar"),
                (
                    "event_id.code",
                    "in",
                    list(self.complaint._deadline_event_codes()),
                ),
            ]
        )
        self.assertIn("CN_TEL_APPEAL_TIMEBAR_BILLING_5M", bars.mapped("code"))
        for bar in bars:
            with self.subTest(bar.code):
                steps = bar.step_ids.filtered(lambda step: step.timing == "before")
                self.assertIn(7, steps.mapped("amount"))

    def test_30_days_before_the_agent_hears_7_days_before_the_manager(self):
        self.assertFalse(self._asked_at("2027-01-26 09:00:00"))
        [(user, summary)] = self._asked_at("2027-01-27 09:00:00")
        self.assertEqual(user, self.agent)
        self.assertIn(ASKED % 30, summary)
        [(user, summary)] = self._asked_at("2027-02-19 09:00:00")
        self.assertEqual(user, self.manager)
        self.assertIn(ASKED % 7, summary)

    def test_nobody_is_bothered_about_a_case_that_is_over(self):
        self.complaint._happen("withdraw", role="consumer")
        self.assertFalse(self._asked_at("2027-01-27 09:00:00"))

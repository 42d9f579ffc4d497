from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ComplaintCase

# Friday 25 September 2026, ten past four in the afternoon in China.
FRIDAY = datetime(2026, 9, 25, 8, 10)
LATER = datetime(2026, 10, 20, 2)
FILED = LATER + timedelta(days=2)


@tagged("post_install", "-at_install")
class TestReferralFiling(ComplaintCase):
    """What the program can't deliver lies ready until a person has filed it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(FRIDAY):
            cls.complaint = cls._create_complaint(
                harmed_on=FRIDAY.date(),
                is_charge=True,
                remedy_ids=[
                    Command.create({"kind": "plan_change", "name": "改为8元套餐"}),
                    Command.create({"kind": "refund", "amount": 59}),
                ],
            )
            cls.complaint.with_user(cls.agent)._happen("forward")
        with freeze_time(LATER):
            case = cls.complaint.with_user(cls.officer)
            cls.referral = case._draft_referral()
            cls.referral.channel = "site"

    def _prepare(self, channel="site"):
        self.referral.channel = channel
        with freeze_time(LATER):
            self.referral.action_send()

    def _file(self, at=FILED, number="工信诉2026-118", now=FILED):
        self.referral.write({"filed_at": at, "reference": number})
        with freeze_time(now):
            self.referral.action_filed()

    def test_what_is_wanted_is_asked_of_the_body(self):
        self.assertIn("改为8元套餐", self.referral.demand)
        self.assertIn("59", self.referral.demand)
        self.referral.demand = "请责令改套餐"
        self.complaint.remedy_ids[0].name = "改为19元套餐"
        self.assertEqual(self.referral.demand, "请责令改套餐")

    def test_a_referral_asks_for_something(self):
        self.referral.demand = " \n"
        for channel in ("site", "mail"):
            self.referral.body_id.sudo().email = "shensu@example.org"
            self.referral.channel = channel
            with freeze_time(LATER), self.assertRaisesRegex(UserError, "should do"):
                self.referral.action_send()
        self.assertEqual(self.referral.state, "draft")

    def test_every_way_freezes_the_dossier_and_sends_nothing(self):
        for channel in ("site", "post", "counter", "phone"):
            with self.subTest(channel), self.env.cr.savepoint() as point:
                self._prepare(channel)
                self.assertEqual(self.referral.state, "to_file")
                self.assertTrue(self.referral.dossier_id)
                self.assertFalse(self.referral.sent_at)
                self.assertStands(self.complaint, "investigating")
                self.assertFalse(self.referral.deadline_ids)
                point.rollback()
                self.env.invalidate_all()

    def test_who_prepared_it_has_to_do_it(self):
        self._prepare()
        task = self.referral.activity_ids
        self.assertEqual(task.user_id, self.officer)
        self.assertIn(self.referral.body_id.name, task.summary)
        self._file()
        self.assertFalse(self.referral.activity_ids)

    def test_filed_it_lies_with_the_body_from_that_moment(self):
        self._prepare()
        self._file(now=FILED + timedelta(days=3))
        self.assertEqual((self.referral.state, self.referral.sent_at), ("sent", FILED))
        self.assertStands(self.complaint, "escalated", "regulator")
        clock = self.assertRuns(self.referral, "CN_TEL_APPEAL_ACCEPT_5WD")
        self.assertEqual(clock.started_at, FILED)
        bar = self.complaint.deadline_ids.filtered(
            lambda c: c.policy_id.code == "CN_TEL_APPEAL_TIMEBAR_BILLING_5M"
        )
        self.assertEqual((bar.state, bar.ended_at), ("met", FILED))
        told = self.complaint.timeline_ids[-1]._content()
        self.assertEqual(told["reference"], "工信诉2026-118")

    def test_the_dossier_stays_that_of_the_filing(self):
        self._prepare()
        dossier = self.referral.dossier_id
        self.complaint._happen("add", role="consumer", payload={"text": "又扣费"})
        self._file()
        self.assertEqual(self.referral.dossier_id, dossier)

    def test_without_date_and_number_it_is_not_filed(self):
        self._prepare()
        for at, number, said in (
            (False, "118", "when"),
            (FILED, " ", "number"),
            (FILED + timedelta(hours=1), "118", "future"),
            (FRIDAY - timedelta(days=1), "118", "before"),
        ):
            with self.subTest(said), self.assertRaisesRegex(UserError, said):
                self._file(at, number)
        self.assertEqual(self.referral.state, "to_file")

    def test_a_second_press_changes_nothing(self):
        self._prepare()
        self._prepare()
        self.assertEqual(len(self.complaint.dossier_ids), 1)
        self._file()
        count = self.complaint.timeline_count
        self._file()
        self.assertEqual(self.complaint.timeline_count, count)

    def test_what_was_not_filed_is_no_channel_that_blocks_others(self):
        self._prepare()
        self.assertFalse(list(self.complaint._channels_used()))

    def test_another_way_may_be_taken_instead(self):
        self._prepare()
        self.referral.body_id.sudo().email = "shensu@example.org"
        self._prepare("mail")
        self.assertEqual(self.referral.state, "queued")
        self.assertFalse(self.referral.activity_ids)
        self.assertEqual(len(self.complaint.dossier_ids), 1)

    def test_withdrawn_it_is_nobodys_task(self):
        self._prepare()
        self.referral.action_withdraw()
        self.assertFalse(self.referral.activity_ids)
        self.assertEqual(self.referral.state, "withdrawn")

    def test_the_body_has_no_link_before(self):
        self._prepare()
        with self.assertRaises(UserError):
            self.referral.action_body_link()
        self._file()
        self.assertTrue(self.referral.action_body_link()["res_id"])

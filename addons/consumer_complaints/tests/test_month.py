import os

from odoo.tests import tagged

from ..rules.lifecycle import ENDED, TABLE, events_for
from .common import CHONGQING, HENAN, ZHEJIANG, ComplaintCase
from .month import Month

COMPLAINTS = 10_000 if os.environ.get("PROVE") else 30
BODY = "body@example.com"


@tagged("post_install", "-at_install", "proof")
class TestMonth(ComplaintCase):
    """A month in which consumers, respondents, staff and bodies act at random.

    In full (10,000 complaints) under ``./dev prove -k simulated_month``, in small here.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        goods = cls.env["service.deadline.sector"].search([("code", "=", "goods")])
        cls.respondents = [
            *(
                cls._create_respondent("云桥通信" + province, province)
                for province in (ZHEJIANG, HENAN, CHONGQING)
            ),
            cls._create_respondent("青柚会员", HENAN, sector=goods),
        ]
        cls.green = cls.env["consumer.practice"].search(
            [("is_green", "=", True)], limit=1
        )
        cls.env["consumer.body"].search([]).email = BODY

    def test_a_simulated_month(self):
        """Verdicts are those computed apart, nothing is stuck, nothing sent twice."""
        month = Month(self, COMPLAINTS)
        month.play()
        clocks = self._check_verdicts(month)
        self._check_nobody_is_stuck(month)
        sent = self._check_sent_once(month)
        print(  # pylint: disable=print-used  # the figure of the proof
            f"simulated month: {len(month.complaints)} complaints, {clocks} verdicts, "
            f"{sent} referrals sent, {sum(month.presses.values())} presses"
        )

    def _check_verdicts(self, month):
        checked = 0
        for record in [*month.complaints, *month.referrals]:
            found = {
                (clock.policy_id.code, clock.started_at): (clock.state, clock.due_at)
                for clock in record.deadline_ids
            }
            wanted = month.expected(record)
            keys = sorted(
                key for key in {*found, *wanted} if found.get(key) != wanted.get(key)
            )
            differ = [(*key, found.get(key), wanted.get(key)) for key in keys]
            self.assertEqual(differ, [], record.display_name)
            checked += len(found)
        self.assertGreater(checked, COMPLAINTS)
        return checked

    def _check_nobody_is_stuck(self, month):
        """Every open case can be moved on by one of the staff, but by withdrawing."""
        for complaint in month.complaints:
            state, rung = complaint.state, complaint.rung
            onward = [
                event
                for role in ("agent", "officer", "manager")
                for event in events_for(state, rung, role)
                if event not in ("withdraw", "reopen")
                and TABLE[state, event].to != state
            ]
            self.assertTrue(onward or state in ENDED, complaint.display_name)

    def _check_sent_once(self, month):
        sendings = self.env["consumer.timeline"].search(
            [
                ("complaint_id", "in", month.complaints.ids),
                ("code", "=like", "refer\\_%"),
            ]
        )
        sent = month.referrals.filtered("sent_at")
        self.assertEqual(len(sendings), len(sent))
        self.assertTrue(sent)
        mails = self.env["mail.mail"].search(
            [("model", "=", "consumer.referral"), ("email_to", "=", BODY)]
        )
        queued = month.referrals.filtered("mail_id")
        self.assertEqual(sorted(mails.mapped("res_id")), sorted(queued.ids))
        return len(sent)

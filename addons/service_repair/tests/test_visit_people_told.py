from datetime import timedelta

from odoo.tests import tagged

from .test_visit_reminders import THURSDAY, ReminderCase


@tagged("post_install", "-at_install")
class TestPeopleTold(ReminderCase):
    """Technicians hear of what others do with their visits, and of nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for person, login in ((cls.li, "li_told"), (cls.wang, "wang_told")):
            person.user_id = cls._create_user(
                "technician", login, notification_type="inbox"
            )

    def _heard(self, person):
        """Subjects of what somebody was told since the last look."""
        self.env.cr.flush()
        notes = self.env["mail.notification"].search(
            [("res_partner_id", "=", person.user_id.partner_id.id)], order="id"
        )
        subjects = notes.mail_message_id.sorted("id").mapped("subject")
        notes.mail_message_id.unlink()
        return subjects

    def test_given_moved_taken(self):
        visit = self._visit()
        when = "Thu, Mar 5, 2:00 PM - 4:00 PM"
        self.assertEqual(self._heard(self.li), [f"{visit.name} is yours: {when}"])
        visit._move(THURSDAY + timedelta(days=1), "customer")
        when = when.replace("Thu, Mar 5", "Fri, Mar 6")
        self.assertEqual(self._heard(self.li), [f"{visit.name} was moved: {when}"])
        visit._happen("assign", "dispatcher", self.wang, resource_id=self.wang.id)
        self.assertEqual(
            self._heard(self.li), [f"{visit.name} is no longer yours: {when}"]
        )
        self.assertEqual(self._heard(self.wang), [f"{visit.name} is yours: {when}"])
        visit._cancel("customer")
        self.assertEqual(self._heard(self.wang), [f"{visit.name} is cancelled: {when}"])

    def test_what_he_did_himself(self):
        visit = self._visit(state="offered")
        own = visit.with_user(self.li.user_id)
        own.action_accept()
        own.env.cr.flush()
        own.action_depart()
        own.env.cr.flush()
        own.action_arrive()
        self.assertEqual(self._heard(self.li), [])

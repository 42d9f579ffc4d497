from odoo.tests import new_test_user, tagged

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestFromTicket(ComplaintCase):
    """A ticket that turned into a complaint brings along what is known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_respondent("本公司", partner_id=cls.company.partner_id.id)
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": "门锁修了三次",
                "description": "<p>修了<b>三次</b>还打不开</p>",
                "partner_name": "林小雨",
                "partner_email": "lin@example.com",
                "team_id": cls.team.id,
                "user_id": cls.agent.id,
            }
        )
        cls.env["ir.attachment"].create(
            {
                "name": "门锁.jpg",
                "raw": b"\xff\xd8 photo",
                "res_model": "helpdesk.ticket",
                "res_id": cls.ticket.id,
            }
        )

    def _open(self, user=None):
        action = self.ticket.with_user(user or self.agent).action_open_complaint()
        return self.env["consumer.complaint"].browse(action["res_id"])

    def test_what_is_known_is_carried_over(self):
        complaint = self._open()
        self.assertEqual(complaint.name, "门锁修了三次")
        self.assertIn("还打不开", complaint.description)
        self.assertNotIn("<", complaint.description)
        self.assertEqual(complaint.complainant_id.name, "林小雨")
        self.assertEqual(complaint.respondent_id, self.own)
        self.assertEqual(complaint.team_id, self.team)
        self.assertEqual(complaint.ticket_ids, self.ticket)
        self.assertEqual(complaint.exhibit_ids.name, "门锁.jpg")
        self.assertStands(complaint, "received")

    def test_a_second_press_finds_the_first_one(self):
        self.assertEqual(self._open(), self._open())
        self.assertEqual(self.ticket.with_user(self.agent).complaint_count, 1)

    def test_who_sees_no_complaints_counts_none(self):
        self._open()
        plain = new_test_user(
            self.env, "plain_desk", "helpdesk_mgmt.group_helpdesk_user"
        )
        self.assertEqual(self.ticket.with_user(plain).complaint_count, 0)

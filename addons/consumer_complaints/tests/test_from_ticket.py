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

    def test_the_house_is_the_respondent_and_its_duty_runs(self):
        """Also where nobody entered the house as a respondent: it is, once."""
        self.own.unlink()
        complaint = self._open()
        self.assertTrue(complaint.respondent_id.is_own)
        self.assertEqual(complaint.respondent_id.name, self.company.name)
        self.assertRuns(complaint, "CN_OPERATOR_UNREASONABLE_DELAY_15D")
        again = self.env["consumer.respondent"]._own_of(self.company)
        self.assertEqual(again, complaint.respondent_id)

    def test_it_goes_to_those_who_take_complaints(self):
        """Not to the team of the ticket, which is complained of: who opens a complaint
        sees it, and keeps it until somebody else takes it over."""
        station = self.env["helpdesk.ticket.team"].create({"name": "服务站"})
        self.ticket.team_id = station
        everywhere = self._create_user("agent", "complaint_everywhere")
        everywhere.group_ids += self.env.ref("helpdesk_mgmt.group_helpdesk_user")
        complaint = self._open(everywhere)
        self.assertEqual(complaint.with_user(everywhere).user_id, everywhere)
        self.assertEqual(complaint.team_id, station)
        self.company.complaint_team_id = self.team
        self.ticket.complaint_ids = False
        self.assertEqual(self._open(everywhere).team_id, self.team)

    def test_a_second_press_finds_the_first_one(self):
        self.assertEqual(self._open(), self._open())
        self.assertEqual(self.ticket.with_user(self.agent).complaint_count, 1)

    def test_who_sees_no_complaints_counts_none(self):
        self._open()
        plain = new_test_user(
            self.env, "plain_desk", "helpdesk_mgmt.group_helpdesk_user"
        )
        self.assertEqual(self.ticket.with_user(plain).complaint_count, 0)

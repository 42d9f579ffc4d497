from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestHandler(ComplaintCase):
    """A case of nobody is seen and told of, until somebody takes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._create_user("agent", "complaint_colleague")
        cls.plain = new_test_user(cls.env, "complaint_plain")
        cls.team.user_ids |= cls.colleague | cls.plain
        cls.complaint = cls._create_complaint()

    def _tell(self):
        """What the clock tells: the notes to people about cases that wait."""
        before = self.env["mail.message"].search([("subject", "like", "wait")])
        with self.enter_registry_test_mode():
            cron = self.env.ref("consumer_complaints.ir_cron_tell_teams")
            cron.method_direct_trigger()
        return self.env["mail.message"].search([("subject", "like", "wait")]) - before

    def test_the_first_page_of_an_agent_shows_it(self):
        """On a board by state: by who handles it, the column of nobody is folded."""
        menus = self.env["ir.ui.menu"].with_user(self.agent).load_web_menus(False)
        app = menus[self.env.ref("consumer_complaints.menu_root").id]
        action = self.env["ir.actions.act_window"].browse(app["actionID"])
        context = safe_eval(action.context)
        self.assertTrue(context["search_default_unassigned"])
        self.assertTrue(context["search_default_mine"])
        self.assertNotIn("search_default_by_user", context)
        self.assertNotIn("search_default_late_today", context)

    def test_its_team_is_told_of_all_that_wait_in_one_note(self):
        more = [self._create_complaint(name=f"第 {n} 件") for n in range(3)]
        [note] = self._tell()
        told = note.notified_partner_ids
        self.assertEqual(told, (self.agent | self.colleague).partner_id)
        for case in (self.complaint, *more):
            self.assertIn(case.number, note.body)
        self.assertFalse(self.complaint.message_partner_ids & told)

    def test_it_is_told_once(self):
        self._tell()
        self.assertFalse(self._tell())
        self._create_complaint()
        self.assertEqual(len(self._tell()), 1)

    def test_of_what_is_taken_or_over_nobody_is_told(self):
        self.complaint.user_id = self.agent
        self._create_complaint(state="draft")
        self._create_complaint()._happen("withdraw", role="consumer")
        self.assertFalse(self._tell())

    def test_without_a_team_the_companys_is_told(self):
        self.complaint.team_id = False
        self.company.complaint_team_id = False
        self.assertFalse(self._tell())
        self._create_complaint(team_id=False)
        self.company.complaint_team_id = self.team
        self.assertEqual(len(self._tell()), 1)

    def test_many_that_wait_are_counted(self):
        for number in range(25):
            self._create_complaint(name=f"第 {number} 件")
        [note] = self._tell()
        self.assertIn("26", note.subject)
        self.assertEqual(note.body.count("<li>"), 21)

    def test_who_acts_on_it_becomes_its_handler(self):
        for event in ("acknowledge", "ask", "investigate", "forward"):
            case = self._create_complaint()
            case.with_user(self.agent)._happen(event)
            self.assertEqual(case.user_id, self.agent, event)

    def test_it_is_taken_from_nobody(self):
        self.complaint.user_id = self.colleague
        self.complaint.with_user(self.agent)._happen("acknowledge")
        self.complaint.with_user(self.officer)._happen("forward")
        self.assertEqual(self.complaint.user_id, self.colleague)

    def test_neither_timers_nor_other_sides_take_it(self):
        self.complaint._happen("acknowledge", role="system")
        self.complaint._happen("forward", role="agent")  # the program, for an agent
        self.complaint._happen("answer", role="respondent", answer="可以改")
        self.assertFalse(self.complaint.user_id)

    def test_a_button_takes_it_from_the_board(self):
        self.complaint.with_user(self.agent).action_take_free()
        self.assertEqual(self.complaint.user_id, self.agent)
        with self.assertRaisesRegex(UserError, "taken it already"):
            self.complaint.with_user(self.colleague).action_take_free()
        self.assertEqual(self.complaint.user_id, self.agent)
        with self.assertRaises(AccessError):
            self._create_complaint().with_user(self.auditor).action_take_free()

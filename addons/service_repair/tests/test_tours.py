from odoo.tests import HttpCase, new_test_user, tagged

FIRST_CALL = "service_repair_first_call"


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = new_test_user(cls.env, "tour_agent", "service_repair.group_agent")
        cls.number = "+8619900000401"

    def _tickets(self):
        return self.env["helpdesk.ticket"].search([("caller_number", "=", self.number)])

    def test_first_call(self):
        """The tour leads an agent from the number to a saved ticket."""
        self.start_tour("/odoo/hotline", FIRST_CALL, login=self.agent.login)
        self.assertEqual(self._tickets().fault, "打不开")

    def test_onboarding_shows_it(self):
        """Odoo's onboarding leads an agent who has not seen it through it, once."""
        self.agent.tour_enabled = True
        tours = self.env["web_tour.tour"].with_user(self.agent)
        others = tours.search([("name", "!=", FIRST_CALL)])
        others.sudo().user_consumed_ids += self.agent
        self.assertEqual(tours.get_current_tour()["name"], FIRST_CALL)
        self.assertFalse(tours.consume(FIRST_CALL))

from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .test_portal_tickets import PortalTicketCase


@tagged("post_install", "-at_install")
class TestChinesePortal(PortalTicketCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chinese.load(
            cls.env, "service_region", "service_door", "helpdesk_mgmt", "service_repair"
        )
        cls.user_portal.lang = "zh_CN"
        cls.partner_portal.name = "王芳"
        cls.partner_portal.email = False
        cls.env.company.name = "测试公司"
        cls.env["helpdesk.ticket.team"].search(
            [("show_in_portal", "=", True)]
        ).name = "客服一组"
        cls.env["helpdesk.ticket.category"].search([]).name = "门锁"
        cls.env.company.write(
            {
                "helpdesk_mgmt_portal_select_team": True,
                "helpdesk_mgmt_portal_select_category": True,
            }
        )
        cls.own.user_id = False

    def test_pages(self):
        """A customer books, finds and follows a ticket without a word of English."""
        self.authenticate("portal", "portal")
        self.own.write({"is_repair": True, "address": "湖南省凤凰县"})
        self.env.flush_all()
        for page in (
            "/my/tickets",
            "/my/tickets?groupby=stage&sortby=update",
            "/new/ticket",
            f"/my/ticket/{self.own.id}",
        ):
            with self.subTest(page):
                response = self.url_open(page)
                self.assertEqual(response.status_code, 200)
                labels = list(chinese.labels_of_page(response.text))
                self.assertGreater(len(labels), 20)
                self.assertEqual(chinese.english(labels), [])

    def test_refusal(self):
        """A form that is not complete is refused in Chinese."""
        self.authenticate("portal", "portal")
        response = self._post("/submitted/ticket", subject="", description="")
        labels = chinese.labels_of_page(response.text)
        self.assertIn("主题", response.text)
        self.assertEqual(chinese.english(labels), [])

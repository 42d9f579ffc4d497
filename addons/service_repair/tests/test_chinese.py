from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .common import RepairCase

TICKET_VIEWS = ("kanban", "list", "form", "search", "pivot", "graph")
# Which screens each role has beside those of the role before it.
SCREENS = {
    "technician": {
        "service_repair.helpdesk_ticket_my_action": TICKET_VIEWS,
        "helpdesk_mgmt.helpdesk_my_tickets_action": ("kanban", "list", "form"),
    },
    "agent": {
        "service_repair.helpdesk_ticket_action": TICKET_VIEWS,
        "service_repair.helpdesk_ticket_dispatch_action": TICKET_VIEWS,
        "service_repair.service_station_action": ("kanban", "list", "form", "search"),
        "service_repair.service_coverage_action": ("kanban", "list", "form", "search"),
    },
    "dispatcher": {
        "service_repair.helpdesk_ticket_analysis_action": TICKET_VIEWS,
        "helpdesk_mgmt.helpdesk_ticket_dashboard_action": ("kanban", "search"),
        "helpdesk_mgmt.helpdesk_ticket_action": ("kanban", "list", "form", "search"),
    },
    "manager": {
        "service_repair.service_coverage_import_action": ("form",),
        "helpdesk_mgmt.helpdesk_ticket_stage_action": ("list", "form", "search"),
        "helpdesk_mgmt.helpdesk_ticket_team_action": ("list", "form", "search"),
        "helpdesk_mgmt.helpdesk_ticket_category_action": ("list", "form", "search"),
        "helpdesk_mgmt.helpdesk_ticket_channel_action": ("list", "form", "search"),
        "helpdesk_mgmt.helpdesk_ticket_tag_action": ("list", "form", "search"),
    },
}
# What has a name that is translated and that somebody reads.
NAMED = (
    "helpdesk.ticket.channel",
    "helpdesk.ticket.stage",
    "helpdesk.ticket.team",
    "ir.actions.act_window",
    "ir.actions.server",
    "ir.ui.menu",
    "mail.message.subtype",
    "mail.template",
    "res.groups",
    "res.groups.privilege",
)


@tagged("post_install", "-at_install")
class TestChinese(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chinese.load(
            cls.env, "service_region", "service_door", "helpdesk_mgmt", "service_repair"
        )
        users = cls.technician | cls.agent | cls.dispatcher | cls.manager
        users.lang = "zh_CN"

    def _as(self, user):
        return self.env(user=user, context={"lang": "zh_CN"})

    def _labels(self, env, screen, kinds):
        """What the views of an action show, as the client asks for them."""
        action = env["ir.actions.act_window"]._for_xml_id(screen)
        views = {kind: id_ for id_, kind in action["views"]}
        views["search"] = action["search_view_id"] and action["search_view_id"][0]
        wanted = [(views.get(kind, False), kind) for kind in kinds]
        yield from (action["name"], action["help"])
        yield from chinese.labels_of_views(env, action["res_model"], wanted)

    def test_screens(self):
        """Nobody, from the technician up, finds an English label on a screen."""
        for role, screens in SCREENS.items():
            env = self._as(getattr(self, role))
            for screen, kinds in screens.items():
                with self.subTest(role=role, screen=screen):
                    labels = list(self._labels(env, screen, kinds))
                    self.assertGreater(len(labels), 10)
                    self.assertEqual(chinese.english(labels), [])

    def test_a_technician_reads_what_a_manager_reads(self):
        """A form shows each role its own fields, all of them in Chinese."""
        for user in (self.technician, self.agent, self.dispatcher, self.manager):
            with self.subTest(user.login):
                labels = self._labels(
                    self._as(user),
                    "service_repair.helpdesk_ticket_my_action",
                    TICKET_VIEWS,
                )
                self.assertEqual(chinese.english(labels), [])

    def test_settings(self):
        """The settings of both apps are Chinese."""
        env = self._as(self.env.ref("base.user_admin"))
        labels = chinese.labels_of_apps(env, "service_repair", "helpdesk_mgmt")
        self.assertEqual(chinese.english(labels), [])

    def test_names_of_shipped_records(self):
        """Stages, queues, channels, menus, roles and mails have Chinese names."""
        data = self.env["ir.model.data"].search(
            [
                ("module", "in", ("helpdesk_mgmt", "service_repair")),
                ("model", "in", NAMED),
            ]
        )
        data = data.filtered(lambda each: not each.name.endswith(("_demo", "_test")))
        names = [
            self.env[each.model].browse(each.res_id).with_context(lang="zh_CN").name
            for each in data
        ]
        self.assertGreater(len(names), 40)
        self.assertEqual(chinese.english(names), [])

    def test_reasons(self):
        """Why a ticket is where it is reads as Chinese from end to end."""
        self.jishou.daily_capacity = 0
        for address, reason in (
            (
                "湖南省湘西州泸溪县",
                "泸溪县 → 当地无网点 → 湘西州 → 吉首站（今日 1 单）",
            ),
            ("湖南省凤凰县", "凤凰县 → 凤凰站（今日 1 单）"),
            ("", "尚无地址 → 调度队列"),
            ("打不开了", "地址中未识别出地点 → 调度队列"),
        ):
            with self.subTest(address):
                ticket = self._create_ticket(address)
                ticket = ticket.with_user(self.technician).sudo()
                ticket = ticket.with_context(lang="zh_CN")
                self.assertEqual(ticket.routing_reason, reason)

    def test_reason_of_a_full_station(self):
        """A station that is full is passed over, and its numbers are told."""
        self.fenghuang.daily_capacity = 1
        self._create_ticket()
        reason = self._create_ticket().with_context(lang="zh_CN").routing_reason
        self.assertEqual(
            reason,
            "凤凰县 → 凤凰站已满（今日 1/1） → 湘西州 → 吉首站（今日 1/6）",
        )

    def test_import_reasons(self):
        """A line of a coverage list says in Chinese what became of it."""
        wizard = self.env["service.coverage.import"].with_user(self.manager)
        wizard = wizard.with_context(lang="zh_CN").create(
            {"target": "prefecture", "written": "南昌市湾里区、昆山市、昆山市"}
        )
        wizard.action_preview()
        reasons = wizard.line_ids.mapped("reason")
        self.assertEqual(chinese.english(reasons), [])
        self.assertFalse([reason for reason in reasons if ";" in reason])

    def test_what_the_helpdesks_code_says(self):
        """Messages of the helpdesk's code, which Odoo looks for in its own folder."""
        env = self._as(self.manager)
        ticket = self._create_ticket().with_env(env)
        wizard = env["helpdesk.ticket.duplicate.wizard"].create(
            {"ticket_id": ticket.id, "duplicate_of_id": ticket.id}
        )
        with self.assertRaisesRegex(UserError, "重复工单"):
            wizard.action_confirm()
        terms = env["ir.http"]._get_translations_for_webclient(
            ["helpdesk_mgmt"], "zh_CN"
        )
        messages = terms[0]["helpdesk_mgmt"]["messages"]
        self.assertEqual(chinese.english(each["string"] for each in messages), [])
        self.assertTrue(messages)

from odoo.exceptions import UserError
from odoo.tests import tagged

from . import chinese
from .common import RegionCommon


@tagged("post_install", "-at_install")
class TestChinese(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chinese.load(cls.env, "service_region")
        (cls.reader | cls.manager).lang = "zh_CN"

    def _as(self, user):
        return self.env(user=user, context={"lang": "zh_CN"})

    def test_views(self):
        """A Chinese user finds no English label in lists, forms, filters or dialogs."""
        for user in (self.reader, self.manager):
            env = self._as(user)
            labels = [
                *chinese.labels_of_views(
                    env,
                    "service.region",
                    [(False, "list"), (False, "form"), (False, "search")],
                ),
                *chinese.labels_of_views(
                    env, "service.region.trial", [(False, "form")]
                ),
            ]
            self.assertGreater(len(labels), 50)
            self.assertEqual(chinese.english(labels), [])
        views = [(False, "list"), (False, "search")]
        names = chinese.labels_of_views(env, "service.region.name", views)
        self.assertEqual(chinese.english(names), [])

    def test_menus_actions_and_roles(self):
        """What leads to a screen, and what a role is called, is Chinese too."""
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", "service_region"),
                (
                    "model",
                    "in",
                    ("ir.ui.menu", "ir.actions.act_window", "res.groups"),
                ),
            ]
        )
        names = [
            self.env[each.model].with_context(lang="zh_CN").browse(each.res_id).name
            for each in data
        ]
        self.assertGreater(len(names), 5)
        self.assertEqual(chinese.english(names), [])

    def test_reasons(self):
        """How an address was read is told in Chinese, marks between steps included."""
        trial = self.env["service.region.trial"].with_user(self.reader)
        trial = trial.with_context(lang="zh_CN")
        for address, reason in (
            ("昆山花桥", "“昆山花桥”即江苏省苏州市昆山市花桥镇"),
            (
                "别去南京鼓楼，我说的是徐州鼓楼区",
                "“徐州鼓楼区”即江苏省徐州市鼓楼区；文中排除了“南京鼓楼”",
            ),
            ("江苏", "“江苏”即江苏省，下辖多个区县"),
            ("打不开了", "未提及地点"),
        ):
            with self.subTest(address):
                self.assertEqual(
                    trial.create({"address": address}).region_reason, reason
                )

    def test_hints(self):
        """A reason names in Chinese what else was known of the place."""
        steps = [["hint", {"source": "phone", "region": "江苏省徐州市鼓楼区"}]]
        trial = self.env["service.region.trial"].with_context(lang="zh_CN").new()
        trial.region_resolution = {"steps": steps}
        self.assertEqual(trial.region_reason, "来电号码指向江苏省徐州市鼓楼区")

    def test_refusals(self):
        """A refusal says in Chinese what it is about."""
        with self.assertRaisesRegex(UserError, "昆山市.*官方区划"):
            self._region("320583").with_user(self.manager).with_context(
                lang="zh_CN"
            ).name = "别的名称"

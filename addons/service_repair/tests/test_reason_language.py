from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools.translate import code_translations

from .common import RepairCase

CHINESE = {
    "no station there": "当地没有网点",
    "%(station)s (%(count)s of %(capacity)s today)": (
        "%(station)s（今日第 %(count)s 单，上限 %(capacity)s）"
    ),
}


@tagged("post_install", "-at_install")
class TestReasonLanguage(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    def test_in_the_readers_language(self):
        """One decision is told to each reader in the reader's own language."""
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        translations = {("service_repair", "zh_CN"): CHINESE}
        with patch.dict(code_translations.python_translations, translations):
            chinese = ticket.with_context(lang="zh_CN").routing_reason
        self.assertEqual(
            chinese,
            "泸溪县 → 当地没有网点 → 湘西州 → 吉首站（今日第 1 单，上限 6）",
        )
        self.assertEqual(
            ticket.with_context(lang="en_US").routing_reason,
            "泸溪县 → no station there → 湘西州 → 吉首站 (1 of 6 today)",
        )

    def test_moments_in_the_readers_zone(self):
        """A pause's end is told in the reader's time zone."""
        self.fenghuang.write(
            {"intake_paused": True, "pause_until": "2100-01-01 16:00:00"}
        )
        ticket = self._create_ticket()
        for zone, hour in (("Asia/Shanghai", "00:00"), ("Asia/Tokyo", "01:00")):
            reason = ticket.with_context(tz=zone, lang="zh_CN").routing_reason
            self.assertRegex(reason, rf" {hour} ")

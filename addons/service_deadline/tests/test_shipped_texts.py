from unittest.mock import patch

from odoo.addons.base.tests.common import BaseCommon

TELECOM = "CN_TEL_OPERATOR_REPLY_15D"
CHINESE = "zh_CN"


class TestShippedTexts(BaseCommon):
    """What people read about a policy: in their language, and theirs to change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(CHINESE)

    def setUp(self):
        super().setUp()
        self._upgrade()
        self.policies = self.env["service.deadline.policy"].with_context(
            active_test=False
        )
        self.policy = self.policies.search([("code", "=", TELECOM)])
        self.chinese = self.policy.with_context(lang=CHINESE)

    def _upgrade(self, **context):
        self.env["service.deadline.policy"].with_context(**context)._load_shipped()

    def _deliver(self, **texts):
        """As if an earlier version had delivered these texts instead."""
        self.policy.shipped = {**self.policy.shipped, **texts}
        for name, text in texts.items():
            lang = CHINESE if name.endswith("_zh") else "en_US"
            field = name.removesuffix("_zh")
            self.policy.with_context(lang=lang)[field] = text

    def _forget_chinese(self, policies):
        """As a database was that was made before there was Chinese."""
        for policy in policies:
            for name in ("holder_text", "source", "article", "on_breach", "notes"):
                policy.update_field_translations(name, {CHINESE: False})
            kept = policy.shipped.items()
            policy.shipped = {k: v for k, v in kept if not k.endswith("_zh")}

    def test_texts_are_in_both_languages(self):
        self.assertEqual(self.policy.article, "art. 10(4)")
        self.assertEqual(self.chinese.article, "第十条第四项")
        self.assertEqual(self.chinese.name, "电信业务经营者答复用户投诉")
        self.assertEqual(self.chinese.holder_text, "电信业务经营者")

    def test_no_shipped_text_lacks_its_chinese(self):
        """A text that a reader of Chinese would see in English is one too many."""
        shipped = self.policies.search([("shipped", "!=", False)])
        for policy in shipped:
            chinese = policy.with_context(lang=CHINESE)
            for name in ("name", "holder_text", "source", "article", "notes"):
                if policy.shipped[name]:
                    self.assertNotEqual(policy[name], chinese[name], policy.code)

    def test_a_changed_chinese_text_stays(self):
        self.chinese.article = "第九条"
        self._deliver(article="art. 9")
        self._upgrade()
        self.assertEqual(self.policy.article, "art. 10(4)")
        self.assertEqual(self.chinese.article, "第九条")

    def test_a_corrected_chinese_text_arrives(self):
        self._deliver(article_zh="第九条", name_zh="答复")
        self._upgrade()
        self.assertEqual(self.chinese.article, "第十条第四项")
        self.assertEqual(self.chinese.name, "电信业务经营者答复用户投诉")

    def test_chinese_of_a_changed_english_text_stays(self):
        """It would tell of another article than the one that a manager wrote."""
        self._deliver(article_zh="第九条")
        self.policy.article = "art. 8"
        self._upgrade()
        self.assertEqual(self.policy.article, "art. 8")
        self.assertEqual(self.chinese.article, "第九条")

    def test_a_database_from_before_gets_chinese(self):
        """But for a text that somebody had put into their own words."""
        self._forget_chinese(self.policy)
        self._deliver(source="电信用户申诉处理办法 (MIIT Order 35)")
        self.policy.holder_text = "运营商"
        self._upgrade()
        self.assertEqual(self.chinese.article, "第十条第四项")
        self.assertIn("《电信用户申诉处理办法》", self.chinese.source)
        self.assertIn("MIIT Order 35", self.policy.source)
        self.assertEqual(self.chinese.holder_text, "运营商")

    def test_a_name_that_a_po_file_brought_is_kept(self):
        """Names were translated before; whoever had renamed one in Chinese stays."""
        before = {k: v for k, v in self.policy.shipped.items() if k != "name_zh"}
        self.chinese.name = "运营商答复"
        self.policy.shipped = before
        self._upgrade()
        self.assertEqual(self.chinese.name, "运营商答复")

    def test_a_language_that_comes_later_is_filled(self):
        self._forget_chinese(self.policy)
        self.assertEqual(self.chinese.article, "art. 10(4)")
        self.env["ir.module.module"]._load_module_terms(["service_deadline"], [CHINESE])
        self.assertEqual(self.chinese.article, "第十条第四项")

    def test_who_reads_chinese_may_upgrade(self):
        self._deliver(article="art. 9", article_zh="第九条")
        self._upgrade(lang=CHINESE)
        self.assertEqual(self.policy.article, "art. 10(4)")
        self.assertEqual(self.chinese.article, "第十条第四项")

    def test_translating_tells_nobody(self):
        """Followers of a policy hear of changed rules, not of 104 translations."""
        self._deliver(name_zh="答复", article_zh="第九条")
        before = self.policy.message_ids
        self._upgrade(tracking_disable=False, mail_notrack=False)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(self.chinese.name, "电信业务经营者答复用户投诉")
        self.assertEqual(self.policy.message_ids, before)

    def test_an_upgrade_that_brings_nothing_writes_nothing(self):
        """It asks a few times for all policies, not once for each of the 104."""
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        with patch.object(type(self.policies), "write") as write:
            self.policies._load_policies()
        write.assert_not_called()
        self.assertLess(self.env.cr.sql_log_count - before, 40)

from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .taxonomy_common import TaxonomyCase

SCREENS = {
    "consumer_respondent_action": ("list", "kanban", "form", "search"),
    "consumer_nature_action": ("list", "form", "search"),
    "consumer_right_action": ("list", "form", "search"),
    "consumer_practice_action": ("list", "form", "search"),
    "consumer_exhibit_kind_action": ("list", "form", "search"),
    "consumer_checklist_line_action": ("list", "search"),
}
MODELS = (
    "consumer.nature",
    "consumer.right",
    "consumer.practice",
    "consumer.exhibit.kind",
    "consumer.checklist.line",
)


@tagged("post_install", "-at_install")
class TestTaxonomyChinese(TaxonomyCase):
    """What complaints point to reads as Chinese, and as English."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chinese.load(cls.env, "service_region", "consumer_complaints")

    def test_screens(self):
        env = self.env(user=self.manager, context={"lang": "zh_CN"})
        for screen, kinds in SCREENS.items():
            action = env["ir.actions.act_window"]._for_xml_id(
                f"consumer_complaints.{screen}"
            )
            views = [(False, kind) for kind in kinds]
            labels = list(chinese.labels_of_views(env, action["res_model"], views))
            labels += [action["name"], action["help"]]
            with self.subTest(screen):
                self.assertGreater(len(labels), 8)
                self.assertEqual(chinese.english(labels), [])

    def test_data(self):
        """Each text of each entry is there in both languages."""
        for model in MODELS:
            entries = self.env[model].search([("shipped", "!=", False)])
            texts = [n for n, field in entries._fields.items() if field.translate]
            for name in texts:
                here = entries.with_context(lang="zh_CN").mapped(name)
                english = entries.with_context(lang="en_US").mapped(name)
                with self.subTest(model=model, field=name):
                    self.assertTrue(all(here))
                    self.assertEqual(chinese.english(here), [])
                    mixed = [text for text in english if chinese.CHINESE.search(text)]
                    self.assertEqual(mixed, [])

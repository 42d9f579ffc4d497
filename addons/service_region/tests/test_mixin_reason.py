from unittest.mock import patch

from odoo.tools.translate import code_translations

from ..rules.wording import TEMPLATES
from .common import RegionCommon
from .fake_place import use_fake_place


class TestMixinReason(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.place = use_fake_place(cls).create({"address": "没有地方"})

    def test_reason_in_the_readers_language(self):
        """The reason is worded when it is read, in the language of who reads it."""
        words = {TEMPLATES["no_place"]: "未提到任何地方"}
        english = self.place.with_context(lang="en_US").region_reason
        with patch.object(
            code_translations, "get_python_translations", lambda module, lang: words
        ):
            chinese = self.place.with_context(lang="zh_CN").region_reason
        self.assertEqual(english, TEMPLATES["no_place"])
        self.assertEqual(chinese, "未提到任何地方")

    def test_templates_are_translated_in_this_addon(self):
        """The words of a reason are looked up among this addon's translations."""
        asked = []

        def get_python_translations(module, lang):
            asked.append((module, lang))
            return {}

        with patch.object(
            code_translations, "get_python_translations", get_python_translations
        ):
            self.assertTrue(self.place.with_context(lang="zh_CN").region_reason)
        self.assertIn(("service_region", "zh_CN"), asked)

    def test_steps_of_an_earlier_version(self):
        """Steps that are worded no more do not keep a record from being opened."""
        for step in (["gone", {}], ["named", {"gone": 1}]):
            self.place.region_resolution = {"steps": [step], "candidates": []}
            self.assertIn("earlier version", self.place.region_reason)

from odoo.exceptions import UserError

from .taxonomy_common import TaxonomyCase


class TestShipped(TaxonomyCase):
    """What comes with the app is all there, and follows it without losing changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exit = cls._ref("practice_obs_01")

    def _upgrade(self, entry, **delivered):
        """Load anew, as if the last delivery had had these values."""
        entry.shipped = {**entry.shipped, **delivered}
        self.env[entry._name]._load_shipped()

    def test_all_are_there(self):
        """Ten natures, nine rights, twelve codes of ours, 15 types, 7 groups."""
        counts = {
            model: self.env[model].search_count([("shipped", "!=", False)])
            for model in ("consumer.nature", "consumer.right", "consumer.practice")
        }
        self.assertEqual(list(counts.values()), [10, 9, 12 + 15 + 7])
        groups = self.env["consumer.practice"]._read_group(
            [("shipped", "!=", False)], ["taxonomy"], ["__count", "group:array_agg"]
        )
        found = {each: (count, len(set(names))) for each, count, names in groups}
        self.assertEqual(found["mathur"], (15, 7))
        self.assertEqual(found["oecd"], (7, 7))
        self.assertEqual(found["house"][0], 12)

    def test_every_practice_has_its_law_and_its_rights(self):
        practices = self.env["consumer.practice"].search([])
        for name in ("definition", "group", "law", "verification", "right_ids"):
            self.assertFalse(practices.filtered(lambda p, n=name: not p[n]), name)

    def test_the_green_channel_begins_with_changes_of_plan(self):
        green = self.env["consumer.practice"].search([("is_green", "=", True)])
        numbers = ("01", "02", "03", "04", "05", "10")
        self.assertEqual(green.mapped("code"), [f"OBS-{number}" for number in numbers])

    def test_every_nature_and_code_of_ours_has_a_checklist(self):
        self.assertTrue(all(self.env["consumer.nature"].search([]).mapped("active")))
        for nature in self.env["consumer.nature"].search([]):
            self.assertTrue(nature.checklist_ids, nature.name)
        for practice in self.env["consumer.practice"].search(
            [("taxonomy", "=", "house")]
        ):
            self.assertTrue(practice.checklist_ids.filtered("required"), practice.code)

    def test_a_changed_field_stays(self):
        """A manager's own words and choices outlive upgrades."""
        self.exit.with_user(self.manager).write(
            {"name": "No Way Out", "is_green": False}
        )
        self._upgrade(self.exit, law="an older law")
        self.assertEqual(self.exit.name, "No Way Out")
        self.assertFalse(self.exit.is_green)

    def test_an_untouched_field_follows(self):
        """A correction arrives beside a change of theirs."""
        law = self.exit.law
        self.exit.write({"law": "an older law", "name": "No Way Out"})
        self._upgrade(self.exit, law="an older law")
        self.assertEqual(self.exit.law, law)
        self.assertEqual(self.exit.name, "No Way Out")

    def test_links_follow_too(self):
        rights = self.exit.right_ids
        older = self._ref("right_safety")
        self.exit.right_ids = older
        self._upgrade(self.exit, right_ids=older.ids)
        self.assertEqual(self.exit.right_ids, rights)

    def test_chosen_links_stay(self):
        mine = self._ref("right_safety")
        self.exit.right_ids = mine
        self._upgrade(self.exit, name="an older name")
        self.assertEqual(self.exit.right_ids, mine)

    def test_chinese_follows_by_itself(self):
        """Each language is kept or follows on its own."""
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = self.exit.with_context(lang="zh_CN")
        chinese.write({"name": "旧名", "definition": "我的定义"})
        self._upgrade(self.exit, name_zh="旧名")
        self.assertEqual(chinese.name, "退出入口缺失")
        self.assertEqual(chinese.definition, "我的定义")
        self.assertEqual(self.exit.name, "Hidden Exit")

    def test_what_was_archived_stays_archived(self):
        self.exit.active = False
        self._upgrade(self.exit, name="an older name")
        self.assertFalse(self.exit.active)

    def test_loading_again_makes_nothing_twice(self):
        before = self.env["consumer.checklist.line"].search_count([])
        self.env["consumer.checklist.line"]._load_shipped()
        self.assertEqual(self.env["consumer.checklist.line"].search_count([]), before)

    def test_what_somebody_made_before_us_is_adopted(self):
        """An entry with the code of a later delivery is theirs and stays so."""
        self.env["ir.model.data"].search(
            [("model", "=", "consumer.practice"), ("res_id", "=", self.exit.id)]
        ).unlink()
        self.exit.write({"shipped": False, "name": "Our Own"})
        self.env["consumer.practice"]._load_shipped()
        self.assertEqual(self._ref("practice_obs_01"), self.exit)
        self.assertEqual(self.exit.name, "Our Own")

    def test_shipped_entries_are_archived_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.exit.with_user(self.manager).unlink()

    def test_own_entries_are_deleted(self):
        mine = self.env["consumer.nature"].with_user(self.manager)
        mine.create({"code": "mine", "name": "Mine"}).unlink()

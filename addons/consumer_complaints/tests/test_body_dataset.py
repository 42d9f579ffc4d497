from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError

from ..models import consumer_body_dataset
from ..rules.body_data import read_bodies
from .body_common import BodyCommon


class TestBodyDataset(BodyCommon):
    """The shipped bodies come in, follow the data, and leave people's changes alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = read_bodies(consumer_body_dataset.DATA)

    def _load(self, *changes, without=()):
        """Load the shipped bodies with some of them changed: (code, values)."""
        changed = dict(changes)
        rows = [
            {**row, **changed.get(row["code"], {})}
            for row in self.rows
            if row["code"] not in without
        ]
        known = {row["code"] for row in self.rows}
        template = self.rows[0]
        rows += [
            {**template, "code": code, **values}
            for code, values in changed.items()
            if code not in known
        ]
        with patch.object(consumer_body_dataset, "read_bodies", return_value=rows):
            return self.Body._load_shipped()

    def test_all_are_there(self):
        """Every row of the files is a body, with its region, sectors and both names."""
        bodies = self.Body.with_context(active_test=False).search([])
        shipped = bodies.filtered("shipped")
        self.assertEqual(set(shipped.mapped("code")), {r["code"] for r in self.rows})
        body = self._body("CN-TA-330000")
        self.assertEqual(body.region_id, self._region("330000"))
        self.assertEqual(body.sector_ids.mapped("code"), ["telecom"])
        self.assertEqual((body.answer_days, body.charge_bar_months), (15, 5))
        self.assertEqual(
            body.with_context(lang="en_US").name,
            "Zhejiang Communications Administration, telecom user appeals",
        )
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(
            body.with_context(lang="zh_CN").name,
            "浙江省通信管理局电信用户申诉受理机构",
        )

    def test_areas(self):
        """A county's body is looked for in its city, others in their own region."""
        for code, area in (
            ("CN-CA-330106", "330100"),
            ("CN-CA-330100", "330100"),
            ("CN-CA-500103", "500000"),
            ("CN-CA", "CN"),
        ):
            with self.subTest(code):
                self.assertEqual(self._body(code).area_id, self._region(area))

    def test_loading_again_changes_nothing(self):
        self.assertEqual(self._load(), 0)

    def test_values_follow_the_data(self):
        body = self._body("CN-CA-330106")
        done = self._load(("CN-CA-330106", {"phone": "0571-1", "answer_days": 3}))
        self.assertEqual(done, 1)
        self.assertEqual((body.phone, body.answer_days), ("0571-1", 3))

    def test_changes_of_ours_stay(self):
        """What a manager changed stays; what they did not change follows."""
        body = self._body("CN-CA-330106").with_user(self.manager)
        body.write({"phone": "12345", "active": False})
        sectors = body.sector_ids.search([("code", "=", "goods")])
        body.sector_ids = sectors
        self._load(
            ("CN-CA-330106", {"phone": "0571-1", "url": "https://x", "sectors": []})
        )
        self.assertRecordValues(
            body, [{"phone": "12345", "url": "https://x", "active": False}]
        )
        self.assertEqual(body.sector_ids, sectors)
        self._load(("CN-CA-330106", {"phone": "0571-2"}))
        self.assertEqual(body.phone, "12345", "also at the second upgrade")

    def test_names_of_ours_stay(self):
        body = self._body("CN-CA-330106")
        body.with_user(self.manager).name = "West Lake Council"
        self._load(("CN-CA-330106", {"name": {"en_US": "A", "zh_CN": "B"}}))
        self.assertEqual(body.with_context(lang="en_US").name, "West Lake Council")

    def test_sectors_follow_the_data(self):
        body = self._body("CN-TA-330000")
        self._load(("CN-TA-330000", {"sectors": ["telecom_tv"]}))
        self.assertEqual(body.sector_ids.mapped("code"), ["telecom_tv"])

    def test_new_bodies(self):
        self._load(("CN-NEW", {"name": {"en_US": "New", "zh_CN": "新"}}))
        self.assertEqual(self._body("CN-NEW").name, "New")

    def test_bodies_gone_from_the_data(self):
        """They are archived, not lost; who wants one back keeps it."""
        body = self._body("CN-CA-330106")
        self._load(without={"CN-CA-330106"})
        self.assertFalse(body.active)
        body.with_user(self.manager).active = True
        self._load(without={"CN-CA-330106"})
        self.assertTrue(body.active)
        self._load()
        self.assertTrue(body.active)

    def test_a_body_of_ours_under_a_code_that_is_shipped_later(self):
        own = self._create_body("CN-NEW", name="Ours")
        self._load(("CN-NEW", {"name": {"en_US": "New", "zh_CN": "新"}}))
        self.assertEqual(own.name, "Ours")
        self.assertFalse(own.shipped)

    def test_shipped_bodies_are_not_deleted_or_recoded(self):
        body = self._body("CN-CA-330106").with_user(self.manager)
        with self.assertRaisesRegex(UserError, "can't be deleted"):
            body.unlink()
        with self.assertRaisesRegex(ValidationError, "code of a shipped body"):
            body.code = "CN-CA-1"
        own = self._create_body().with_user(self.manager)
        own.unlink()
        self.assertFalse(own.exists())

    def test_in_bulk(self):
        """All bodies come in with a few statements, as at an installation."""
        self.env.cr.execute("DELETE FROM consumer_body WHERE shipped IS NOT NULL")
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            done = self._load()
        self.assertEqual(done, len(self.rows))

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from .body_common import BodyCommon


class TestBody(BodyCommon):
    """What a body must be, and how it is found."""

    def test_region_of_its_level(self):
        """A county's body is for a county; a national one for no division."""
        county = self._region("330106").id
        for level, region in (
            ("county", False),
            ("province", county),
            ("national", county),
        ):
            with (
                self.subTest(level),
                self.assertRaisesRegex(ValidationError, "level"),
                self.env.cr.savepoint(),
            ):
                self._create_body(level=level, region_id=region)
        self._create_body(level="county", region_id=county)

    def test_region_of_its_country(self):
        with self.assertRaisesRegex(ValidationError, "does not lie in"):
            self._create_body(
                level="county",
                region_id=self._region("330106").id,
                country_id=self.env.ref("base.fr").id,
            )

    @mute_logger("odoo.sql_db")
    def test_one_body_a_code(self):
        with self.assertRaises(IntegrityError):
            self._create_body("CN-CA")

    @mute_logger("odoo.sql_db")
    def test_terms_are_not_negative(self):
        with self.assertRaises(IntegrityError):
            self._create_body(answer_days=-1)

    def test_those_of_the_own_country_come_first(self):
        """By code alone a list began abroad; an order that was chosen stays."""
        abroad = self._create_body("AA-1", country_id=self.env.ref("base.us").id)
        home = self._create_body("ZZ-1")
        for country, order in ((home, home + abroad), (abroad, abroad + home)):
            self.env.company.country_id = country.country_id
            both = [("id", "in", order.ids)]
            self.assertEqual(self.Body.search(both), order)
            self.assertEqual(self.Body.search(both, order="code"), abroad + home)
            links = self.env["consumer.referral"]._search([], order="body_id")
            self.env.execute_query(links.select())

    def test_the_tree(self):
        """Above a county's association is the city's, and so on up to the nation's."""
        body, found = self._body("CN-CA-330106"), []
        while body := body.parent_id:
            found.append(body.code)
        self.assertEqual(found, ["CN-CA-330100", "CN-CA-330000", "CN-CA"])
        # Jiyuan lies in its province without a city between
        self.assertEqual(self._body("CN-MR-419001").parent_id.code, "CN-MR-410000")
        self.assertEqual(self._body("CN-FA-330200").parent_id.code, "CN-FA-330000")

    def test_the_tree_takes_few_queries(self):
        bodies = self.Body.search([("code", "=like", "CN-CA-33%")])
        self.assertGreater(len(bodies), 90)
        bodies.invalidate_model()
        with self.assertQueryCount(4):
            bodies.mapped("parent_id.code")

    def test_below(self):
        action = self._body("CN-CA-330000").action_open_below()
        below = self.Body.search(action["domain"])
        self.assertIn(self._body("CN-CA-330106"), below)
        self.assertFalse(below.filtered(lambda body: body.code[:8] != "CN-CA-33"))

    def test_found_by_region(self):
        """The panel of regions: a province holds its cities' and counties' bodies."""
        domain = [("area_id", "child_of", self._region("330000").id)]
        found = self.Body.search(domain)
        self.assertIn(self._body("CN-MR-330106"), found)
        self.assertIn(self._body("CN-TA-330000"), found)
        self.assertNotIn(self._body("CN-MR-410105"), found)

    def test_the_panel_of_regions_is_short(self):
        """Provinces and cities, not the counties below them."""
        panel = self.Body.search_panel_select_range(
            "area_id", enable_counters=False, expand=False, hierarchize=True, limit=0
        )
        self.assertLess(len(panel["values"]), 400)
        self.assertEqual(panel["parent_field"], "parent_id")

    def test_found_by_name_and_code(self):
        body = self._body("CN-CA-430000")
        for text in ("CN-CA-430000", "湖南省消费者权益"):
            with self.subTest(text):
                found = self.Body.with_context(lang="zh_CN").name_search(text, limit=1)
                self.assertEqual([id_ for id_, _name in found], body.ids)

    def test_what_nobody_looked_up(self):
        unverified = self.Body.search([("is_verified", "=", False)])
        self.assertIn(self._body("CN-CA-150000"), unverified)  # from memory
        self.assertIn(self._body("CN-CA-330106"), unverified)  # by its province's usage
        self.assertNotIn(self._body("CN-CA-330000"), unverified)
        verified = self.Body.search([("is_verified", "=", True)])
        self.assertFalse(verified & unverified)
        self.assertEqual(len(verified | unverified), self.Body.search_count([]))

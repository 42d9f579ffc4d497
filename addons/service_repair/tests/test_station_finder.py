import re

from odoo.tests import HttpCase, tagged

from .common import FENGHUANG, HUNAN
from .visits import VisitCase


@tagged("post_install", "-at_install")
class TestStationFinder(VisitCase, HttpCase):
    """Who looks for a station finds those that may be shown, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["service.station"].search([]).in_finder = False
        (cls.fenghuang | cls.jishou).in_finder = True
        cls.fenghuang.write(
            {
                "is_round_the_clock": False,
                "calendar_id": cls._create_calendar("08-18", 8, 18, days=5).id,
                "verified_on": "2026-02-01",
                "notes": "内部：只接熟客",
            }
        )
        cls.fenghuang.partner_id.write(
            {
                "street": "示范巷 3 号",
                "phone": "0743-3000002",
                "partner_latitude": 27.95,
                "partner_longitude": 109.6,
            }
        )
        cls.jishou.partner_id.write(
            {"partner_latitude": 28.31, "partner_longitude": 109.73}
        )

    def _find(self, query=""):
        answer = self.url_open(f"/service/stations{query}", allow_redirects=False)
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def _names(self, text):
        return re.findall(r'<h2 class="h5 mb-1">([^<]+)', text)

    def test_by_the_tree(self):
        """Province, prefecture, county; the numbers are those of the stations."""
        page = self._find()
        self.assertIn(f"?region={self.regions[HUNAN].id}", page)
        self.assertFalse(self._names(page))
        page = self._find(f"?region={self.regions[HUNAN].id}")
        self.assertEqual(set(self._names(page)), {"凤凰站", "吉首站"})
        page = self._find(f"?region={self.regions[FENGHUANG].id}")
        self.assertIn("凤凰站", self._names(page))

    def test_shows_what_is_public(self):
        page = self._find("?place=凤凰县")
        for shown in ("示范巷 3 号", "0743-3000002", "Mon–Fri 08:00–18:00", "Verified"):
            self.assertIn(shown, page)
        self.assertNotIn("内部", page)
        self.assertNotIn("李强", page)

    def test_nearest_first(self):
        page = self._find("?lat=28.30&lng=109.70")
        self.assertEqual(self._names(page), ["吉首站", "凤凰站"])
        self.assertIn("km from you", page)

    def test_several_places_are_meant(self):
        page = self._find("?place=鼓楼区")
        self.assertIn("Which of these places?", page)
        self.assertFalse(self._names(page))

    def test_hidden_station(self):
        self.fenghuang.in_finder = False
        self.assertNotIn("凤凰站", self._find("?place=凤凰县"))
        self.assertNotIn("凤凰站", self._find("?lat=27.95&lng=109.6"))

    def test_pages(self):
        for number in range(12):
            self._create_station(
                f"分站{number:02d}", region_id=self.regions[FENGHUANG].id
            )
        query = f"?region={self.regions[FENGHUANG].id}"
        first = self._names(self._find(query))
        second = self._names(self._find(f"/page/2{query}"))
        self.assertEqual(len(first), 10)
        self.assertFalse(set(first) & set(second))

    def test_nonsense(self):
        for query in (
            "?region=x",
            "?region=999999999",
            "?region=99999999999999999999",
            "?lat=91&lng=0",
            "?lat=nan&lng=inf",
            "?lat=1",
            "?place=%00",
            "?place=" + "a" * 3000,
            "/page/0",
            "/page/99999999",
            "?page=-5&lat=28&lng=109",
            "?page=x",
            "?page=²",
        ):
            self._find(query)

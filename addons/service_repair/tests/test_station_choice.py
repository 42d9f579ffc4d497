from odoo.tests import tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestStationChoice(RepairCase):
    """What a dispatcher is offered in the station field of a ticket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.locks, cls.doors = cls.env["product.category"].create(
            [{"name": "Locks"}, {"name": "Doors"}]
        )
        cls.others = cls.env["service.station"].search([])
        # stations are ordered by name elsewhere: A to E
        cls.far = cls._add("A", "530102")  # 昆明市五华区
        cls.province = cls._add("B", "430102")  # 长沙市芙蓉区
        cls.prefecture = cls._add("C", "433101")
        cls.doors_only = cls._add("D", "433123", category_id=cls.doors.id)
        cls.county = cls._add("E", "433123", daily_capacity=6)
        cls.unknown = cls._add("F", None)

    @classmethod
    def _add(cls, name, code, category_id=False, **values):
        region = cls._region(code) if code else cls.env["service.region"]
        lines = [(0, 0, {"region_id": region.id, "category_id": category_id})]
        return cls.env["service.station"].create(
            {
                "name": name,
                "region_id": region.id,
                "coverage_ids": lines if code else [],
                **values,
            }
        )

    def _search(self, name="", region=None, category=None, **options):
        context = {
            "choice_region_id": region.id if region else False,
            "choice_category_id": category.id if category else False,
        }
        Station = self.env["service.station"].with_user(self.dispatcher)
        return Station.with_context(**context).web_name_search(
            name,
            {"display_name": {}},
            domain=[("id", "not in", self.others.ids)],
            **options,
        )

    def _offered(self, *args, **options):
        return [found["display_name"] for found in self._search(*args, **options)]

    def test_nearest_station_comes_first(self):
        """Same county, prefecture, province, then the others; in the county those that
        serve the product before those that do not."""
        region = self._region("433123")
        self.assertEqual(self._offered("", region, self.locks), list("EDCBAF"))
        self.assertEqual(self._offered("", region, self.doors), list("DECBAF"))

    def test_line_says_why(self):
        """How near it is, whether it serves the product and how full it is stands in
        the line, beside the name."""
        region = self._region("433123")
        lines = {
            found["display_name"]: found["__formatted_display_name"]
            for found in self._search("", region, self.locks)
        }
        self.assertEqual(lines["E"], "E\t--same county · 0 of 6 today--")
        self.assertEqual(
            lines["D"], "D\t--same county · not for this product · 0 today--"
        )
        self.assertEqual(lines["C"], "C\t--same prefecture · 0 today--")
        self.assertEqual(lines["F"], "F\t--not for this product · 0 today--")

    def test_full_and_paused_stations_come_last_of_the_county(self):
        """They can be chosen all the same, but not by oversight."""
        region = self._region("433123")
        self.county.daily_capacity = 1
        self._create_ticket(station_id=self.county.id)
        self.assertEqual(self._offered("", region)[:2], ["D", "E"])
        self.county.daily_capacity = 6
        self.county.intake_paused = True
        self.assertEqual(self._offered("", region)[:2], ["D", "E"])

    def test_typing_searches_all(self):
        """What is typed is searched among all stations, however far, and the list is
        cut only after it was put in order."""
        region = self._region("433123")
        self.assertEqual(self._offered("A", region), ["A"])
        self.assertEqual(self._offered("", region, self.locks, limit=1), ["E"])
        self.assertEqual(self._offered("", region, self.doors, limit=1), ["D"])

    def test_station_that_says_not_where_it_stands(self):
        """It is as near as what it covers."""
        self.prefecture.region_id = False
        self.assertEqual(self._offered("", self._region("433123"))[:3], list("DEC"))

    def test_unknown_place(self):
        """Without a place the product and the load decide."""
        self.assertEqual(self._offered("", None, self.locks), list("ABCEDF"))

    def test_other_fields_are_as_they_were(self):
        """Who searches stations for something else gets them by name."""
        Station = self.env["service.station"].with_user(self.dispatcher)
        found = Station.name_search(domain=[("id", "not in", self.others.ids)])
        self.assertEqual([name for _id, name in found], list("ABCDEF"))

    def test_queries_do_not_grow(self):
        """Many stations cost as many queries as few."""

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._search("", self._region("433123"), self.locks, limit=8)
            return self.env.cr.sql_log_count - before

        queries()  # fills caches
        few = queries()
        for number in range(20):
            self._add(f"G{number}", "433101" if number % 2 else "530102")
        self.assertLessEqual(queries(), few)

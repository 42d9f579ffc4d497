from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import FENGHUANG, HUNAN, JISHOU, XIANGXI, RepairCase


@tagged("post_install", "-at_install")
class TestConfiguration(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Other Service"})
        cls.manager.company_ids += cls.company
        cls.manager.company_id = cls.company
        cls.jishou = cls._create_own("吉首站", [XIANGXI])
        cls.fenghuang = cls._create_own("凤凰站", [FENGHUANG])
        cls.issues = cls.env["service.configuration.issue"].with_user(cls.manager)
        cls.issues = cls.issues.with_context(allowed_company_ids=cls.company.ids)

    @classmethod
    def _create_own(cls, name, codes):
        return cls._create_station(
            name,
            codes,
            company_id=cls.company.id,
            calendar_id=cls.company.resource_calendar_id.id,
        )

    def _found(self, kind):
        self.issues._check()
        return self.issues.search([("kind", "=", kind)])

    def _hole(self, code):
        regions = self._found("uncovered").region_id
        return self._region(code) in regions

    def test_check_fix_gone(self):
        """A county that nobody serves is in the list until somebody does."""
        self.assertFalse(self._hole(FENGHUANG))
        self.jishou.coverage_ids.unlink()
        self.fenghuang.coverage_ids.region_id = self._region(JISHOU)
        self.assertTrue(self._hole(FENGHUANG))
        issue = self._found("uncovered").filtered(
            lambda i: i.region_id == self._region(FENGHUANG)
        )
        self.assertIn("湖南省", issue.description)
        self.assertEqual(issue.action_go()["target"], "new")
        with self.assertRaises(UserError):
            issue.action_cover()
        issue.helper_id = self.fenghuang
        issue.action_cover()
        self.assertFalse(issue.exists())
        self.assertFalse(self._hole(FENGHUANG))
        self.assertAt(self._create_ticket(company_id=self.company.id), self.fenghuang)

    def test_whole_provinces_are_named_once(self):
        """A province without any station is one line, not one for each county."""
        holes = self._found("uncovered")
        hebei = self._region("130000")
        inside = holes.filtered(
            lambda i: hebei in (i.region_id | i.region_id.parent_id)
        )
        self.assertEqual(inside.region_id, hebei)
        self.assertGreater(inside.count, 100)
        self.assertNotIn(self._region(HUNAN), holes.region_id)

    def test_abolished_region_gives_way_to_its_successors(self):
        """Putting right replaces the region by those that took over its territory,
        once, and without taking from the station what it has already."""
        region = self.env["service.region"].with_context(active_test=False)
        former = region.search(
            [("until", ">", 0), ("successor_ids.active", "=", True)], limit=1
        )
        line = self.env["service.coverage"].create(
            {"station_id": self.fenghuang.id, "region_id": former.id}
        )
        issue = self._found("abolished")
        self.assertEqual(issue.coverage_id, line)
        self.assertTrue(issue.can_fix)
        issue.action_fix()
        self.assertFalse(self._found("abolished"))
        self.assertFalse(line.active)
        became = former.successor_ids.filtered("active")
        self.assertLessEqual(became, self.fenghuang.coverage_ids.region_id)

    def test_spare_coverage_is_put_right(self):
        """A line that changes nothing goes; tickets stay where they were."""
        spare = self.env["service.coverage"].create(
            {"station_id": self.jishou.id, "region_id": self._region(JISHOU).id}
        )
        issue = self._found("redundant")
        self.assertEqual(issue.coverage_id, spare)
        issue.action_fix()
        self.assertFalse(spare.active)
        self.assertFalse(self._found("redundant"))
        values = {"company_id": self.company.id}
        self.assertAt(self._create_ticket("湖南省吉首市", **values), self.jishou)

    def test_station_without_people_or_telephone(self):
        """What a station lacks leads to the station, and is gone once it is there."""
        issue = self._found("no_people").filtered(
            lambda i: i.station_id == self.fenghuang
        )
        action = issue.action_go()
        self.assertEqual(action["res_id"], self.fenghuang.id)
        self.assertEqual(action["res_model"], "service.station")
        self.fenghuang.user_ids = self.technician
        self.fenghuang.phone = "0743-0000000"
        self.assertNotIn(self.fenghuang, self._found("no_people").station_id)
        self.assertNotIn(self.fenghuang, self._found("no_phone").station_id)

    def test_what_still_holds_keeps_its_place(self):
        """Looking again leaves the lines of a list that still hold as they were."""
        before = self._found("no_people")
        self.fenghuang.phone = "0743-0000000"
        self.assertEqual(self._found("no_people"), before)

    def test_queries_do_not_grow_with_the_set_up(self):
        """As many queries for forty stations as for two."""
        self._found("uncovered")
        check = self.env["service.configuration.check"]
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            check._findings(self.company)
            counts.append(self.cr.sql_log_count - before)
            for number in range(40):
                self._create_own(f"站{number}", [XIANGXI])
        self.assertEqual(*counts)

    def test_only_managers_check(self):
        """Dispatchers set up nothing, so the list is not for them."""
        with self.assertRaises(AccessError):
            self.issues.with_user(self.dispatcher)._check()

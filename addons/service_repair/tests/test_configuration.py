from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import Form, tagged

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

    def test_what_loses_work_comes_first(self):
        """The list begins with places that nobody serves, the largest of them first."""
        self.issues._check()
        found = self.issues.search([])
        self.assertEqual(set(found.mapped("severity")), {"1", "2", "3"})
        self.assertEqual(found.mapped("severity"), sorted(found.mapped("severity")))
        places = found.filtered(lambda i: i.kind == "uncovered")
        first = found.filtered(lambda i: "dispatch" not in i.kind)[: len(places)]
        self.assertEqual(first, places)
        self.assertEqual(places[0].count, max(places.mapped("count")))

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

    def _choose(self, **values):
        """Check as the dialog does, after these choices."""
        action = self.issues.action_choose()
        scope = Form(self.issues.env[action["res_model"]])
        for name, value in values.items():
            scope[name] = value
        return scope.save().action_check()

    def test_check_for_a_category(self):
        """For a category that only one county's station takes, the others are holes,
        by its name; filling one with that category closes it, and the menu asks for
        everything again."""
        safes = self.env["product.category"].create({"name": "Safes"})
        locks = self.env["product.category"].create({"name": "Locks"})
        self.jishou.coverage_ids.category_id = locks
        self.fenghuang.coverage_ids.category_id = safes
        only = self._found("some_products")
        self.assertIn("Locks", " ".join(only.mapped("description")))

        self.assertIn("Safes", self._choose(category_id=safes)["display_name"])
        self.assertFalse(self._hole(FENGHUANG))
        issue = self.issues.search([("region_id", "=", self._region(JISHOU).id)])
        self.assertRegex(issue.description, "^Safes: No station serves .*吉首市")
        self.assertEqual(issue.present_ids, self.jishou)
        self.assertEqual(issue.category_id, safes)
        issue.helper_id = self.fenghuang
        issue.action_cover()
        self.assertFalse(issue.exists())
        self.assertEqual(self.fenghuang.coverage_ids.category_id, safes)

        self.issues.action_open()
        kinds = self.issues.search([("region_id.name", "=", "吉首市")])
        self.assertEqual(kinds.mapped("kind"), ["some_products"])

    def _emergencies_missing(self, **choice):
        self._choose(**choice)
        region = self._region(XIANGXI)
        found = self.issues.search([("region_id", "=", region.id)])
        return found.filtered(lambda i: i.kind in ("some_hours", "no_hour"))

    def test_check_for_an_hour(self):
        """A station with office hours leaves its nights open, not its days; who is
        chosen for them gets emergencies only."""
        shift = {"name": "Day", "hour_from": 9, "hour_to": 17}
        shifts = [Command.create({**shift, "dayofweek": str(n)}) for n in range(5)]
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Office",
                "tz": "Asia/Shanghai",
                "company_id": self.company.id,
                "attendance_ids": shifts,
            }
        )
        self.company.resource_calendar_id = calendar
        (self.jishou | self.fenghuang).write(
            {"is_round_the_clock": False, "calendar_id": calendar.id}
        )
        always = self._emergencies_missing(hours="all")
        self.assertIn("128 h a week", always.description)
        self.assertIn("Friday 17:00 to Monday 09:00", always.description)
        self.assertTrue(always.emergency_only)
        self.assertFalse(self._emergencies_missing(hours="working"))
        self.assertTrue(self._emergencies_missing(hours="other"))
        tuesday = {"hours": "hour", "weekday": "1"}
        self.assertFalse(self._emergencies_missing(**tuesday, hour=9.0))
        night = self._emergencies_missing(**tuesday, hour=22.0)
        self.assertIn("Tuesday 22:00 to Tuesday 23:00", night.description)
        station = self._create_own("夜间站", [])
        night.helper_id = station
        night.action_cover()
        self.assertTrue(station.coverage_ids.emergency_only)
        self.assertFalse(night.exists())

    def test_buttons_above_the_list(self):
        """They work with no line chosen, as the web client presses them."""
        for button in ("action_check", "action_choose"):
            self.assertTrue(call_kw(self.issues, button, [[]], {})["res_model"])

    def test_an_hour_that_is_none(self):
        """A day has no twenty-fifth hour, and who types one is told so."""
        with self.assertRaisesRegex(ValidationError, "Full Hour"):
            self._choose(hours="hour", hour=25.0)

    def test_company_without_working_hours(self):
        """Asked for working hours that nobody has said, the check says whose."""
        self.company.resource_calendar_id = False
        with self.assertRaisesRegex(UserError, "Other Service has no working hours"):
            self._choose(hours="working")

    def test_queries_do_not_grow_with_the_set_up(self):
        """As many queries for forty stations as for two."""
        self._found("uncovered")
        check = self.env["service.configuration.check"]
        scope = self.issues.env["service.configuration.scope"]._current()
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            check._findings(self.company, scope)
            counts.append(self.cr.sql_log_count - before)
            for number in range(40):
                self._create_own(f"站{number}", [XIANGXI])
        self.assertEqual(*counts)

    def test_only_managers_check(self):
        """Dispatchers set up nothing, so the list is not for them."""
        with self.assertRaises(AccessError):
            self.issues.with_user(self.dispatcher)._check()

from contextlib import ExitStack
from threading import Thread

from odoo import api

from ..models import service_region_resolver as resolver_module
from ..rules.types import Hint
from .common import RegionCommon


class TestResolver(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phoenix = cls._region("433123")

    def test_resolve(self):
        """Texts are resolved in their order, hints settle only what is left open."""
        found = self.Region._resolve(["湘西州凤凰县", "朝阳区", "没有地方"])
        self.assertEqual(
            [(r.status, r.code) for r in found],
            [("resolved", "433123"), ("ambiguous", None), ("unknown", None)],
        )
        hints = [Hint("phone", "220100")]
        found = self.Region._resolve(["湘西州凤凰县", "朝阳区"], [hints, hints])
        self.assertEqual([r.code for r in found], ["433123", "220104"])

    def test_from_code(self):
        """Regions are found by their codes in one query, former ones too."""
        self.Region._from_code(["433123"])
        with self.assertQueryCount(1):
            found = self.Region._from_code(["433123", "321284", "no such", None, False])
        self.assertEqual(found.keys(), {"433123", "321284"})
        self.assertEqual(found["433123"], self.phoenix)
        self.assertFalse(self.Region._from_code([]))

    def test_built_once(self):
        """Resolving again builds nothing; a write of no consequence changes nothing."""
        resolver = self.Region._resolver()
        self.assertIs(self.Region._resolver(), resolver)
        self.env["res.partner"].create({"name": "somebody"})
        self.env["ir.config_parameter"].set_param("some.thing", "else")
        self.env.registry.clear_all_caches()
        self.assertIs(self.Region._resolver(), resolver)

    def test_new_alias(self):
        """A name that somebody adds counts at once, and no more once it is deleted."""
        self.assertEqual(self._resolve("边城小城").status, "unknown")
        self._add_name(self.phoenix, "边城小城")
        self.assertEqual(self._resolve("边城小城").code, "433123")
        self.phoenix.name_ids.filtered(lambda n: n.name == "边城小城").unlink()
        self.assertEqual(self._resolve("边城小城").status, "unknown")

    def test_rollback(self):
        """What is rolled back was never known."""
        before = self.Region._resolver()
        with self.cr.savepoint() as savepoint:
            self._add_name(self.phoenix, "边城小城")
            self.assertEqual(self._resolve("边城小城").code, "433123")
            savepoint.rollback()
            self.env.invalidate_all()
        self.assertIs(self.Region._resolver(), before)

    def test_new_region(self):
        """A region of one's own is an answer like any other."""
        self._create_region("河谷镇", self.phoenix, "town", code="433123-a")
        self.assertEqual(self._resolve("凤凰县河谷镇").code, "433123-a")

    def test_archived_region(self):
        """An archived region is no answer, nor is what lies in it."""
        self.assertEqual(self._resolve("湘西州凤凰县沱江镇").code[:6], "433123")
        self.phoenix.action_archive()
        code = self._resolve("湘西州凤凰县沱江镇").code or ""
        self.assertFalse(code.startswith("433123"))

    def test_regions_of_other_countries(self):
        """Regions of other countries are kept apart, even under the same codes."""
        france = self.Region.create(
            {
                "name": "France",
                "code": "FR",
                "level": "country",
                "country_id": self.env.ref("base.fr").id,
            }
        )
        self._create_region("凤凰县", france, code="433123")
        self.assertEqual(self._resolve("湘西州凤凰县").code, "433123")
        self.assertEqual(self.Region._from_code(["433123"])["433123"], self.phoenix)

    def test_other_transactions(self):
        """Who does not see a change yet goes on with the resolver without it."""
        before = self.Region._resolver()
        self._add_name(self.phoenix, "边城小城")
        self.assertIsNot(self.Region._resolver(), before)
        with ExitStack() as stack:
            outside = self._outside(stack)
            self.assertEqual(outside._resolve(["边城小城"])[0].status, "unknown")
        self.assertEqual(self._resolve("边城小城").code, "433123")

    def test_other_process(self):
        """A process that has built its resolver before learns of a change by itself.

        Nothing but the revision in the database tells it, as here: the resolvers that
        this process built are as old as another process's would be.
        """
        self._add_name(self.phoenix, "边城小城")
        self.env.cr.execute(
            "UPDATE ir_config_parameter SET value = 'other' WHERE key = %s",
            [resolver_module.REVISION],
        )
        self.assertEqual(self._resolve("边城小城").code, "433123")

    def test_threads(self):
        """Threads that need the resolver at the same time build it once."""
        self.Region._note_change()
        revision = self.Region._revision()
        built = []
        build = type(self.Region)._build_resolver
        self.patch(
            type(self.Region),
            "_build_resolver",
            lambda region: built.append(1) or build(region),
        )
        self.patch(type(self.Region), "_revision", lambda region: revision)
        with ExitStack() as stack:
            threads = [
                Thread(target=self._outside(stack)._resolver) for _number in range(3)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(len(built), 1)

    def _outside(self, stack):
        """The regions as a transaction sees them that does not see the test's."""
        cr = stack.enter_context(self.env.registry._db.cursor())
        return api.Environment(cr, self.env.uid, {})["service.region"]

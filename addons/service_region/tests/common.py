from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

from ..rules.types import RegionRow

# A small country of its own, so that a merge takes no time and touches no real region.
SMALL_COUNTRY = (
    RegionRow("MC", None, "country", "Monaco"),
    RegionRow("10", "MC", "province", "North"),
    RegionRow("20", "MC", "province", "South"),
    RegionRow("101", "10", "county", "Hilltop"),
    RegionRow("102", "10", "county", "Old Mill", names=(("The Mill", "alias"),)),
    RegionRow("103", "10", "county", "Lost Vale", 2012, ("101",)),
)


class RegionCommon(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Region = cls.env["service.region"]
        cls.Name = cls.env["service.region.name"]
        cls.china = cls._region("CN")
        cls.reader = new_test_user(cls.env, "reader", groups="base.group_user")
        cls.manager = new_test_user(
            cls.env, "manager", groups="service_region.group_manager"
        )

    @classmethod
    def _region(cls, code):
        """The Chinese region with this official code."""
        region = cls.Region._from_code([code]).get(code)
        assert region, f"no region {code}"
        return region

    @classmethod
    def _create_region(cls, name, parent=None, level="county", code=None, **vals):
        parent = parent or cls._region("433100")  # 湘西州
        return cls.Region.create(
            {
                "name": name,
                "code": code or f"own-{name}",
                "parent_id": parent.id,
                "level": level,
                **vals,
            }
        )

    @classmethod
    def _add_name(cls, region, name, kind="alias"):
        region.name_ids = [Command.create({"name": name, "kind": kind})]

    @classmethod
    def _resolve(cls, text):
        return cls.Region._resolve([text])[0]

    def _row_places(self):
        """Where every row of regions and names lies: any write moves it."""
        self.env.flush_all()
        tables = (
            "service_region",
            "service_region_name",
            "service_region_successor_rel",
        )
        return {
            table: self.env.execute_query(
                SQL(
                    "SELECT count(*), sum(hashtext(ctid::text)) FROM %s",
                    SQL.identifier(table),
                )
            )
            for table in tables
        }


class SmallCountryCommon(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Dataset = cls.env["service.region.dataset"]
        cls.Dataset._merge(SMALL_COUNTRY)

    @classmethod
    def _small(cls, code):
        """The small country's region with this code, archived or not."""
        return cls.Region.with_context(active_test=False).search(
            [("country_id.code", "=", "MC"), ("code", "=", code)]
        )

    @classmethod
    def _merge(cls, *changed, without=()):
        """Merge the small country again, with rows replaced, added or left out."""
        rows = {row.code: row for row in SMALL_COUNTRY if row.code not in without}
        rows.update((row.code, row) for row in changed)
        cls.Dataset._merge(list(rows.values()))

    def _names(self, region, kind):
        names = region.name_ids.filtered(lambda name: name.kind == kind)
        return set(names.mapped("name"))

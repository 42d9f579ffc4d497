from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import RegionCommon


class TestTree(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Region = cls.Region.with_user(cls.manager)
        cls.valley = cls._create_region("河谷县")
        cls.village = cls._create_region("河谷镇", cls.valley, "town")

    def test_path_follows(self):
        """Paths follow when a region is renamed or moved."""
        self.valley.name = "山谷县"
        self.assertEqual(
            self.village.complete_name, "湖南省湘西土家族苗族自治州山谷县河谷镇"
        )
        self.valley.parent_id = self._region("430100")
        self.assertEqual(self.village.complete_name, "湖南省长沙市山谷县河谷镇")

    def test_short_display_name(self):
        """Where a context asks for it, the name comes first and the path behind."""
        village = self.village.with_context(region_name_first=True)
        self.assertEqual(
            village.display_name, "河谷镇 (湖南省湘西土家族苗族自治州河谷县)"
        )

    def test_rename_keeps_old_name(self):
        """A region renamed by hand keeps its old name as a former one, once."""
        self.valley.name = "山谷县"
        self.valley.name = "河谷县"
        self.valley.name = "山谷县"
        names = {(n.name, n.kind) for n in self.valley.name_ids}
        self.assertEqual(
            names,
            {("山谷县", "official"), ("山谷", "short"), ("河谷县", "former")},
        )

    def test_names_given_at_creation(self):
        """A region made together with its names has each of them once."""
        names = [("矿山", "short"), ("铁矿", "alias")]
        commands = [Command.create({"name": n, "kind": k}) for n, k in names]
        region = self._create_region("矿山县", name_ids=commands)
        self.assertEqual(
            sorted(region.name_ids.mapped("name")), ["矿山", "矿山县", "铁矿"]
        )

    def test_cycle(self):
        """A region can't be put into what lies in it."""
        with self.assertRaisesRegex(ValidationError, "河谷县 can't lie in 河谷镇"):
            self.valley.parent_id = self.village
        with self.assertRaisesRegex(ValidationError, "河谷县 can't lie in 河谷县"):
            self.valley.parent_id = self.valley

    def test_level_below_parent(self):
        """A region's level is below the level of the region it lies in."""
        with self.assertRaisesRegex(ValidationError, "level must be below"):
            self._create_region("大市", self.valley, "prefecture")
        with self.assertRaisesRegex(ValidationError, "level must be below"):
            self.valley.level = "town"

    def test_one_country(self):
        """A region lies in its parent's country."""
        self.assertEqual(self.village.country_id.code, "CN")
        with self.assertRaisesRegex(ValidationError, "same country"):
            self.village.country_id = self.env.ref("base.fr")

    @mute_logger("odoo.sql_db")
    def test_unique_code(self):
        """A code belongs to one region of a country, but another country may use it."""
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._create_region("假凤凰县", code="433123")
        france = self.Region.create(
            {
                "name": "France",
                "code": "FR",
                "level": "country",
                "country_id": self.env.ref("base.fr").id,
            }
        )
        other = self._create_region("Ailleurs", france, code="433123")
        self.assertEqual(other.country_id, france.country_id)
        self.assertEqual(other.complete_name, "Ailleurs")

    @mute_logger("odoo.sql_db")
    def test_year(self):
        """The year in which a region ceased is a year."""
        self.valley.until = 2012
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.valley.until = 12
            self.valley.flush_recordset()

    def test_official_regions_follow_the_data(self):
        """Nobody renames, moves or recodes an official region by hand."""
        region = self._region("433123")
        for vals in (
            {"name": "龙县"},
            {"code": "1"},
            {"level": "town"},
            {"parent_id": self._region("430100").id},
            {"until": 2020},
        ):
            with self.assertRaisesRegex(UserError, "follow the published data"):
                region.write(vals)

    def test_nobody_makes_a_region_official(self):
        """Whether a region is official is not for users to say."""
        with self.assertRaises(UserError):
            self.valley.is_official = True
        with self.assertRaises(UserError):
            self._create_region("皇家县", is_official=True)

    def test_official_regions_can_be_archived(self):
        """An official region can be archived and brought back."""
        region = self._region("433123")
        region.action_archive()
        self.assertFalse(region.active)
        region.action_unarchive()
        self.assertTrue(region.active)

    def test_children(self):
        """A region counts what lies in it, and opens it."""
        self.assertEqual(self.valley.child_count, 1)
        action = self.valley.action_open_children()
        found = self.Region.search(action["domain"])
        self.assertEqual(found, self.village)

    def test_form(self):
        """A region of one's own is made in the form; the country is its parent's."""
        with Form(self.Region) as form:
            form.name = "新河县"
            form.code = "own-1"
            form.parent_id = self._region("430100")
        region = form.record
        self.assertEqual(region.country_id.code, "CN")
        self.assertEqual(region.complete_name, "湖南省长沙市新河县")

    def test_names_of_ones_own(self):
        """A name is given once to a region, and the official one is the region's."""
        self._add_name(self.valley, "谷里")
        with self.assertRaisesRegex(ValidationError, "changed on the region"):
            self.valley.name_ids.filtered(lambda n: n.kind == "alias").kind = "official"

    def test_shipped_names_stay(self):
        """Names that come with the data can be neither changed nor deleted."""
        name = self._region("433123").name_ids[0].with_user(self.manager)
        with self.assertRaisesRegex(UserError, "published data"):
            name.name = "龙县"
        with self.assertRaisesRegex(UserError, "published data"):
            name.unlink()

    def test_official_name_of_ones_own_region_stays(self):
        """A region is never without its official name."""
        official = self.valley.name_ids.filtered(lambda n: n.kind == "official")
        with self.assertRaisesRegex(UserError, "without its official name"):
            official.unlink()

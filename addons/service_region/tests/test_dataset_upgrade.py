from ..rules.types import RegionRow
from .common import SmallCountryCommon


class TestDatasetUpgrade(SmallCountryCommon):
    def test_new_division(self):
        """A division that is new in the data comes in, with its names."""
        self._merge(RegionRow("201", "20", "county", "New Town"))
        region = self._small("201")
        self.assertTrue(region.active and region.is_official)
        self.assertEqual(region.complete_name, "South, New Town")
        self.assertEqual(
            region.parent_path, self._small("20").parent_path + f"{region.id}/"
        )
        self.assertEqual(self._names(region, "official"), {"New Town"})

    def test_renamed_division(self):
        """A division renamed in the data is renamed; its old name stays as a former."""
        mill = self._small("102")
        self._merge(RegionRow("102", "10", "county", "New Mill"))
        self.assertEqual(mill.name, "New Mill")
        self.assertEqual(mill.complete_name, "North, New Mill")
        self.assertEqual(self._names(mill, "official"), {"New Mill"})
        self.assertEqual(self._names(mill, "former"), {"Old Mill"})
        self._merge(RegionRow("102", "10", "county", "New Mill"))
        self.assertEqual(mill.former_names, "Old Mill", "kept by later upgrades too")

    def test_renamed_parent(self):
        """The paths of what lies in a renamed division follow, one's own included."""
        own = self._create_region("Camp", self._small("101"), "town")
        self._merge(RegionRow("10", "MC", "province", "Far North"))
        self.assertEqual(self._small("101").complete_name, "Far North, Hilltop")
        self.assertEqual(own.complete_name, "Far North, Hilltop, Camp")

    def test_moved_division(self):
        """A division moved in the data moves with all that lies in it."""
        own = self._create_region("Camp", self._small("101"), "town")
        self._merge(RegionRow("101", "20", "county", "Hilltop"))
        self.assertEqual(self._small("101").parent_id, self._small("20"))
        self.assertEqual(own.complete_name, "South, Hilltop, Camp")
        self.assertTrue(own.parent_path.startswith(self._small("20").parent_path))

    def test_missing_division(self):
        """A division gone from the data becomes a former one; references stay."""
        hilltop = self._small("101")
        trial = self.env["service.region.trial"].create({"region_id": hilltop.id})
        vale = RegionRow("103", "10", "county", "Lost Vale", 2012, ("102",))
        self._merge(vale, without={"101"})
        self.assertTrue(hilltop.exists())
        self.assertFalse(hilltop.active)
        self.assertGreater(hilltop.until, 2000)
        self.assertEqual(trial.region_id, hilltop)
        self.assertEqual(self._names(hilltop, "official"), {"Hilltop"})

    def test_abolished_division(self):
        """A division that the data says was abolished leads to its successors."""
        self._merge(RegionRow("102", "10", "county", "Old Mill", 2024, ("101",)))
        mill = self._small("102")
        self.assertFalse(mill.active)
        self.assertEqual(mill.until, 2024)
        self.assertEqual(mill.successor_ids, self._small("101"))

    def test_restored_division(self):
        """A former division that the data has again as current is active again."""
        self._merge(RegionRow("103", "10", "county", "Lost Vale"))
        vale = self._small("103")
        self.assertTrue(vale.active)
        self.assertFalse(vale.until)
        self.assertFalse(vale.successor_ids)

    def test_dropped_alias(self):
        """A shipped alias that is gone from the data goes."""
        self.assertEqual(self._names(self._small("102"), "alias"), {"The Mill"})
        self._merge(RegionRow("102", "10", "county", "Old Mill"))
        self.assertFalse(self._names(self._small("102"), "alias"))

    def test_own_rows_stay(self):
        """Regions and names that users made survive every upgrade as they are."""
        hilltop = self._small("101")
        own = self._create_region("Camp", hilltop, "town")
        self._add_name(hilltop, "Up There")
        self._merge(RegionRow("201", "20", "county", "New Town"))
        self.assertRecordValues(
            own, [{"name": "Camp", "active": True, "is_official": False}]
        )
        self.assertEqual(self._names(hilltop, "alias"), {"Up There"})

    def test_archiving_stays(self):
        """A region that a user archived stays archived, even when it is renamed."""
        mill = self._small("102")
        mill.action_archive()
        self._merge(RegionRow("102", "10", "county", "New Mill"))
        self.assertEqual(mill.name, "New Mill")
        self.assertFalse(mill.active)
        self.assertFalse(mill.until)

    def test_unarchiving_stays(self):
        """A former division that a user brought back stays active."""
        vale = self._small("103")
        vale.action_unarchive()
        self._merge()
        self.assertTrue(vale.active)

    def test_own_region_becomes_official(self):
        """A division that comes with the code of one's own region takes it over."""
        own = self._create_region("Camp", self._small("10"), code="104")
        trial = self.env["service.region.trial"].create({"region_id": own.id})
        self._merge(RegionRow("104", "10", "county", "Camp City"))
        self.assertEqual(self._small("104"), own)
        self.assertRecordValues(own, [{"name": "Camp City", "is_official": True}])
        self.assertEqual(self._names(own, "official"), {"Camp City"})
        self.assertEqual(own.former_names, "Camp")
        self.assertEqual(trial.region_id, own)

    def test_own_name_becomes_official(self):
        """Data that brings a name which a user had added before takes it over."""
        self._add_name(self._small("101"), "Up There")
        names = (("Up There", "alias"),)
        self._merge(RegionRow("101", "10", "county", "Hilltop", names=names))
        alias = self._small("101").name_ids.filtered(lambda n: n.kind == "alias")
        self.assertRecordValues(alias, [{"name": "Up There", "is_official": True}])

    def test_other_countries_are_left_alone(self):
        """Merging one country changes no region of another."""
        before = self.china.child_ids.mapped("write_date")
        self._merge(without={"20"})
        self.assertEqual(self.china.child_ids.mapped("write_date"), before)
        self.assertTrue(all(self.china.child_ids.mapped("active")))

    def test_same_data_writes_nothing(self):
        """A merge of unchanged data moves no row, whatever users did in between."""
        self._create_region("Camp", self._small("101"), "town")
        self._small("102").action_archive()
        places = self._row_places()
        self._merge()
        self.assertEqual(self._row_places(), places)

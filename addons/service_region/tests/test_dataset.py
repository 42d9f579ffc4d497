from collections import Counter
from unittest.mock import patch

from ..models.service_region_resolver import DATA
from ..rules.dataset import read_rows
from .common import RegionCommon


class TestDataset(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = read_rows(DATA)
        cls.all_regions = cls.Region.with_context(active_test=False)

    def _count_official(self, *domain):
        counts = self.all_regions._read_group(
            [("is_official", "=", True), ("country_id.code", "=", "CN"), *domain],
            ["level"],
            ["__count"],
        )
        return dict(counts)

    def test_all_rows_are_loaded(self):
        """Every row of the data is a region, current or former."""
        current = Counter(row.level for row in self.rows if not row.until)
        former = Counter(row.level for row in self.rows if row.until)
        self.assertEqual(self._count_official(("until", "in", (0, False))), current)
        self.assertEqual(self._count_official(("until", ">", 0)), former)
        self.assertGreater(current["town"], 40000)

    def test_paths(self):
        """The path names all regions from the province down, without separators."""
        region = self._region("433123")
        self.assertEqual(region.complete_name, "湖南省湘西土家族苗族自治州凤凰县")
        self.assertEqual(region.parent_path.count("/"), 4)
        self.assertEqual(self.china.complete_name, "中国")
        self.assertFalse(self.all_regions.search_count([("parent_path", "=", False)]))

    def test_paths_are_those_the_model_computes(self):
        """What was loaded in bulk equals what the model would have computed."""
        sample = self.all_regions.search([("code", "=like", "4331%")])
        loaded = [(r.complete_name, r.rank, r.country_id) for r in sample]
        for name in ("complete_name", "rank", "country_id"):
            self.env.add_to_compute(self.Region._fields[name], sample)
        self.assertEqual(
            loaded, [(r.complete_name, r.rank, r.country_id) for r in sample]
        )

    def test_names(self):
        """A region is known by its official name and by the short forms of it."""
        names = {(n.name, n.kind) for n in self._region("433100").name_ids}
        self.assertIn(("湘西土家族苗族自治州", "official"), names)
        self.assertIn(("湘西", "short"), names)
        nameless = self.all_regions.search_count([("name_ids", "=", False)])
        self.assertFalse(nameless)

    def test_former_divisions(self):
        """A former division is archived, with its year and what it became."""
        former = self._region("321284")
        self.assertEqual(former.name, "姜堰市")
        self.assertFalse(former.active)
        self.assertEqual(former.until, 2012)
        self.assertEqual(former.successor_ids, self._region("321204"))
        self.assertIn(former, self._region("321204").predecessor_ids)

    def test_second_load_is_skipped(self):
        """Unchanged files are not read again."""
        self.Region._load_dataset()
        self.assertFalse(self.Region._load_dataset())

    def test_load_after_uninstallation(self):
        """Without regions the files are loaded, whatever was loaded in the past."""
        self.Region._load_dataset()
        self.env.cr.execute("UPDATE service_region SET is_official = FALSE")
        dataset = self.env.registry["service.region.dataset"]
        with patch.object(dataset, "_merge", autospec=True) as merge:
            self.assertTrue(self.Region._load_dataset())
        merge.assert_called_once()

    def test_changed_files_are_loaded(self):
        """Files with another checksum are loaded, once."""
        dataset = self.env.registry["service.region.dataset"]
        with (
            patch.object(dataset, "_checksum", lambda self: "another"),
            patch.object(dataset, "_merge", autospec=True) as merge,
        ):
            self.assertTrue(self.Region._load_dataset())
            self.assertFalse(self.Region._load_dataset())
        merge.assert_called_once()

    def test_second_merge_changes_nothing(self):
        """Merging the same data again writes no row."""
        self.env["service.region.dataset"]._merge(self.rows)
        places = self._row_places()
        self.env["service.region.dataset"]._merge(self.rows)
        self.assertEqual(self._row_places(), places)

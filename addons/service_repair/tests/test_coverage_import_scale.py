from .test_coverage_import import CoverageImportCase


class TestCoverageImportScale(CoverageImportCase):
    """Long lists: one pass, a fixed number of queries."""

    def _places(self, count):
        towns = self.env["service.region"].search(
            [("level", "=", "town")], limit=count, order="code desc"
        )
        return towns.mapped("complete_name")

    def _count_queries(self, wizard):
        wizard.step = "source"
        self.env.flush_all()
        self.env.invalidate_all()
        entries = wizard._read_entries()
        before = self.env.cr.sql_log_count
        wizard._examine(entries)
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow_with_the_list(self):
        """Twenty times the lines cost the preview not one query more."""
        for target in ("station", "prefecture"):
            with self.subTest(target=target):
                few, many = (
                    self.env["service.coverage.import"].create(
                        {
                            "written": "、".join(self._places(count)),
                            "target": target,
                            "station_id": self.station.id,
                        }
                    )
                    for count in (100, 2000)
                )
                self._count_queries(few)  # the resolver and caches are built once
                self.assertEqual(self._count_queries(many), self._count_queries(few))

    def test_five_thousand_lines(self):
        """A list of 5,000 places is imported whole, each line with its verdict."""
        wizard = self._import("\n".join(self._places(5000)))
        self.assertEqual(len(wizard.line_ids), 5000)
        self.assertEqual(
            wizard.created_count + wizard.unchanged_count + wizard.not_imported_count,
            5000,
        )
        self.assertEqual(len(self.station.coverage_ids), wizard.created_count)
        self.assertGreater(wizard.created_count, 4500)

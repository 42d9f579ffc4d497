import base64
import io

from openpyxl import load_workbook

from odoo.tests import tagged

from .common import FENGHUANG, XIANGXI, RepairCase

QUERIES = 15


@tagged("post_install", "-at_install")
class TestCoverageProof(RepairCase):
    def _prove(self, **values):
        proof = self.env["service.coverage.proof"].with_user(self.manager)
        proof = proof.create(values)
        proof.action_prove()
        return proof

    def _owner(self, proof, code=FENGHUANG):
        region = self._region(code)
        return proof.line_ids.filtered(lambda line: line.region_id == region).station_id

    def test_every_county_exactly_once(self):
        """All counties, and cities and provinces that have none, holes first."""
        proof = self._prove()
        regions = proof.line_ids.region_id
        counties = self.env["service.region"].search_count([("level", "=", "county")])
        self.assertEqual(len(regions), len(proof.line_ids))
        self.assertEqual(len(regions.filtered(lambda r: r.level == "county")), counties)
        for code in ("441900", "810000"):  # 东莞市, 香港
            self.assertIn(self._region(code), regions)
        holes = proof.line_ids.mapped("is_hole")
        self.assertEqual(holes, sorted(holes, reverse=True))
        self.assertEqual(sum(holes), proof.hole_count)
        self.assertAlmostEqual(
            proof.share_covered, 1 - proof.hole_count / len(proof.line_ids)
        )

    def test_agrees_with_routing(self):
        """A ticket in any of these counties goes where the proof says, with and
        without emergency."""
        self.fenghuang.write({"is_round_the_clock": False, "calendar_id": False})
        inside = self.env["service.region"].search(
            [("id", "child_of", self._region(XIANGXI).id), ("level", "=", "county")]
        )
        for is_emergency in (False, True):
            proof = self._prove(is_emergency=is_emergency)
            owners = {line.region_id: line.station_id for line in proof.line_ids}
            for region in inside | self._region("110101"):
                with self.subTest(region.name, emergency=is_emergency):
                    ticket = self.env["helpdesk.ticket"].new(
                        {
                            "is_repair": True,
                            "company_id": self.env.company.id,
                            "region_id": region.id,
                            "region_status": "manual",
                            "is_emergency": is_emergency,
                        }
                    )
                    decision = self.env["service.routing"]._decide(ticket)[ticket.id]
                    self.assertEqual(decision.station or False, owners[region].id)
        self.assertEqual(self._owner(self._prove()), self.fenghuang)
        self.assertEqual(self._owner(self._prove(is_emergency=True)), self.jishou)

    def test_category_chooses_the_station(self):
        """Asked for a category, its own station answers."""
        category = self.env["product.category"].create({"name": "Safes"})
        station = self._create_station("保险柜站")
        self.env["service.coverage"].create(
            {
                "station_id": station.id,
                "region_id": self._region(FENGHUANG).id,
                "category_id": category.id,
            }
        )
        self.assertEqual(self._owner(self._prove(category_id=category.id)), station)
        self.assertEqual(self._owner(self._prove()), self.fenghuang)

    def _queries(self, proof):
        proof._decisions()  # fills the caches of the registry
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        proof._decisions()
        return self.cr.sql_log_count - before

    def test_a_fixed_number_of_queries(self):
        """One batch for all counties, however many stations there are."""
        proof = self._prove()
        self._create_station("二站", [XIANGXI])  # to choose between needs the hours
        few = self._queries(proof)
        for number in range(20):
            self._create_station(f"站{number}", [XIANGXI])
        self.assertLessEqual(self._queries(proof), few)
        self.assertLessEqual(few, QUERIES)

    def test_export(self):
        """The workbook holds a row for each county, with its owner and the reason."""
        proof = self._prove()
        self.assertIn("download=true", proof.action_export()["url"])
        content = base64.b64decode(proof.file)
        rows = list(load_workbook(io.BytesIO(content)).active.values)
        found = [row for row in rows if row[0] == FENGHUANG]
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0][2], self.fenghuang.display_name)
        self.assertEqual(len(rows), len(proof.line_ids) + 6)

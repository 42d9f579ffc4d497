import base64
import csv
import io
import os
from datetime import datetime

import pytest
from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import FENGHUANG, XIANGXI, RepairCase

QUERIES = 15
# Every so many counties a ticket is filed; in a proof, in each of them.
STEP = 1 if os.environ.get("PROVE") else 60


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

    @pytest.mark.proof
    def test_tickets_go_where_the_proof_says(self):
        """A ticket filed in a county is sent to the station that the proof names, or
        to the dispatchers, with the reason that it gives; in an emergency too."""
        self.fenghuang.write({"is_round_the_clock": False, "calendar_id": False})
        inside = ("child_of", self._region(XIANGXI).id)
        for is_emergency in (False, True):
            proof = self._prove(is_emergency=is_emergency)
            lines = proof.line_ids.filtered_domain([("region_id", *inside)])
            self.assertEqual(len(lines), 8)
            for line in lines | proof.line_ids[::STEP]:
                with self.subTest(line.region_path, emergency=is_emergency):
                    self._file_and_compare(line, is_emergency)
        self.assertEqual(self._owner(self._prove()), self.fenghuang)
        self.assertEqual(self._owner(self._prove(is_emergency=True)), self.jishou)

    def _file_and_compare(self, line, is_emergency):
        """File a ticket in the line's county as if it were the only one."""
        savepoint = self.cr.savepoint()
        ticket = self._create_ticket(
            region_id=line.region_id.id, region_by_hand=True, is_emergency=is_emergency
        )
        self.assertAt(ticket, line.station_id)
        self.assertTrue(ticket.routing_reason.endswith(line.reason))
        savepoint.close(rollback=True)
        self.env.invalidate_all()

    def test_category_and_hour_choose_the_owner(self):
        """By day an emergency with a safe goes to the county's own station for safes,
        by night to the prefecture's, which is there then."""
        safes = self.env["product.category"].create({"name": "Safes"})
        station = self._create_station(
            "保险柜站", is_round_the_clock=False, calendar_id=self._office_hours().id
        )
        region = self._region(FENGHUANG)
        station.coverage_ids.create(
            {
                "station_id": station.id,
                "region_id": region.id,
                "category_id": safes.id,
            }
        )
        self.fenghuang.action_archive()
        asked = {"is_emergency": True, "category_id": safes.id}
        for hour, owner in ((10, station), (22, self.jishou)):
            moment = datetime(2024, 5, 6, hour - 8)  # a Monday, in China's hours
            self.assertEqual(self._owner(self._prove(moment=moment, **asked)), owner)

    def _office_hours(self):
        shift = {"name": "Day", "hour_from": 9, "hour_to": 17}
        return self.env["resource.calendar"].create(
            {
                "name": "Office",
                "tz": "Asia/Shanghai",
                "attendance_ids": [
                    (0, 0, {**shift, "dayofweek": str(n)}) for n in range(5)
                ],
            }
        )

    def test_another_question_takes_the_answers_away(self):
        """What was found for one category is not shown, nor exported, as another's."""
        proof = self._prove()
        proof.category_id = self.env["product.category"].create({"name": "Safes"})
        self.assertFalse(proof.line_ids)
        self.assertFalse(proof.county_count)
        with self.assertRaises(UserError):
            proof.action_export_text()

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
        """Workbook and CSV hold one row for each county, with its owner, the reason
        and what was asked; no cell of them is a formula."""
        self.fenghuang.name = "=1+1"
        proof = self._prove()
        self.assertIn(".xlsx?download=true", proof.action_export_sheet()["url"])
        book = load_workbook(io.BytesIO(base64.b64decode(proof.file)))
        sheet = list(book.active.values)
        self.assertNotIn("f", {cell.data_type for row in book.active for cell in row})
        self.assertIn(".csv?download=true", proof.action_export_text()["url"])
        text = base64.b64decode(proof.file).decode("utf-8-sig")
        table = list(csv.reader(text.splitlines()))
        for rows, owner in ((sheet, "=1+1"), (table, "'=1+1")):
            self.assertEqual(len(rows), len(proof.line_ids) + 1)
            found = [row for row in rows if row[0] == FENGHUANG]
            self.assertEqual(len(found), 1)
            self.assertEqual(found[0][2], owner)
            self.assertIn("凤凰县", found[0][3])
            self.assertIn("All products", found[0])

import csv
import io

from odoo.tools import mute_logger

from .body_common import BodyCommon

COLUMNS = (
    "code name kind level country_code region_code sector_codes channel url email "
    "phone conditions time_limits answer_days bar_months charge_bar_months "
    "verification source notes active"
).split()


class TestBodyFile(BodyCommon):
    """Managers export the bodies, change the file and import it again."""

    def setUp(self):
        super().setUp()
        self.bodies = self.Body.with_user(self.manager)

    def _export(self, domain, columns=COLUMNS):
        found = self.bodies.with_context(active_test=False).search(domain)
        rows = found.with_context(import_compat=True).export_data(columns)["datas"]
        return [[_shown(value) for value in row] for row in rows]

    def _import(self, columns, rows, dryrun=False, **more):
        """Import a CSV file as the import page does."""
        lines = io.StringIO()
        csv.writer(lines).writerows([columns, *rows])
        importer = self.env["base_import.import"].with_user(self.manager)
        importer = importer.create(
            {
                "res_model": "consumer.body",
                "file": lines.getvalue().encode(),
                "file_name": "bodies.csv",
                "file_type": "text/csv",
            }
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        options |= more
        return importer.execute_import(columns, columns, options, dryrun)

    def _messages(self, result):
        return [(each["rows"]["from"], each["message"]) for each in result["messages"]]

    def test_what_an_export_holds(self):
        """All that is needed to bring the bodies back is chosen beforehand."""
        fields = self.Body.fields_get(attributes=["default_export_compatible"])
        chosen = {
            name for name, field in fields.items() if field["default_export_compatible"]
        }
        self.assertEqual(chosen, set(COLUMNS))

    def test_there_and_back(self):
        """An exported file changes nothing when it is imported, and again nothing."""
        domain = [("code", "=like", "CN-%-33010%")]
        before = self._export(domain)
        self.assertGreater(len(before), 10)
        stamps = self.Body.search(domain).mapped("write_date")
        for _time in range(2):
            result = self._import(COLUMNS, before)
            self.assertFalse(result["messages"])
            self.assertEqual(self._export(domain), before)
        self.assertEqual(self.Body.search(domain).mapped("write_date"), stamps)

    def test_changed_and_new_rows(self):
        """A known code is changed, another one is made; each once."""
        columns = ["code", "name", "kind", "level", "region_code", "sector_codes"]
        columns += ["country_code", "phone"]
        rows = [
            ["CN-CA-330106", "West Lake", "association", "county"],
            ["X-1", "Market Hall", "Market regulator", "County"],
        ]
        rest = ["330106", "telecom goods", "CN", "0571-1"]
        for _time in range(2):
            result = self._import(columns, [row + rest for row in rows])
            self.assertFalse(result["messages"])
        self.assertEqual(self._body("CN-CA-330106").name, "West Lake")
        own = self._body("X-1")
        self.assertEqual(own.region_id, self._region("330106"))
        self.assertEqual(own.kind, "market_regulator")
        self.assertEqual(sorted(own.sector_ids.mapped("code")), ["goods", "telecom"])
        self.assertEqual(own.area_id, self._region("330100"))

    def test_archived_bodies_are_known_too(self):
        body = self._body("CN-CA-330106")
        body.active = False
        self._import(["code", "phone", "active"], [["CN-CA-330106", "1", "1"]])
        self.assertRecordValues(body, [{"active": True, "phone": "1"}])

    @mute_logger("odoo.sql_db")
    def test_each_refused_row_has_its_reason(self):
        """One wrong row: nothing of the file is imported, and the page says why."""
        good = ["X-1", "Good", "association", "county", "330106", "", "CN"]
        columns = ["code", "name", "kind", "level", "region_code", "sector_codes"]
        columns.append("country_code")
        for change, reason in (
            ({4: "999999"}, "no region with the code “999999”"),
            ({2: "guild"}, "Value 'guild' not found in selection field 'Kind'"),
            ({3: "village"}, "Value 'village' not found in selection field 'Level'"),
            ({5: "telecom mining"}, "there is no “mining”"),
            ({6: "XX"}, "no country with the code “XX”"),
            ({3: "province"}, "must be of its level"),
            ({1: ""}, "Missing required value for the field 'Name'"),
            ({0: ""}, "Missing required value for the field 'Code'"),
        ):
            bad = [change.get(n, value) for n, value in enumerate(good)]
            bad[0] = bad[0] and "X-2"
            with self.subTest(reason):
                result = self._import(columns, [good, bad])
                self.assertFalse(result["ids"])
                messages = [text for row, text in self._messages(result) if row == 1]
                self.assertIn(reason, " ".join(messages))
                self.assertFalse(self.Body._by_code(["X-1", "X-2"]))

    def test_codes_that_stand_twice(self):
        """Both rows are named: neither is meant more than the other."""
        rows = [["X-1", "A"], ["CN-CA", "B"], ["X-2", "C"], ["CN-CA", "D"]]
        result = self._import(["code", "name"], rows)
        self.assertFalse(result["ids"])
        reason = "The code “CN-CA” stands in 2 rows."
        self.assertEqual(self._messages(result), [(1, reason), (3, reason)])

    def test_in_batches(self):
        """A long file comes in parts; a code that stands twice is found at once."""
        rows = [["CN-CA", "1"], ["CN-CA-330106", "2"]]
        columns = ["code", "phone"]
        first = self._import(columns, rows, limit=1)
        self.assertEqual((len(first["ids"]), first["nextrow"]), (1, 1))
        second = self._import(columns, rows, limit=1, skip=1)
        self.assertEqual(len(second["ids"]), 1)
        phones = [self._body(code).phone for code in ("CN-CA", "CN-CA-330106")]
        self.assertEqual(phones, ["1", "2"])
        again = self._import(columns, [*rows, rows[0]], limit=1)
        self.assertEqual(len(again["messages"]), 2)

    def test_a_trial_changes_nothing(self):
        rows = [["CN-CA-330106", "0571-1"]]
        result = self._import(["code", "phone"], rows, dryrun=True)
        self.assertFalse(result["messages"])
        self.env.invalidate_all()
        self.assertNotEqual(self._body("CN-CA-330106").phone, "0571-1")

    def test_by_external_id(self):
        """Odoo's own way: a file with external ids is about those records."""
        columns = ["id", "code", "phone"]
        (row,) = self._export([("code", "=", "CN-CA-330106")], columns)
        row[2] = "0571-1"
        self.assertFalse(self._import(columns, [row])["messages"])
        self.assertEqual(self._body("CN-CA-330106").phone, "0571-1")


def _shown(value):
    """A value as the export writes it into a file."""
    if isinstance(value, bool):
        return "True" if value else ""
    return str(value)

import base64
import io

from openpyxl import Workbook

from odoo.exceptions import UserError

from .test_coverage_import import CoverageImportCase


class TestCoverageImportTable(CoverageImportCase):
    """Lists that come as tables: CSV, TSV and spreadsheets."""

    def _sheet(self, *rows):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    def test_columns_are_guessed_from_their_titles(self):
        """Province, city and county make the region; the rest of the row counts."""
        locks = self.env["product.category"].sudo().create({"name": "保险箱"})
        table = (
            "省份,城市,区县,服务网点,品类,是否紧急\r\n"
            "湖南省,湘西州,泸溪县、花垣县,吉首站,保险箱,是\r\n"
            "江苏省,苏州市,昆山市,,,否\r\n"
        )
        wizard = self._upload(table.encode("gbk"), name="网点.csv")
        self.assertEqual(
            wizard.column_ids.mapped("role"),
            ["region", "region", "region", "station", "category", "emergency"],
        )
        self.assertEqual(self._covered(), {"320583"})
        made = self.jishou.coverage_ids.filtered("emergency_only")
        self.assertEqual(set(made.region_id.mapped("code")), {"433122", "433124"})
        self.assertEqual(made.category_id, locks)

    def test_a_spreadsheet(self):
        """An XLSX file is read like any other table."""
        data = self._sheet(["区县", "备注"], ["昆山市", "好"], [None, "无"], ["太仓市"])
        wizard = self._upload(data, name="网点.xlsx")
        self.assertEqual(self._covered(), {"320583", "320585"})
        self.assertEqual(wizard.refused_count, 1)
        refused = wizard.line_ids.filtered(lambda line: line.state == "refused")
        self.assertEqual(refused.line_number, 3)
        self.assertTrue(refused.reason)

    def test_the_user_says_which_column(self):
        """Where no title tells, the columns are asked for before the preview."""
        data = self._sheet(["甲", "昆山市"], ["乙", "太仓市"])
        wizard = self._upload(data, name="x.xlsx", apply=False)
        self.assertEqual(wizard.step, "columns")
        self.assertFalse(wizard.has_titles)
        self.assertFalse(wizard.line_ids)
        self.assertEqual(wizard.column_ids[1].sample, "昆山市 · 太仓市")
        label = wizard._fields["column_ids"]._description_string(self.env)
        with self.assertRaisesRegex(UserError, f"^{label}: "):
            wizard.action_preview()
        wizard.column_ids[1].role = "region"
        wizard.action_preview()
        wizard.action_apply()
        self.assertEqual(self._covered(), {"320583", "320585"})

    def test_what_a_row_names_must_be_clear(self):
        """Unknown stations and categories, and unclear words, refuse their row only."""
        self._create_station("双胞站")
        self._create_station("双胞站")
        table = (
            "区县\t网点\t品类\t急修\n"
            "昆山市\t没有的站\t\t\n"
            "太仓市\t双胞站\t\t\n"
            "常熟市\t\t没有的品类\t\n"
            "张家港市\t\t\t也许\n"
            "吴江区\t\t\t\n"
        )
        wizard = self._import(table)
        self.assertEqual(wizard.refused_count, 4)
        reasons = {line.text: line.reason for line in wizard.line_ids}
        for place, word in (
            ("昆山市", "没有的站"),
            ("太仓市", "双胞站"),
            ("常熟市", "没有的品类"),
            ("张家港市", "也许"),
        ):
            self.assertIn(word, reasons[place])
        self.assertEqual(self._covered(), {"320509"})

    def test_what_a_row_does_not_say(self):
        """An empty cell takes what is chosen for the list; a word overrules it."""
        self._import("区县,急修\n昆山市,\n太仓市,否\n", emergency_only=True)
        said = {
            line.region_id.code: line.emergency_only
            for line in self.station.coverage_ids
        }
        self.assertEqual(said, {"320583": True, "320585": False})

    def test_a_table_may_name_all_stations(self):
        """With a station column no station need be chosen; rows without are refused."""
        table = "区县,网点\n泸溪县,吉首站\n昆山市,\n"
        wizard = self._import(table, station_id=False)
        self.assertIn("433122", self._covered(self.jishou))
        self.assertEqual(
            self._states(wizard), {"泸溪县": "created", "昆山市": "refused"}
        )

    def test_another_list_has_other_columns(self):
        """Columns of an earlier upload don't outlive it."""
        data = self._sheet(["甲", "昆山市"], ["乙", "太仓市"])
        wizard = self._upload(data, name="x.xlsx", apply=False)
        wizard.write({"file": False, "written": "昆山市、太仓市"})
        wizard.action_preview()
        self.assertFalse(wizard.column_ids)
        self.assertEqual(wizard.new_count, 2)
        wizard.action_back()
        other = base64.b64encode("区县,网点\n昆山市,\n".encode())
        wizard.write({"file": other, "file_name": "y.csv", "written": False})
        wizard.action_preview()
        self.assertEqual(wizard.column_ids.mapped("role"), ["region", "station"])

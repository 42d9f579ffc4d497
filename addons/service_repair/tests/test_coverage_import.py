import base64
import csv
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tools import file_open
from odoo.tools.translate import code_translations

from .common import FENGHUANG, JISHOU, XIANGXI, RepairCase

LIST = "service_repair/tests/data/coverage_list.txt"
GOLD = "service_repair/tests/data/coverage_gold.tsv"
XINJIAN = "360112"  # 新建区, which took 湾里区 over


def read_gold():
    """{what the list says: code of the region that covers it today}"""
    with file_open(GOLD) as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    return {raw: successor or code for raw, code, successor in rows}


class CoverageImportCase(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        others = cls.env["service.station"].search([]) - cls.jishou - cls.fenghuang
        others.action_archive()
        cls.env["service.coverage"].search([]).unlink()
        cls.env = cls.env(user=cls.manager)
        cls.station = cls._create_station("全国站")

    def _import(self, written=None, apply=True, **values):
        """An import by the manager, previewed and, unless told not to, applied."""
        values.setdefault("station_id", self.station.id)
        wizard = self.env["service.coverage.import"].create(
            {"written": written, **values}
        )
        wizard.action_preview()
        if apply:
            wizard.action_apply()
        return wizard

    def _upload(self, data, name="list.txt", **values):
        return self._import(file=base64.b64encode(data), file_name=name, **values)

    def _states(self, wizard):
        """{place as written: status}"""
        return {line.text: line.state for line in wizard.line_ids}

    def _covered(self, station=None):
        """The codes that a station covers."""
        return set((station or self.station).coverage_ids.region_id.mapped("code"))

    def assertRefused(self, field, **values):
        """The preview fails with an error that begins with the field's name."""
        wizard = self.env["service.coverage.import"].create(
            {"station_id": self.station.id, **values}
        )
        label = wizard._fields[field]._description_string(self.env)
        with self.assertRaisesRegex(UserError, f"^{label}: .+"):
            wizard.action_preview()


class TestCoverageImport(CoverageImportCase):
    def test_the_real_list(self):
        """The list as published imports; every string of it is one line."""
        with file_open(LIST, "rb") as file:
            data = file.read()
        gold = read_gold()
        wizard = self._upload(data, apply=False)
        self.assertEqual(set(wizard.line_ids.mapped("text")), set(gold))
        self.assertEqual(len(wizard.line_ids), 204)
        for line in wizard.line_ids:
            self.assertEqual(line.region_id.code, gold[line.text], line.text)
        wizard.action_apply()
        self.assertEqual(self._covered(), set(gold.values()))
        self.assertEqual(wizard.created_count, len(self.station.coverage_ids))
        self.assertFalse(wizard.not_imported_count)
        self.assertFalse(wizard.not_imported_file)

    def test_encodings(self):
        """A list in GBK, GB18030, UTF-16 or UTF-8 with a mark is the same list."""
        with file_open(LIST, "rb") as file:
            text = file.read().decode()
        for encoding in ("gbk", "gb18030", "utf-16", "utf-8-sig"):
            with self.subTest(encoding=encoding):
                wizard = self._upload(text.encode(encoding), apply=False)
                self.assertEqual(len(wizard.line_ids), 204)
                self.assertEqual(wizard.new_count + wizard.replaced_count, 204)

    def test_an_abolished_district_is_replaced(self):
        """湾里区 is shown as replaced by 新建区, and covers that."""
        wizard = self._import("南昌市湾里区、昆山市", apply=False)
        line = wizard.line_ids.filtered(lambda line: "湾里" in line.text)
        self.assertEqual(line.state, "replaced")
        self.assertEqual(line.region_id.code, XINJIAN)
        self.assertIn("湾里区", line.reason)
        self.assertIn("2019", line.reason)
        self.assertIn("新建区", line.reason)
        self.assertEqual(wizard.replaced_count, 1)
        wizard.action_apply()
        self.assertIn(XINJIAN, self._covered())

    def test_a_second_import_changes_nothing(self):
        """Importing a list again writes no coverage and makes no station."""
        with file_open(LIST, "rb") as file:
            data = file.read()
        self._upload(data, target="prefecture", station_id=False)
        self.env.flush_all()
        before = self._snapshot()
        wizard = self._upload(data, apply=False, target="prefecture", station_id=False)
        states = set(wizard.line_ids.mapped("state"))
        self.assertLessEqual(states, {"present", "repeated"})
        with self.assertRaises(UserError):
            wizard.action_apply()
        self.env.flush_all()
        self.assertEqual(self._snapshot(), before)

    def _snapshot(self):
        """Every row of what an import may write, with its last change."""
        rows = []
        for table in ("service_coverage", "service_station", "helpdesk_ticket_team"):
            self.env.cr.execute(
                f"SELECT '{table}', id, xmin::text, write_date FROM {table}"
            )
            rows += self.env.cr.fetchall()
        return sorted(rows)

    def test_nothing_is_dropped_silently(self):
        """What is ambiguous, unknown or refused stays visible, with its reason."""
        wizard = self._import(
            "昆山市、鼓楼区、不知何处、苏州昆山、昆山市\n苏州工业园区"
        )
        self.assertEqual(
            self._states(wizard),
            {
                "昆山市": "created",
                "鼓楼区": "ambiguous",
                "不知何处": "unknown",
                "苏州昆山": "repeated",
                "苏州工业园区": "ambiguous",
            },
        )
        self.assertEqual(sum(wizard.line_ids.mapped("times")), 6)
        for line in wizard.line_ids - wizard.line_ids.filtered("region_id"):
            self.assertTrue(line.reason, line.text)
        self.assertEqual(wizard.created_count, 1)
        self.assertEqual(wizard.unchanged_count, 1)
        self.assertEqual(wizard.not_imported_count, 3)
        data = base64.b64decode(wizard.not_imported_file)
        titles, *rows = csv.reader(data.decode("utf-8-sig").splitlines())
        self.assertEqual(
            [row[1] for row in rows], ["鼓楼区", "不知何处", "苏州工业园区"]
        )
        self.assertIn("江苏省南京市鼓楼区", rows[0][titles.index("Candidates")])

    def test_an_ambiguous_line_is_chosen_by_hand(self):
        """A candidate chosen by hand makes the line ready; giving it up does not."""
        wizard = self._import("鼓楼区、昆山市", apply=False)
        line = wizard.line_ids.filtered(lambda line: line.state == "ambiguous")
        nanjing = line.candidate_ids.filtered(lambda region: region.code == "320106")
        self.assertTrue(nanjing)
        line.region_id = nanjing
        self.assertEqual(line.state, "new")
        self.assertTrue(line.reason)
        line.region_id = False
        self.assertEqual(line.state, "ambiguous")
        line.region_id = nanjing
        self.assertEqual(wizard.to_import_count, 2)
        wizard.action_apply()
        self.assertEqual(self._covered(), {"320106", "320583"})

    def test_a_station_from_another_province(self):
        """A place that lies in another province than its station is imported, and the
        preview says where the station is; one in the same province is as usual."""
        self.station.region_id = self._region(JISHOU)
        wizard = self._import("昆山市、湖南省长沙市岳麓区", apply=False)
        far, near = wizard.line_ids.sorted("position")
        self.assertEqual((far.state, near.state), ("new", "new"))
        self.assertIn(self._region(JISHOU).complete_name, far.reason)
        self.assertFalse(near.reason)

    def test_a_region_taken_away(self):
        """A line whose region somebody takes away is not imported."""
        wizard = self._import("昆山市、南昌市湾里区", apply=False)
        first, second = wizard.line_ids.sorted("position")
        first.region_id = False
        self.assertEqual(first.state, "unknown")
        self.assertTrue(first.reason)
        second.region_id = self._region("320585")
        self.assertEqual(second.state, "new")
        wizard.action_apply()
        self.assertEqual(self._covered(), {"320585"})

    def test_a_choice_that_says_nothing_new(self):
        """A region chosen by hand that another line has already is said twice."""
        wizard = self._import("鼓楼区、南京市鼓楼区", apply=False)
        line = wizard.line_ids.filtered(lambda line: line.state == "ambiguous")
        line.region_id = self._region("320106")
        self.assertEqual(line.state, "repeated")
        wizard.action_apply()
        self.assertEqual(self._covered(), {"320106"})

    def test_a_heading_settles_a_district(self):
        """鼓楼区 under 南京 is one district, and the heading is no place itself."""
        wizard = self._import("南京：鼓楼区、玄武区\n福州：鼓楼区")
        self.assertEqual(self._covered(), {"320106", "320102", "350102"})
        self.assertEqual(wizard.heading_count, 2)

    def test_a_whole_prefecture(self):
        """A list may name prefectures and provinces as a whole."""
        self._import("湘西州、浙江省、北京市")
        self.assertEqual(self._covered(), {XIANGXI, "330000", "110000"})

    def test_left_out_lines(self):
        """A line left out is not imported, and listed among those."""
        wizard = self._import("昆山市、太仓市", apply=False)
        wizard.line_ids.filtered(lambda line: line.text == "太仓市").left_out = True
        wizard.action_apply()
        self.assertEqual(self._covered(), {"320583"})
        self.assertEqual((wizard.left_out_count, wizard.not_imported_count), (1, 1))
        self.assertIn("太仓市", base64.b64decode(wizard.not_imported_file).decode())

    def test_category_and_emergencies(self):
        """The default category and emergency flag make lines of their own."""
        locks = self.env["product.category"].sudo().create({"name": "锁具"})
        self._import("昆山市")
        self._import("昆山市", category_id=locks.id)
        self._import("昆山市", emergency_only=True)
        lines = self.station.coverage_ids
        self.assertEqual(len(lines), 3)
        self.assertEqual(len(lines.filtered("emergency_only")), 1)
        self.assertEqual(lines.category_id, locks)

    def test_archived_coverage_stays_archived(self):
        """What somebody archived is refused rather than revived or repeated."""
        self._import("昆山市")
        self.station.coverage_ids.action_archive()
        wizard = self._import("昆山市、太仓市")
        self.assertEqual(
            self._states(wizard), {"昆山市": "refused", "太仓市": "created"}
        )

    def test_a_list_that_changed_meanwhile(self):
        """Coverage made between preview and import is left alone."""
        wizard = self._import("昆山市、太仓市", apply=False)
        self._import("昆山市")
        wizard.action_apply()
        self.assertEqual(
            self._states(wizard), {"昆山市": "present", "太仓市": "created"}
        )
        with self.assertRaises(UserError):
            wizard.action_apply()

    def test_other_stations_are_named(self):
        """A line says which other stations cover the same."""
        other = self._create_station("昆山站", ["320583"])
        wizard = self._import("昆山市", apply=False)
        self.assertEqual(wizard.line_ids.state, "new")
        self.assertIn(other.name, wizard.line_ids.reason)


class TestCoverageImportStations(CoverageImportCase):
    def _stations(self):
        """{code of the region it stands for: station} of the stations made here."""
        stations = self.env["service.station"].search([("region_id", "!=", False)])
        return {station.region_id.code: station for station in stations}

    def test_a_station_for_each_prefecture(self):
        """Counties of one prefecture share a station named after it."""
        wizard = self._import(
            "凤凰县、吉首市、昆山市、琼海市长坡镇、北京市昌平区、东莞市",
            target="prefecture",
            station_id=False,
        )
        stations = self._stations()
        self.assertEqual(
            set(stations), {XIANGXI, "320500", "469002", "110000", "441900"}
        )
        self.assertEqual(wizard.new_station_count, 5)
        self.assertEqual(self._covered(stations[XIANGXI]), {FENGHUANG, JISHOU})
        self.assertIn("湘西州", stations[XIANGXI].name)
        self.assertNotIn("土家族", stations[XIANGXI].name)
        self.assertTrue(stations[XIANGXI].team_id)

    def test_the_prefectures_station_is_reused(self):
        """The second list of a prefecture goes to the station that it has."""
        self._import("凤凰县", target="prefecture", station_id=False)
        wizard = self._import("花垣县", target="prefecture", station_id=False)
        self.assertEqual(wizard.new_station_count, 0)
        self.assertEqual(
            self._covered(self._stations()[XIANGXI]), {FENGHUANG, "433124"}
        )

    def test_the_only_station_there_serves_the_prefecture(self):
        """A station that stands alone in a prefecture is taken; of two, neither."""
        self.jishou.region_id = self._region(JISHOU)
        self._import("花垣县", target="prefecture", station_id=False)
        self.assertEqual(self._covered(self.jishou), {"433124"})
        self.fenghuang.region_id = self._region(FENGHUANG)
        wizard = self._import("古丈县", target="prefecture", station_id=False)
        self.assertEqual(wizard.new_station_count, 1)
        self.assertEqual(self._covered(self._stations()[XIANGXI]), {"433126"})

    def test_a_choice_by_hand_finds_its_prefecture(self):
        """An ambiguous line goes to the station of what was chosen."""
        wizard = self._import(
            "鼓楼区", apply=False, target="prefecture", station_id=False
        )
        wizard.line_ids.region_id = self._region("350102")
        self.assertIn("福州市", wizard.line_ids.station_label)
        wizard.action_apply()
        self.assertEqual(self._covered(self._stations()["350100"]), {"350102"})

    def test_other_companies_stations_stay_out(self):
        """A station of another company is not the prefecture's station."""
        company = self.env["res.company"].sudo().create({"name": "另一家"})
        station = (
            self.env["service.station"]
            .sudo()
            .create(
                {
                    "name": "外人站",
                    "company_id": company.id,
                    "calendar_id": False,
                    "region_id": self._region(XIANGXI).id,
                }
            )
        )
        self._import("凤凰县", target="prefecture", station_id=False)
        self.assertFalse(station.coverage_ids)

    def test_the_action_of_a_station(self):
        """Opened from a station, the import is for that station."""
        wizard = (
            self.env["service.coverage.import"]
            .with_context(active_model="service.station", active_id=self.jishou.id)
            .create({"written": "凤凰县"})
        )
        self.assertEqual(wizard.station_id, self.jishou)
        self.assertEqual(wizard.target, "station")


class TestCoverageImportErrors(CoverageImportCase):
    def test_errors_name_their_field(self):
        """Bad input is refused in a sentence about the field it is in."""
        data = base64.b64encode("昆山市".encode())
        self.assertRefused("written")
        self.assertRefused("written", written=" \n ")
        self.assertRefused("written", written="昆山市", file=data)
        self.assertRefused("written", written="、、；\n")
        self.assertRefused("station_id", written="昆山市", station_id=False)
        self.assertRefused("file", file=base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0"))
        self.assertRefused("file", file=base64.b64encode(b"PK\x03\x04broken"))
        self.assertRefused("file", file=base64.b64encode(b"a" * 5_000_001))
        self.assertRefused(
            "written", written="x\n" * 10 + "\n".join(map(str, range(20_001)))
        )

    def test_odd_texts(self):
        """Control characters and a line of 100 KB do no harm."""
        wizard = self._import("昆\x00山\x01市、" + "很" * 100_000, apply=False)
        self.assertEqual(len(wizard.line_ids), 2)
        self.assertEqual(wizard.unknown_count, 1)

    def test_in_the_users_language(self):
        """Errors and reasons are told in the language of whoever imports."""
        self.env["res.lang"].sudo()._activate_lang("zh_CN")
        chinese = {
            "Paste a list, or upload a file.": "请粘贴清单或上传文件。",
            "the station covers it already": "该网点已覆盖",
        }
        self._import("凤凰县")
        wizard = self._import("凤凰县", apply=False)
        self.assertEqual(wizard.line_ids.reason, "the station covers it already")
        wizard = wizard.with_context(lang="zh_CN")
        translations = {("service_repair", "zh_CN"): chinese}
        with patch.dict(code_translations.python_translations, translations):
            self.assertEqual(wizard.line_ids.reason, "该网点已覆盖")
            wizard.written = False
            with self.assertRaisesRegex(UserError, "请粘贴清单或上传文件。"):
                wizard.action_preview()

    def test_only_managers_import(self):
        """Nobody below a manager can open an import, or read another's."""
        wizard = self._import("昆山市", apply=False)
        for user in (self.technician, self.agent, self.dispatcher):
            with self.subTest(user=user.login):
                imports = self.env["service.coverage.import"].with_user(user)
                with self.assertRaises(AccessError):
                    imports.create({"written": "昆山市"})
                with self.assertRaises(AccessError):
                    wizard.with_user(user).read(["written"])
                with self.assertRaises(AccessError):
                    wizard.line_ids.with_user(user).read(["text"])

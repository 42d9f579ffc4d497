from datetime import timedelta
from decimal import Decimal

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .visits import MORNING, VisitCase

AT_TEN = MORNING + timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestVisitWork(VisitCase):
    """Checklists by product, parts and prices, and the parts of a technician's day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = cls.env["product.category"]
        cls.locks = categories.create({"name": "锁"})
        cls.smart = categories.create({"name": "智能锁", "parent_id": cls.locks.id})
        cls.safes = categories.create({"name": "柜"})
        cls._template("出示工牌", False)
        cls._template("测量电压", cls.smart)
        cls._template("检查锁舌", cls.locks)
        cls._template("核对身份", cls.safes)
        cls.lock = cls.env["product.product"].create(
            {
                "name": "指纹锁",
                "default_code": "S1",
                "categ_id": cls.smart.id,
                "list_price": 100,
            }
        )

    @classmethod
    def _template(cls, step, category):
        cls.env["service.checklist.template"].create(
            {
                "name": step,
                "product_category_id": category and category.id,
                "step_ids": [(0, 0, {"name": step})],
            }
        )

    def _visit(self, **values):
        ticket = self._create_ticket(product_id=self.lock.id)
        visit = self._create_visit(ticket=ticket, **values)
        visit._happen(
            "assign", "dispatcher", self.li, resource_id=self.li.id, start=AT_TEN
        )
        return visit

    # -- checklists

    def test_steps_from_the_widest_category_down(self):
        """Once, when somebody has the visit; what is for others' products is not."""
        visit = self._visit()
        names = ["出示工牌", "检查锁舌", "测量电压"]
        self.assertEqual(visit.checklist_item_ids.mapped("name"), names)
        visit._happen("assign", "dispatcher", self.wang, resource_id=self.wang.id)
        self.assertEqual(len(visit.checklist_item_ids), 3)
        self.assertEqual(visit._unchecked(), names)

    def test_another_companys_checklists_are_not_ours(self):
        other = self.env["res.company"].create({"name": "外公司"})
        self.env["service.checklist.template"].search([]).company_id = other
        self.assertFalse(self._visit().checklist_item_ids)

    def test_done_by_whom_and_when(self):
        visit = self._visit()
        item = visit.checklist_item_ids[0]
        self.assertIsNone(visit._check(item.id, True, self.li, AT_TEN))
        self.assertEqual((item.done_at, item.done_by_id), (AT_TEN, self.li))
        self.assertEqual(visit._check(item.id, True, self.wang), "already")
        self.assertEqual(item.done_by_id, self.li)
        self.assertIsNone(visit._check(item.id, False, self.li))
        self.assertFalse(item.done_at or item.done_by_id)
        other = self._visit_elsewhere()
        self.assertEqual(other._check(item.id, True, self.li), "item")

    def _visit_elsewhere(self):
        return self._create_visit(AT_TEN + timedelta(hours=4), self.wang)

    def test_solved_wants_what_is_required(self):
        """Optional steps, and results other than solved, wait for nothing."""
        visit = self._visit()
        visit.checklist_item_ids[1:].is_required = False
        visit._decide({"state": "arrived", "arrived_at": AT_TEN})
        refused = visit._finish("solved", person=self.li, code=visit.completion_code)
        self.assertEqual(refused, ("unchecked", {"left": "出示工牌"}))
        visit._check(visit.checklist_item_ids[0].id, True, self.li)
        self.assertIsNone(
            visit._finish("solved", person=self.li, code=visit.completion_code)
        )

    # -- parts and prices

    def test_a_part_by_code_or_name_brings_its_price(self):
        visit = self._visit()
        for what in ("S1", "s1", "指纹锁"):
            self.assertIsNone(visit._add_line("part", what, Decimal(2), None, False))
        self.assertEqual(visit.part_ids.product_id, self.lock)
        self.assertEqual(visit.amount_total, 600)
        visit._add_line("part", "S1", Decimal(1), Decimal("50"), False)
        self.assertEqual(visit.amount_total, 650)
        visit._add_line("part", "%", Decimal(1), None, False)
        self.assertFalse(visit.part_ids[-1].product_id)
        self.assertEqual(visit.part_ids[-1].name, "%")

    def test_warranty_costs_nothing(self):
        """The visit's warranty covers its lines; one that it does not says so."""
        visit = self._visit()
        visit._add_line("work", "检修", Decimal(1), Decimal(80), False)
        visit._add_line("part", "S1", Decimal(1), None, True)
        self.assertEqual(visit.amount_total, 80)
        visit._set_warranty(True)
        self.assertEqual(visit.amount_total, 0)
        visit._add_line("part", "电池", Decimal("1.5"), Decimal(10), False)
        self.assertEqual(visit.amount_total, 15)
        self.assertEqual(visit._set_warranty(True), "already")

    def test_lines_that_make_no_sense(self):
        visit = self._visit()
        for said in (
            ("", Decimal(1), None),
            ("电池", Decimal(0), None),
            ("电池", None, None),
        ):
            self.assertIn(visit._add_line("part", *said, False), ("what", "quantity"))
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            values = {"visit_id": visit.id, "name": "x", "quantity": -1}
            self.env["service.visit.part"].create(values)

    def test_technicians_write_no_lines_by_rpc(self):
        """They read those of their visits; what they note goes by the phone's page."""
        self.li.user_id = self.technician
        visit = self._visit()
        visit._add_line("work", "检修", Decimal(1), Decimal(80), False)
        for records in (visit.part_ids, visit.checklist_item_ids):
            mine = records.with_user(self.technician)
            self.assertTrue(mine.has_access("read"))
            with self.assertRaises(AccessError):
                mine.write({"name": "x"})

    # -- the day

    def test_parts_of_the_day(self):
        """By the day of where it is: 23:30 in Shanghai is still today."""
        self.li.user_id = self.technician
        day = timedelta(days=1)
        late = AT_TEN.replace(hour=15, minute=30)
        overdue = self._create_visit(AT_TEN - day, self.li)
        made = {
            "today": overdue | self._create_visit(late, self.li),
            "tomorrow": self._create_visit(late + day / 12, self.li),
            "later": self._create_visit(AT_TEN + 5 * day, self.li),
            "over": self._done(AT_TEN - 2 * day),
        }
        self._done(AT_TEN - 9 * day)
        self._create_visit(AT_TEN + day, self.wang)
        shown = self.env["service.visit"].with_user(self.technician)._on_phone()
        self.assertEqual([name for name, _visits in shown], list(made))
        self.assertEqual(
            [visits.ids for _name, visits in shown],
            [visits.ids for visits in made.values()],
        )

    def _done(self, start):
        visit = self._create_visit(start, self.li)
        visit._decide({"state": "done", "finished_at": start})
        return visit

    def test_handing_over_by_the_button(self):
        """Whoever gave a visit back is not asked again for the same time."""
        self.li.user_id = self.technician
        visit = self._visit()
        dialogs = self.env["service.visit.hand.over"].with_user(self.technician)
        dialogs.create({"visit_id": visit.id, "reason": "ill"}).action_hand_over()
        self.assertEqual((visit.state, visit.resource_id), ("offered", self.wang))
        visit._decline("ill", person=self.wang)
        self.assertNotEqual(visit.resource_id, self.li)

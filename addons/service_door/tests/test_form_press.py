from datetime import timedelta

from odoo import fields

from odoo.addons.base.tests.common import BaseCommon


class TestFormPress(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.presses = cls.env["service.form.press"]

    def _age(self, **delta):
        """Let time pass since all that was sent."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE service_form_press SET create_date = %s",
            [fields.Datetime.now() - timedelta(**delta)],
        )
        self.env.invalidate_all()

    def test_first_press_wins(self):
        """The second leads to where the first led to."""
        self.assertTrue(self.presses._is_first("ticket:1:a"))
        self.presses._note_where("ticket:1:a", "/my/ticket/1")
        self.assertFalse(self.presses._is_first("ticket:1:a"))
        self.assertEqual(self.presses._led_to("ticket:1:a"), "/my/ticket/1")
        self.assertTrue(self.presses._is_first("ticket:2:a"))
        self.assertFalse(self.presses._led_to("ticket:2:a"))

    def test_counted_within_the_hour(self):
        """By how the key begins, to the letter."""
        for key in ("a_b:1", "a_b:2", "axb:1", "a%:1", "za_b:1"):
            self.presses._is_first(key)
        self.assertEqual(self.presses._count_lately("a_b:"), 2)
        self.assertEqual(self.presses._count_lately("a%:"), 1)
        self._age(minutes=61)
        self.assertEqual(self.presses._count_lately("a_b:"), 0)

    def test_senders(self):
        """Each address and each number has its own limit; none tells who it was."""
        by = {"address": "203.0.113.7", "phone": "+8613800138000"}
        for number in range(3):
            self.assertFalse(self.presses._is_often("complaint", 3, **by))
            self.presses._note_sender("complaint", f"{number:032x}", **by)
        self.assertTrue(self.presses._is_often("complaint", 3, **by))
        only = {"address": "198.51.100.9"}
        self.assertTrue(self.presses._is_often("complaint", 3, **{**by, **only}))
        self.assertTrue(self.presses._is_often("complaint", 3, address="203.0.113.7"))
        self.assertFalse(self.presses._is_often("complaint", 3, **only))
        self.assertFalse(self.presses._is_often("complaint", 4, **by))
        self.assertFalse(self.presses._is_often("ticket", 3, **by))
        # an address that is a number is another sender than the number
        self.assertFalse(self.presses._is_often("complaint", 3, phone="203.0.113.7"))
        keys = " ".join(self.presses.search([]).mapped("key"))
        for told in by.values():
            self.assertNotIn(told, keys)
        self._age(minutes=61)
        self.assertFalse(self.presses._is_often("complaint", 3, **by))

    def test_repeated_form_counts_once_for_its_sender(self):
        for _press in range(5):
            self.presses._note_sender("complaint", "a" * 32, phone="1", address="")
        self.assertFalse(self.presses._is_often("complaint", 2, phone="1"))

    def test_unknown_sender(self):
        """Who tells neither address nor number is not limited by them."""
        self.presses._note_sender("complaint", "a" * 32, phone="", address=None)
        self.assertFalse(self.presses._is_often("complaint", 1, phone="", address=None))
        self.assertFalse(self.presses.search([]))

    def test_old_presses_go(self):
        self.presses._is_first("old")
        self._age(days=3)
        self.presses._is_first("new")
        self.presses._gc_presses()
        self.assertEqual(self.presses.search([]).mapped("key"), ["new"])

from odoo.tests import tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestCaller(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.cn")

    def _phone(self, raw, address=False):
        ticket = self._create_ticket(address, caller_phone=raw)
        return (
            ticket.caller_number,
            ticket.caller_extension,
            ticket.caller_phone_status,
        )

    def test_standard_form(self):
        """The caller's number is kept as given and in its international form."""
        self.assertEqual(
            self._phone("0743-5551234转12"), ("+867435551234", "12", "landline")
        )
        self.assertEqual(self._phone("13812345678")[0], "+8613812345678")
        self.assertEqual(self._phone("乱七八糟")[2], "unreadable")
        self.assertEqual(self._phone(False)[2], "empty")

    def test_area_code_of_the_region(self):
        """A local number gets the area code of the place, once that is known."""
        self.assertEqual(self._phone("5551234")[2], "no_area")
        self.assertEqual(self._phone("5551234", "湖南省凤凰县")[0], "+867435551234")
        self.assertEqual(self._phone("65051234", "北京市朝阳区")[0], "+861065051234")
        ticket = self._create_ticket(False, caller_phone="5551234")
        ticket.address = "湖南省凤凰县"
        self.assertEqual(ticket.caller_number, "+867435551234")

    def test_number_settles_a_vague_address(self):
        """Where an address leaves several counties open, the caller's town decides."""
        vague = self._create_ticket("西安区")
        self.assertEqual(vague.region_status, "ambiguous")
        hinted = self._create_ticket("西安区", caller_phone="0453-5551234")
        self.assertEqual(hinted.region_id, self._region("231005"))
        vague.caller_phone = "0453-5551234"
        self.assertEqual(vague.region_id, self._region("231005"))

    def test_last_ticket_settles_a_vague_address(self):
        """So does the place where the same customer last needed us."""
        customer = self.env["res.partner"].create({"name": "Customer"})
        self._create_ticket("吉林省辽源市西安区", partner_id=customer.id)
        again = self._create_ticket("西安区", partner_id=customer.id)
        self.assertEqual(again.region_id, self._region("220403"))

    def test_a_number_never_overrules_the_address(self):
        """Who calls from elsewhere for a clear address changes nothing."""
        ticket = self._create_ticket("湖南省凤凰县", caller_phone="010-65051234")
        self.assertAt(ticket, self.fenghuang)

    def test_hints_in_a_batch(self):
        """Hints for many tickets cost no more queries than for few."""

        def queries(count):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            tickets = self.env["helpdesk.ticket"].concat(
                *(
                    self.env["helpdesk.ticket"].new(
                        {
                            "is_repair": True,
                            "address": "西安区",
                            "caller_phone": f"0453-555{number:04}",
                        }
                    )
                    for number in range(count)
                )
            )
            tickets.mapped("region_id")
            return self.env.cr.sql_log_count - start

        queries(2)
        self.assertEqual(queries(3), queries(60))

from odoo.tests import Form, tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestCreation(RepairCase):
    def test_goes_to_the_station_that_covers_its_county(self):
        """A ticket with half a sentence of address lands at the station covering it."""
        ticket = self._create_ticket("锁在凤凰县打不开了")
        self.assertEqual(ticket.region_id, self._region("433123"))
        self.assertAt(ticket, self.fenghuang)
        self.assertTrue(ticket.routed_at)

    def test_climbs_to_the_prefecture(self):
        """Where a county has no station of its own, the prefecture's takes it."""
        ticket = self._create_ticket("湖南省湘西州泸溪县")
        self.assertAt(ticket, self.jishou)
        self.assertEqual(
            ticket.routing_reason,
            "泸溪县 → no station there → 湘西州 → 吉首站 (1 of 6 today)",
        )

    def test_ends_with_the_dispatchers(self):
        """Where nobody serves, the ticket waits in the dispatchers' queue."""
        ticket = self._create_ticket("西藏拉萨市城关区")
        self.assertAt(ticket, None)
        self.assertIn("dispatcher's queue", ticket.routing_reason)

    def test_without_address(self):
        """Without an address the dispatchers ask for it."""
        ticket = self._create_ticket(False)
        self.assertAt(ticket, None)
        self.assertEqual(ticket.routing_reason, "no address yet → dispatcher's queue")

    def test_plain_tickets_are_left_alone(self):
        """A ticket that is no repair has no station and keeps the common number."""
        ticket = self.env["helpdesk.ticket"].create(
            {"name": "Question", "description": "?", "address": "凤凰县"}
        )
        self.assertFalse(ticket.station_id)
        self.assertFalse(ticket.routing_steps)
        self.assertTrue(ticket.number.startswith("HT"))

    def test_numbers_of_a_batch(self):
        """Repair tickets count on their own, one after the other, each once."""
        tickets = self.env["helpdesk.ticket"].create(
            [{"is_repair": True, "address": "凤凰县"} for _ in range(12)]
        )
        numbers = tickets.mapped("number")
        self.assertEqual(len(set(numbers)), 12)
        self.assertEqual(numbers, sorted(numbers))
        self.assertRegex(numbers[0], r"^WX/\d{4}/\d{5}$")

    def test_title_and_description_from_the_fault(self):
        """The form needs no title: product and fault make one."""
        product = self.env["product.product"].create({"name": "Safe 3C"})
        ticket = self._create_ticket(product_id=product.id, fault="won't open\nsince")
        self.assertEqual(ticket.name, "Safe 3C: won't open")
        self.assertIn("since", ticket.description)
        self.assertEqual(ticket.product_category_id, product.categ_id)

    def test_nobody_owns_a_new_ticket(self):
        """The ticket is not assigned to who took the call but waits at the station."""
        ticket = (
            self.env["helpdesk.ticket"]
            .with_user(self.agent)
            .create({"is_repair": True, "address": "凤凰县"})
        )
        self.assertFalse(ticket.user_id)

    def test_form_shows_the_station_before_saving(self):
        """Who types an address sees the station at once."""
        form = Form(
            self.env["helpdesk.ticket"].with_context(default_is_repair=True),
            view=self._view(),
        )
        form.address = "湖南凤凰县沱江镇"
        self.assertEqual(form.station_id, self.fenghuang)
        ticket = form.save()
        self.assertAt(ticket, self.fenghuang)
        self.assertFalse(ticket.station_by_hand)

    def _view(self):
        return self.env["ir.ui.view"].create(
            {
                "name": "form.for.test",
                "model": "helpdesk.ticket",
                "arch": """<form><field name="is_repair"/>
                    <field name="name" required="0"/>
                    <field name="description" required="0"/><field name="address"/>
                    <field name="is_emergency"/><field name="region_id"/>
                    <field name="station_id"/></form>""",
            }
        )

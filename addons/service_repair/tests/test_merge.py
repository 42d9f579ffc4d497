from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RepairCase


@tagged("post_install", "-at_install")
class TestMerge(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls._create_ticket(fault="打不开")
        cls.other = cls._create_ticket(
            fault="还是打不开", serial_number="S1", caller_phone="13812345678"
        )
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "lock.txt",
                "raw": b"lock",
                "res_model": "helpdesk.ticket",
                "res_id": cls.other.id,
            }
        )
        cls.other.message_post(
            body="words of the customer",
            message_type="comment",
            attachment_ids=cls.file.ids,
        )

    def _merge(self, tickets, survivor):
        wizard = self.env["service.ticket.merge"].with_user(self.agent)
        action = tickets.with_user(self.agent).action_open_merge()
        wizard.with_context(**action["context"]).create(
            {"survivor_id": survivor.id}
        ).action_merge()

    def _said(self, ticket, text):
        return ticket.message_ids.filtered(lambda m: text in (m.body or ""))

    def test_both_histories_are_kept(self):
        """The survivor has the other's messages with author, date and files, and the
        other keeps its own."""
        self._merge(self.other, self.survivor)
        copied = self._said(self.survivor, "words of the customer")
        original = self._said(self.other, "words of the customer")
        self.assertEqual(len(copied), 1)
        self.assertEqual(copied.author_id, original.author_id)
        self.assertEqual(copied.date, original.date)
        self.assertEqual(copied.attachment_ids.raw, b"lock")
        self.assertEqual(copied.attachment_ids.res_id, self.survivor.id)
        self.assertEqual(original.attachment_ids, self.file)
        self.assertEqual(self.file.res_id, self.other.id)

    def test_other_is_closed_as_duplicate(self):
        """The other is closed as a duplicate, and each side names the other."""
        self._merge(self.other, self.survivor)
        self.assertTrue(self.other.closed)
        self.assertEqual(self.other.duplicate_id, self.survivor)
        self.assertTrue(self._said(self.survivor, self.other.number))
        self.assertTrue(self._said(self.survivor, "13812345678"))
        self.assertTrue(self._said(self.other, self.survivor.number))
        self.assertFalse(self.survivor.closed)

    def test_emergency_goes_over(self):
        """What was an emergency stays one."""
        self.other.is_emergency = True
        self._merge(self.other, self.survivor)
        self.assertTrue(self.survivor.is_emergency)

    def test_undo_reopens(self):
        """Taken out again, a ticket is open and whole."""
        self._merge(self.other, self.survivor)
        self.other.with_user(self.agent).action_undo_merge()
        self.assertFalse(self.other.closed or self.other.duplicate_id)
        self.assertFalse(self.other.closed_date)
        self.assertAt(self.other, self.fenghuang)
        self.assertTrue(self._said(self.other, "words of the customer"))

    def test_survivor_may_be_among_the_selected(self):
        """In a list one selects them all and says which goes on; those that were merged
        into one of them follow."""
        third = self._create_ticket(fault="又打不开")
        self._merge(third, self.other)
        self._merge(self.survivor | self.other, self.survivor)
        self.assertEqual(self.other.duplicate_id, self.survivor)
        self.assertEqual(third.duplicate_id, self.survivor)

    def test_refusals(self):
        """Not into itself, not into a closed one, not twice, not by technicians."""
        with self.assertRaises(UserError):
            self.survivor._merge_into(self.survivor)
        self._merge(self.other, self.survivor)
        with self.assertRaises(UserError):
            self.survivor._merge_into(self.other)
        with self.assertRaises(UserError):
            self.other._merge_into(self._create_ticket())
        third = self._create_ticket()
        with self.assertRaises(AccessError):
            third.with_user(self.technician)._merge_into(self.survivor)

    def test_customer_hears_of_no_end(self):
        """The mail that a closing stage sends is not sent for a merged ticket."""
        template = self.env["mail.template"].create(
            {
                "name": "Closed",
                "model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                "subject": "Closed",
                "body_html": "<p>Closed</p>",
                "email_to": "customer@example.com",
            }
        )
        other = self._tracked(self.other)
        other._duplicate_stage().mail_template_id = template
        before = self.env["mail.mail"].search_count([])
        other._merge_into(self.survivor)
        self.env.flush_all()
        self.cr.precommit.run()
        self.assertTrue(self.other.closed)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

from datetime import timedelta

from odoo import fields

from .common import RepairCase


class TestDemo(RepairCase):
    """The demonstration's tickets have a past, though they are made in one moment."""

    def _ticket_of_demo(self, stage, hours, **past):
        """A ticket of the demonstration, made so many hours ago; ``past``: how many
        hours ago something else happened."""
        now = fields.Datetime.now()
        stage = self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{stage}")
        ticket = self._create_ticket(
            stage_id=stage.id,
            **{name: now - timedelta(hours=ago) for name, ago in past.items()},
        )
        ticket.flush_recordset()
        self.cr.execute(
            "UPDATE helpdesk_ticket SET create_date = %s WHERE id = %s",
            [now - timedelta(hours=hours), ticket.id],
        )
        ticket.invalidate_recordset()
        self.env["ir.model.data"].create(
            {
                "module": "service_repair",
                "name": f"ticket_{ticket.id}_demo",
                "model": ticket._name,
                "res_id": ticket.id,
            }
        )
        return ticket

    def test_clocks_tell_the_past(self):
        """They start with the ticket and end with it, met or cancelled."""
        open_ = self._ticket_of_demo("new", 30)
        done = self._ticket_of_demo("done", 50, closed_date=20)
        dropped = self._ticket_of_demo("rejected", 60, closed_date=20)
        others = self._create_ticket()
        started = others.deadline_ids.mapped("started_at")
        self.env["service.ticket.demo"]._tell_past()
        for ticket, states in (
            (open_, {"running", "late"}),
            (done, {"met", "missed"}),
            (dropped, {"cancelled"}),
        ):
            clocks = ticket.deadline_ids
            self.assertEqual(len(clocks), 2)
            self.assertLessEqual(set(clocks.mapped("state")), states)
            self.assertEqual(
                set(clocks.mapped("started_at")),
                {ticket.create_date.replace(microsecond=0)},
            )
        self.assertEqual(set(done.deadline_ids.mapped("ended_at")), {done.closed_date})
        self.assertEqual(others.deadline_ids.mapped("started_at"), started)

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.service_planning import to_moment
from ..rules.booking import part_of_day


class ServiceVisitSlot(models.TransientModel):
    """A free time for a ticket's visit, as an agent at the phone reads it out."""

    _name = "service.visit.slot"
    _description = "Free Time for a Visit"
    _order = "start, id"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    start = fields.Datetime(required=True, readonly=True)
    date = fields.Date(string="Day", readonly=True)
    day = fields.Char(string="Weekday", readonly=True)
    # local to the station, whatever the agent's own clock shows
    clock = fields.Char(string="Time", readonly=True)
    part = fields.Selection(
        [
            ("morning", "Morning"),
            ("afternoon", "Afternoon"),
            ("evening", "Evening"),
        ],
        readonly=True,
    )
    people = fields.Char(string="Free", readonly=True)

    @api.model
    def _list_for(self, ticket):
        """The free times for a ticket's visit, one record each."""
        # sudo: when people are free counts, whoever may read their plans
        visit = ticket.sudo()._visit_to_book()
        names = {each.id: each.name for each in visit.station_id.technician_ids}
        return self.create(
            [
                {"ticket_id": ticket.id, **self._values(visit, slot, names)}
                for slot in visit._slots()
            ]
        )

    def _values(self, visit, slot, names):
        start = to_moment(slot.start)
        local = visit._local(start)
        return {
            "start": start,
            "date": local.date(),
            "day": visit._day_in_words(local),
            "clock": f"{local:%H:%M}",
            "part": part_of_day(local.hour),
            "people": ", ".join(names[person] for person in slot.people),
        }

    def action_book(self):
        """Book this time for the ticket: once, and only while it is free."""
        self.ensure_one()
        self.ticket_id.check_access("write")
        visit = self.ticket_id.next_visit_id
        if not visit:
            visit = visit.create({"ticket_id": self.ticket_id.id})
        # sudo: agents book; whose plan it changes is no matter of theirs
        outcome = visit.sudo()._book(self.start, "agent")
        if outcome == "taken":
            raise UserError(
                self.env._("Somebody else was faster. Close this and look again.")
            )
        if outcome != "already":
            visit._raise_refusal(outcome)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Booked: %(day)s %(clock)s", day=self.day, clock=self.clock
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

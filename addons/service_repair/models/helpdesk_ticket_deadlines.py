from collections import defaultdict

from odoo import api, models

from ..rules.ticket_events import what_happened

# What policies, and the hours they are counted on, are chosen by.
CHOSEN_BY = {
    "is_repair",
    "is_emergency",
    "product_id",
    "product_category_id",
    "station_id",
    "station_by_hand",
    "region_id",
    "address",
    "company_id",
}
# What of a ticket means something to clocks, see `_deadline_traits`.
TRAIT_FIELDS = ("is_repair", "user_id", "stage_id", "duplicate_id")


class HelpdeskTicket(models.Model):
    """A repair ticket's promises: what happens to it starts, pauses and meets them."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "service.deadline.mixin"]

    @api.model
    def _deadline_event_codes(self):
        return super()._deadline_event_codes() | {
            "ticket_created",
            "ticket_taken",
            "customer_awaited",
            "customer_answered",
            "ticket_done",
            "ticket_dropped",
            "visit_arrived",
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Report what happened to new tickets: imported, one may be done already."""
        tickets = super().create(vals_list)
        tickets._deadline_report({ticket: set() for ticket in tickets})
        return tickets

    def write(self, vals):
        """Report what a change means for the clocks; a reopened ticket starts anew."""
        told = vals.keys() & TRAIT_FIELDS
        before = {ticket: ticket._deadline_traits() for ticket in self} if told else {}
        result = super().write(vals)
        if told:
            self._deadline_report(before)
        if CHOSEN_BY & vals.keys():
            self.filtered("is_repair")._deadline_refresh(self.env._("Ticket changed"))
        return result

    def _deadline_traits(self):
        """What of a ticket means something to clocks, as a set of words."""
        stage = self.stage_id
        traits = {
            "repair": self.is_repair,
            "taken": bool(self.user_id),
            "awaited": stage.awaits_customer,
            "closed": stage.closed,
            "dropped": stage.closed and (stage.dropped or bool(self.duplicate_id)),
        }
        return {trait for trait, holds in traits.items() if holds}

    def _deadline_report(self, before):
        """Report the events that lie between what tickets were and what they are."""
        events = defaultdict(list)
        for ticket in self.filtered("is_repair"):
            for code in what_happened(before[ticket], ticket._deadline_traits()):
                events[code].append(ticket.id)
        for code, ids in events.items():
            self.browse(ids)._deadline_event(code)

    def _deadline_calendar(self):
        """The hours of who serves it, else the company's; none: round the clock."""
        self.ensure_one()
        # sudo: a customer's message may start a clock
        station = self.sudo().station_id
        if station.is_round_the_clock:
            return station.calendar_id.browse()
        return station.calendar_id or super()._deadline_calendar()

    def _deadline_responsible(self):
        """Who took it, else the manager of its station, else its queue's leader."""
        self.ensure_one()
        return self.user_id or self._deadline_manager()

    def _deadline_manager(self):
        self.ensure_one()
        return self.station_id.manager_id or self.team_id.user_id

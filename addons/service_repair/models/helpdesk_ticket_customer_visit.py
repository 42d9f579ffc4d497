from odoo import models
from odoo.exceptions import UserError

from ..rules.progress import VisitFacts
from ..rules.visit_life import ALREADY, ENDED, HELD

# What `_book` and `_happen` answer, for the page.
DONE = {"book": "booked", "cancel": "cancelled", "confirm": "confirmed"}


class HelpdeskTicket(models.Model):
    """The visit on the customer's page: seen, booked, moved, cancelled, confirmed."""

    _inherit = "helpdesk.ticket"

    def _visit_for_customer(self):
        """The visit that comes or is under way, else the last one; with sudo."""
        self.ensure_one()
        # sudo: the link stands for the right of who has no account
        ticket = self.sudo()
        return ticket.next_visit_id or ticket.visit_ids.sorted("id")[-1:]

    def _visit_facts(self):
        """What `rules.progress` needs to know of the visit; None without a time."""
        visit = self._visit_for_customer()
        if not visit.start or visit.state == "cancelled":
            return None
        return VisitFacts(
            visit.create_date.replace(microsecond=0),
            visit.departed_at or None,
            visit.arrived_at or None,
        )

    def _may_book(self):
        """Whether the customer may choose a time: first, or another one."""
        visit = self._visit_for_customer()
        if self.closed or not self.station_id:
            return False
        if not visit or visit.state in ENDED:
            return True
        return not self.is_emergency and visit._may_customer("move")

    def _visit_to_book(self):
        """The visit that a time is chosen for: the next one, or one not made yet."""
        # sudo: the link stands for the right of who has no account
        ticket = self.sudo()
        draft = ticket.env["service.visit"].new({"ticket_id": ticket.id})
        return ticket.next_visit_id or draft

    def _customer_visit(self, act, shown, **values):
        """Do with the visit what the customer asks for.

        :param act: "book" with `start`, "cancel" with `reason`, "confirm" with
            the `minute` that was shown
        :param shown: id of the visit that the page showed, None for none
        :return: "booked", "moved", "cancelled", "confirmed", "already", "taken",
            "other_visit" when the page was an old one, or "too_late"
        """
        self.ensure_one()
        # two presses at once: the later one sees what the earlier one did
        self.lock_for_update(allow_referencing=True)
        visit = self.next_visit_id
        if act == "book":
            return self._book_for_customer(visit, shown, values["start"])
        if not visit or visit.id != shown:
            known = visit.browse(shown or []).filtered(lambda v: v.ticket_id == self)
            is_done = act == "cancel" and known.state == "cancelled"
            return "already" if is_done else "other_visit"
        if act == "cancel":
            outcome = visit._cancel("customer", values.get("reason"))
        else:
            outcome = visit._confirm(values["minute"])
        return self._say_outcome(outcome, DONE[act])

    def _book_for_customer(self, visit, shown, start):
        if self.closed or (visit.id or None) != shown:
            return "other_visit"
        if not visit:
            visit = visit.create({"ticket_id": self.id})
        done = "moved" if visit.start else "booked"
        return self._say_outcome(visit._book(start, "customer"), done)

    def _say_outcome(self, outcome, done):
        if outcome is None:
            return done
        if outcome == "moved":  # since the page was shown
            return "other_visit"
        return outcome if outcome in (ALREADY, "taken") else "too_late"

    def _visit_page(self):
        """What the customer's page shows of the visit."""
        visit = self._visit_for_customer()
        return {
            "visit": visit,
            "visit_person": visit._person_for_customer() if visit else visit,
            "visit_reload": visit._seconds_to_reload() if visit else 0,
            "visit_has_code": bool(visit) and visit.state in HELD,
            "visit_may_book": self._may_book(),
            "visit_may_cancel": bool(visit) and visit._may_customer("cancel"),
        }

    # -- agents at the phone

    def action_book_visit(self):
        """Show the free times of the ticket's station, to be booked with one press."""
        self.ensure_one()
        self.check_access("write")
        if not self.station_id:
            raise UserError(
                self.env._("The ticket is at no station yet: nobody has free times.")
            )
        slots = self.env["service.visit.slot"]._list_for(self)
        if not slots:
            raise UserError(
                self.env._(
                    "%(station)s has no free time within the next days.",
                    station=self.station_id.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Book a Visit"),
            "res_model": "service.visit.slot",
            "view_mode": "list",
            "views": [(False, "list")],
            "target": "new",
            "domain": [("id", "in", slots.ids)],
            "context": {"group_by": ["date:day"]},
        }

from odoo import models
from odoo.exceptions import AccessError, UserError


class ServiceVisit(models.Model):
    """Buttons of the web client: who presses is found out, then it happens."""

    _inherit = "service.visit"

    def _acting(self):
        """In which role, and as which technician, the current user acts.

        :raise AccessError: it is not the user's visit
        """
        self.ensure_one()
        person = self.env["resource.resource"]._of_user() & self._people()
        if person:
            return "technician", person[:1]
        if self.env.user.has_group("service_repair.group_dispatcher"):
            return "dispatcher", None
        raise AccessError(
            self.env._("%(visit)s is not your visit.", visit=self.display_name)
        )

    def _press(self, act):
        """Do what a button is for, with the rights that the role gives."""
        self.check_access("read")
        role, person = self._acting()
        # sudo: technicians write no visits; what happens to theirs is judged
        outcome = act(self.sudo(), role=role, person=person)
        self._raise_refusal(outcome)

    def action_accept(self):
        self._press(type(self)._accept)

    def action_decline(self):
        self._press(type(self)._decline)

    def action_depart(self):
        self._press(type(self)._depart)

    def action_arrive(self):
        self._press(type(self)._arrive)

    def action_choose_time(self):
        """Show when the station is free: a planned visit is proposed for a time."""
        self.ensure_one()
        return self.ticket_id.action_book_visit()

    def action_dispatch(self):
        """Ask the best technician now."""
        self.check_access("write")
        self.ensure_one()
        if not self.start and not self.is_emergency:
            raise UserError(
                self.env._("Choose a time first; only emergencies begin at once.")
            )
        # sudo: whether there is anybody, whoever may read technicians
        if not self.sudo().station_id.technician_ids:
            raise UserError(
                self.env._(
                    "%(station)s has no technicians. Enter them under Stations → "
                    "Technicians.",
                    station=self.station_id.name or self.env._("The station"),
                )
            )
        self._dispatch()

    def action_cancel(self):
        self.check_access("write")
        is_dispatcher = self.env.user.has_group("service_repair.group_dispatcher")
        role = "dispatcher" if is_dispatcher else "agent"
        for visit in self:
            visit._raise_refusal(visit._cancel(role))

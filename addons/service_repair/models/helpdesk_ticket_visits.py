from odoo import api, fields, models

NOT_BEGUN = ("open", "offered", "accepted")
# What of a ticket decides where its visit goes and who can do it.
LEADS = {"station_id", "region_id", "address", "is_emergency", "product_category_id"}


class HelpdeskTicket(models.Model):
    """A repair ticket's visits: an emergency's is proposed with the saving of the call,
    others are booked."""

    _inherit = "helpdesk.ticket"

    visit_ids = fields.One2many("service.visit", "ticket_id", string="Visits")
    visit_count = fields.Integer(compute="_compute_visit_count")
    next_visit_id = fields.Many2one("service.visit", compute="_compute_next_visit_id")
    next_visit_text = fields.Char("When and Who", compute="_compute_next_visit_text")

    @api.depends("visit_ids")
    def _compute_visit_count(self):
        counts = dict(
            self.env["service.visit"]._read_group(
                [("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]
            )
        )
        for ticket in self:
            ticket.visit_count = counts.get(ticket._origin, 0)

    @api.depends("visit_ids.state", "visit_ids.start")
    def _compute_next_visit_id(self):
        """The visit that is under way or comes next."""
        for ticket in self:
            coming = ticket.visit_ids.filtered(
                lambda visit: visit.state not in ("done", "cancelled")
            )
            ticket.next_visit_id = coming.sorted(
                lambda visit: (not visit.start, visit.start or False, visit.id)
            )[:1]

    @api.depends("visit_ids.state", "visit_ids.start", "visit_ids.resource_id")
    @api.depends_context("lang", "tz")
    def _compute_next_visit_text(self):
        for ticket in self:
            visit = ticket.next_visit_id
            start = visit.start and visit._moment_text(visit.start)
            state = visit and visit._fields["state"].convert_to_export(
                visit.state, visit
            )
            said = filter(None, (start, visit.resource_id.name, state))
            ticket.next_visit_text = " · ".join(said)

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets._send_to_emergencies()
        return tickets

    def write(self, vals):
        result = super().write(vals)
        if LEADS & vals.keys():
            self._visits_follow()
        if "stage_id" in vals:
            self.filtered("closed")._drop_visits()
        return result

    def _send_to_emergencies(self):
        """Propose a visit for each emergency that has none."""
        waiting = self.filtered(
            lambda ticket: (
                ticket.is_repair
                and ticket.is_emergency
                and ticket.region_id
                and not ticket.closed
                and not ticket.duplicate_id
            )
        )
        if not waiting or not waiting.company_id._has_technicians():
            return
        # sudo: who files an emergency need not plan visits
        visits = self.env["service.visit"].sudo()
        without = waiting.filtered(lambda ticket: not ticket.sudo().visit_ids)
        made = visits.create([{"ticket_id": ticket.id} for ticket in without])
        made._dispatch()

    def _visits_follow(self):
        """Visits that nobody set out to go where the ticket goes."""
        # sudo: visits follow, whoever may plan them
        visits = self.sudo().visit_ids.filtered(lambda each: each.state in NOT_BEGUN)
        moved = visits.filtered(
            lambda visit: (
                visit.ticket_id.station_id
                and visit.station_id != visit.ticket_id.station_id
                and visit.state in ("open", "offered")
            )
        )
        for visit in moved:
            visit._go_to_station(visit.ticket_id.station_id)
        (visits - moved)._plan()
        self._send_to_emergencies()

    def _drop_visits(self):
        """Nobody drives to what is closed."""
        # sudo: as above
        for visit in self.sudo().visit_ids:
            if visit.state in (*NOT_BEGUN, "on_way"):
                visit._cancel("system", self.env._("The ticket was closed."))

    def _hand_on_to(self, station, reason):
        """Nobody of the ticket's station could come: another one serves it.

        :param reason: in words, for the ticket's history
        """
        handed_on = self.with_context(service_handed_on_from=self.station_id.name)
        handed_on.write({"station_id": station.id, "station_by_hand": True})
        self._note(reason)

    def _stages_of_queue(self):
        return self.team_id.with_company(self.company_id)._get_applicable_stages()

    def _begun_stage(self):
        """The first stage in which somebody is at it; else the ticket's own."""
        begun = self._stages_of_queue().filtered(
            lambda stage: not stage.closed and not stage.unattended
        )
        return begun[:1] or self.stage_id

    def _close_as_done(self, dropped=False):
        """Close the ticket: the repair is done, or not wanted any more."""
        stages = self._stages_of_queue().filtered("closed")
        fitting = stages.filtered(lambda stage: stage.dropped == dropped)
        if not self.closed and (fitting or stages):
            self.stage_id = (fitting or stages)[0]

    def action_show_visits(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_visit_action"
        )
        return {
            **action,
            "domain": [("ticket_id", "=", self.id)],
            "context": {"default_ticket_id": self.id},
        }

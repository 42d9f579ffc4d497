from odoo import fields, models


class ServiceStation(models.Model):
    """What a manager must see of a station from across the room."""

    _inherit = "service.station"

    open_ticket_count = fields.Integer(compute="_compute_open_tickets")
    unstarted_ticket_count = fields.Integer(
        compute="_compute_open_tickets", help="Open tickets that nobody has begun."
    )
    open_emergency_count = fields.Integer(
        string="Open Emergencies", compute="_compute_open_tickets"
    )
    oldest_open_date = fields.Datetime(
        string="Oldest Open Ticket",
        compute="_compute_open_tickets",
        help="When the ticket came in that has been open the longest.",
    )

    def _compute_open_tickets(self):
        groups = self.env["helpdesk.ticket"]._read_group(
            [("station_id", "in", self.ids), ("closed", "=", False)],
            ["station_id", "unattended", "is_emergency"],
            ["__count", "create_date:min"],
        )
        figures = {}
        for station, unattended, is_emergency, count, date in groups:
            found = figures.setdefault(station.id, [0, 0, 0, date])
            found[0] += count
            found[1] += count if unattended else 0
            found[2] += count if is_emergency else 0
            found[3] = min(found[3], date)
        for station in self:
            (
                station.open_ticket_count,
                station.unstarted_ticket_count,
                station.open_emergency_count,
                station.oldest_open_date,
            ) = figures.get(station._origin.id, (0, 0, 0, False))

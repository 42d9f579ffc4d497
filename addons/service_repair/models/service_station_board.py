from odoo import fields, models


class ServiceStation(models.Model):
    """What a manager must see of a station from across the room."""

    _inherit = "service.station"

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
            ["station_id", "is_emergency"],
            ["__count", "create_date:min"],
        )
        urgent = {}
        oldest = {}
        for station, is_emergency, count, date in groups:
            oldest[station.id] = min(date, oldest.get(station.id, date))
            if is_emergency:
                urgent[station.id] = count
        for station in self:
            station.open_emergency_count = urgent.get(station._origin.id, 0)
            station.oldest_open_date = oldest.get(station._origin.id, False)

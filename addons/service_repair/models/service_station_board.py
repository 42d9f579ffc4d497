from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ServiceStation(models.Model):
    """What a manager must see of a station from across the room."""

    _inherit = "service.station"

    # in the order in which stations are shown
    _order_index = models.Index("(sequence, name, id) WHERE active IS TRUE")

    open_ticket_count = fields.Integer(compute="_compute_open_tickets")
    open_emergency_count = fields.Integer(
        string="Open Emergencies", compute="_compute_open_tickets"
    )
    oldest_open_date = fields.Datetime(
        string="Oldest Open Ticket",
        compute="_compute_open_tickets",
        help="When the ticket came in that has been open the longest.",
    )
    coverage_count = fields.Integer(compute="_compute_setup_counts")
    people_count = fields.Integer(
        string="Number of People", compute="_compute_setup_counts"
    )

    def _compute_open_tickets(self):
        figures = {found[0]: found[1:] for found in self._open_figures()}
        for station in self:
            (
                station.open_ticket_count,
                station.open_emergency_count,
                station.oldest_open_date,
            ) = figures.get(station._origin.id, (0, 0, False))

    @api.depends("coverage_ids", "user_ids")
    def _compute_setup_counts(self):
        counts = {found[0]: found[1:] for found in self._setup_counts()}
        for station in self:
            station.coverage_count, station.people_count = counts.get(
                station._origin.id, (0, 0)
            )

    def _open_figures(self):
        """One row for each station with open tickets that the user may see.

        :return: tuples of station id, number of tickets and of emergencies, and the
            moment when the oldest came in
        """
        tickets = self.env["helpdesk.ticket"]
        query = tickets._search(
            Domain("station_id", "in", self.ids) & Domain("closed", "=", False)
        )
        station, emergency, created = (
            tickets._field_to_sql(query.table, name, query)
            for name in ("station_id", "is_emergency", "create_date")
        )
        query.groupby = station
        return self.env.execute_query(
            query.select(
                station,
                SQL("count(*)"),
                SQL("count(*) FILTER (WHERE %s)", emergency),
                SQL("min(%s)", created),
            )
        )

    def _setup_counts(self):
        """Who may see a station may see how much of it there is.

        :return: tuples of station id, lines of coverage and people
        """
        self.env["service.coverage"].flush_model(["active", "station_id"])
        self.env["res.users"].flush_model(["active"])
        return self.env.execute_query(
            SQL(
                """
                SELECT station.id,
                       (SELECT count(*) FROM service_coverage
                         WHERE station_id = station.id AND active),
                       (SELECT count(*)
                          FROM service_station_user_rel people
                          JOIN res_users ON res_users.id = people.user_id
                         WHERE people.station_id = station.id AND res_users.active)
                  FROM unnest(%s) AS station (id)
                """,
                self.ids,
            )
        )

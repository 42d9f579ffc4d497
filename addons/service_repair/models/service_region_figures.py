from odoo import api, fields, models
from odoo.tools import SQL

COUNTS = (
    "open_count",
    "emergency_count",
    "late_count",
    "homeless_count",
    "today_count",
    "closed_count",
)


class ServiceRegionFigures(models.Model):
    """What goes on in a region and everything inside it: one row for each division
    above towns and company, provinces without tickets too, and one for each company's
    tickets that have no region yet.

    Rows of different levels count the same tickets, so look at one level at a time.
    """

    _name = "service.region.figures"
    _description = "Figures of a Region"
    _auto = False
    _order = "open_count desc, code, id"
    _depends = {
        "helpdesk.ticket": [
            "active",
            "closed_date",
            "company_id",
            "is_emergency",
            "is_repair",
            "region_id",
            "routed_at",
            "stage_id",
            "station_id",
        ],
        "helpdesk.ticket.stage": ["closed"],
        "res.company": ["service_zone"],
        "service.region": ["active", "code", "level", "parent_id", "parent_path"],
        "service.station": ["active", "company_id", "daily_capacity", "region_id"],
    }

    region_id = fields.Many2one("service.region", readonly=True)
    name = fields.Char(string="Place", compute="_compute_name")
    parent_id = fields.Many2one("service.region", string="Lies in", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    code = fields.Char(readonly=True)
    level = fields.Selection(
        lambda self: (
            self.env["service.region"]._fields["level"]._description_selection(self.env)
        ),
        readonly=True,
    )
    open_count = fields.Integer(string="Open Tickets", readonly=True)
    emergency_count = fields.Integer(string="Open Emergencies", readonly=True)
    late_count = fields.Integer(string="Older Than a Day", readonly=True)
    homeless_count = fields.Integer(string="Without Station", readonly=True)
    today_count = fields.Integer(string="Came Today", readonly=True)
    closed_count = fields.Integer(string="Closed in 30 Days", readonly=True)
    capacity = fields.Integer(
        string="Daily Capacity",
        readonly=True,
        help="Of the stations that stand in the region and have a limit.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH ticket AS (%(tickets)s),
            station AS (%(stations)s),
            place AS (%(places)s),
            figure AS (
                SELECT above AS region_id, company_id, %(sums)s, 0 AS capacity
                  FROM ticket JOIN place ON place.id = ticket.region_id
              GROUP BY 1, 2
             UNION ALL
                SELECT NULL, company_id, %(names)s, 0
                  FROM ticket WHERE region_id IS NULL
             UNION ALL
                SELECT above, company_id, %(noughts)s, sum(capacity)
                  FROM station JOIN place ON place.id = station.region_id
              GROUP BY 1, 2
             UNION ALL
                SELECT region.id, company.company_id, %(noughts)s, 0
                  FROM service_region region,
                       (SELECT DISTINCT company_id FROM service_station) company
                 WHERE region.level = 'province' AND region.active
            )
            SELECT COALESCE(figure.region_id, 0)::bigint * 1000000 + figure.company_id
                       AS id,
                   figure.region_id, figure.company_id, region.parent_id, region.code,
                   region.level, %(sums)s, sum(capacity)::int AS capacity
              FROM figure LEFT JOIN service_region region
                ON region.id = figure.region_id
             WHERE figure.region_id IS NULL
                OR region.level IN ('country', 'province', 'prefecture', 'county')
          GROUP BY figure.region_id, figure.company_id, region.id
            """,
            tickets=self._tickets_query(),
            stations=self._stations_query(),
            places=self._places_query(),
            sums=SQL(", ").join(
                SQL("sum(%(name)s)::int AS %(name)s", name=SQL.identifier(name))
                for name in COUNTS
            ),
            names=SQL(", ").join(map(SQL.identifier, COUNTS)),
            noughts=SQL("0, 0, 0, 0, 0, 0"),
        )

    @api.depends("region_id")
    def _compute_name(self):
        for figures in self:
            region = figures.region_id
            figures.name = region.display_name or self.env._("No region yet")

    def _tickets_query(self):
        """The tickets of each region itself; today begins at the company's midnight."""
        return SQL(
            """
            SELECT ticket.region_id, ticket.company_id,
                   count(*) FILTER (WHERE is_open) AS open_count,
                   count(*) FILTER (WHERE is_open AND is_emergency) AS emergency_count,
                   count(*) FILTER (WHERE is_open AND ticket.create_date < now()
                       AT TIME ZONE 'UTC' - interval '1 day') AS late_count,
                   count(*) FILTER (WHERE is_open AND station_id IS NULL)
                       AS homeless_count,
                   count(*) FILTER (WHERE routed_at >= midnight) AS today_count,
                   count(*) FILTER (WHERE NOT is_open AND closed_date >= now()
                       AT TIME ZONE 'UTC' - interval '30 days') AS closed_count
              FROM helpdesk_ticket ticket
         LEFT JOIN helpdesk_ticket_stage stage ON stage.id = ticket.stage_id
        CROSS JOIN LATERAL (SELECT stage.closed IS NOT TRUE AS is_open) state
              JOIN (SELECT id, date_trunc('day', now() AT TIME ZONE zone)
                               AT TIME ZONE zone AT TIME ZONE 'UTC' AS midnight
                      FROM (SELECT id, COALESCE(service_zone, 'UTC') AS zone
                              FROM res_company) zoned) company
                ON company.id = ticket.company_id
             WHERE ticket.is_repair AND ticket.active
          GROUP BY ticket.region_id, ticket.company_id
            """
        )

    def _stations_query(self):
        """What the stations that stand in each region itself can do in a day."""
        return SQL(
            """
            SELECT region_id, company_id, sum(daily_capacity) AS capacity
              FROM service_station
             WHERE active AND region_id IS NOT NULL
          GROUP BY 1, 2
            """
        )

    def _places_query(self):
        """Each region that has tickets or stations, with all it lies in."""
        return SQL(
            """
            SELECT region.id, ancestor.id::int AS above
              FROM service_region region
        CROSS JOIN LATERAL unnest(
                       string_to_array(trim('/' FROM region.parent_path), '/')
                   ) AS ancestor (id)
             WHERE region.id IN (
                   SELECT region_id FROM ticket UNION SELECT region_id FROM station)
            """
        )

    def action_open_tickets(self):
        """The open tickets of the region and everything inside it, or of no region."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.helpdesk_ticket_station_action"
        )
        return {
            **action,
            "name": self.name,
            "domain": [
                ("is_repair", "=", True),
                ("region_id", "child_of", self.region_id.ids)
                if self.region_id
                else ("region_id", "=", False),
                ("company_id", "=", self.company_id.id),
            ],
            "context": {"default_is_repair": True, "search_default_open": True},
        }

    def action_open_parts(self):
        """The figures of the divisions of the region."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.region_id.display_name,
            "res_model": self._name,
            "views": [(False, "list"), (False, "pivot"), (False, "graph")],
            "domain": [
                ("parent_id", "=", self.region_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }

from odoo import fields, models
from odoo.tools import SQL


class ServiceVisitFigures(models.Model):
    """How well visits go: one row for each visit that is done.

    Shares are per cent, and empty where the question does not arise, so that averages
    are of those visits alone to which it does:

    * first-time fix: of first visits at which the technician could work, those that
      solved it, and nobody had to come again for the same within the warranty;
    * on time: of planned visits, those where the technician came by the end of the
      window; emergencies have a promise instead;
    * promise kept: of first visits of emergencies, those that met the clock on site;
    * repeat: of all, those for something that had been solved.
    """

    _name = "service.visit.figures"
    _description = "Figures of Visits"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "visit_id"
    _depends = {
        "helpdesk.ticket": ["product_category_id"],
        "service.deadline": ["policy_id", "res_id", "res_model", "state"],
        "service.deadline.policy": ["stage_id"],
        "service.visit": [
            "arrived_at",
            "company_id",
            "finished_at",
            "is_emergency",
            "is_repeat",
            "is_warranty",
            "previous_id",
            "product_category_id",
            "rating_last_value",
            "resource_id",
            "result",
            "state",
            "station_id",
            "ticket_id",
            "travel_before",
            "window_end",
        ],
    }

    visit_id = fields.Many2one("service.visit", readonly=True)
    date = fields.Datetime(string="Finished", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    station_id = fields.Many2one("service.station", readonly=True)
    resource_id = fields.Many2one(
        "resource.resource", string="Technician", readonly=True
    )
    product_category_id = fields.Many2one("product.category", readonly=True)
    is_emergency = fields.Boolean(string="Emergency", readonly=True)
    result = fields.Selection(
        lambda self: (
            self.env["service.visit"]._fields["result"]._description_selection(self.env)
        ),
        readonly=True,
    )
    is_first = fields.Boolean(string="First Visit", readonly=True)
    first_time_fix = fields.Float(
        string="First-Time Fix (%)", readonly=True, aggregator="avg"
    )
    on_time = fields.Float(string="On Time (%)", readonly=True, aggregator="avg")
    promise_kept = fields.Float(
        string="Promise Kept (%)", readonly=True, aggregator="avg"
    )
    repeat = fields.Float(string="Repeat Visits (%)", readonly=True, aggregator="avg")
    rating = fields.Float(string="Stars", readonly=True, aggregator="avg")
    travel = fields.Integer(string="Travel (Minutes)", readonly=True)
    work = fields.Integer(string="Work (Minutes)", readonly=True)

    @property
    def _table_query(self):
        stage = self.env.ref("service_deadline.stage_on_site")
        return SQL(
            """
            SELECT visit.id, visit.id AS visit_id, visit.finished_at AS date,
                   visit.company_id, visit.station_id, visit.resource_id,
                   visit.product_category_id, visit.is_emergency, visit.result,
                   visit.previous_id IS NULL AS is_first,
                   %(first)s AS first_time_fix,
                   CASE WHEN visit.arrived_at IS NOT NULL AND NOT visit.is_emergency
                        THEN (visit.arrived_at <= visit.window_end)::int * 100.0
                   END AS on_time,
                   CASE WHEN visit.previous_id IS NULL
                        THEN (clock.state = 'met')::int * 100.0 END AS promise_kept,
                   COALESCE(visit.is_repeat, FALSE)::int * 100.0 AS repeat,
                   NULLIF(visit.rating_last_value, 0) AS rating,
                   COALESCE(visit.travel_before, 0) AS travel,
                   (EXTRACT(EPOCH FROM visit.finished_at - visit.arrived_at) / 60)::int
                       AS work
              FROM service_visit visit
         LEFT JOIN LATERAL (%(clock)s) clock ON visit.is_emergency
             WHERE visit.state = 'done'
            """,
            first=self._first_time_fix_sql(),
            clock=self._clock_sql(stage.id),
        )

    def _first_time_fix_sql(self):
        return SQL(
            """
            CASE WHEN visit.previous_id IS NULL
                  AND visit.result IN ('solved', 'parts_needed', 'not_repairable')
                 THEN (visit.result = 'solved' AND NOT EXISTS (
                        SELECT FROM service_visit following
                         WHERE following.previous_id = visit.id
                           AND following.is_repeat
                           AND following.state != 'cancelled'))::int * 100.0 END
            """
        )

    def _clock_sql(self, stage_id):
        """How the ticket's first clock for being on site ended."""
        return SQL(
            """
            SELECT clock.state
              FROM service_deadline clock
              JOIN service_deadline_policy policy ON policy.id = clock.policy_id
             WHERE clock.res_model = 'helpdesk.ticket'
               AND clock.res_id = visit.ticket_id
               AND policy.stage_id = %s
               AND clock.state IN ('met', 'missed', 'late')
          ORDER BY clock.id
             LIMIT 1
            """,
            stage_id,
        )

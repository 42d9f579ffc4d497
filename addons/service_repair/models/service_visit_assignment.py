from odoo import fields, models
from odoo.tools import SQL


class ServiceVisitAssignment(models.Model):
    """The time of one person that a visit takes, travel to it included.

    These rows follow from the visits and nobody edits them. PostgreSQL refuses two of
    one person that overlap, whoever enters them at the same moment.
    """

    _name = "service.visit.assignment"
    _description = "Time Taken by a Visit"
    _order = "busy_from, id"
    _rec_name = "visit_id"
    _log_access = False

    visit_id = fields.Many2one(
        "service.visit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    resource_id = fields.Many2one(
        "resource.resource",
        string="Person",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    busy_from = fields.Datetime(required=True, readonly=True, help="Sets out.")
    busy_till = fields.Datetime(required=True, readonly=True, help="Is done.")

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (resource_id WITH =,"
        " tsrange(busy_from, busy_till) WITH &&)",
        "Somebody can't be at two visits at the same time.",
    )
    _busy_forward = models.Constraint(
        "CHECK (busy_from < busy_till)", "A visit ends after it begins."
    )

    def _auto_init(self):
        """The constraint compares numbers beside ranges."""
        self.env.cr.execute(SQL("CREATE EXTENSION IF NOT EXISTS btree_gist"))
        return super()._auto_init()

from odoo import api, fields, models
from odoo.fields import Domain


class ServiceCoverage(models.Model):
    """A station serves a region, perhaps only some products or emergencies."""

    _name = "service.coverage"
    _description = "Service Coverage"
    _order = "sequence, id"

    station_id = fields.Many2one(
        "service.station", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(
        "service.region", required=True, index=True, ondelete="restrict"
    )
    region_path = fields.Char(related="region_id.complete_name")
    region_level = fields.Selection(related="region_id.level")
    category_id = fields.Many2one(
        "product.category",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: products of every category.",
    )
    emergency_only = fields.Boolean()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        related="station_id.company_id", store=True, precompute=True, index=True
    )

    _line_uniq = models.UniqueIndex(
        "(station_id, region_id, COALESCE(category_id, 0),"
        " COALESCE(emergency_only, FALSE))",
        "The station already covers this region in this way. The line may be archived.",
    )

    @api.depends("station_id.name", "region_id.complete_name", "category_id.name")
    def _compute_display_name(self):
        for line in self:
            parts = [line.station_id.name, line.region_id.complete_name]
            parts += [line.category_id.name] if line.category_id else []
            line.display_name = " · ".join(filter(None, parts))

    def action_reroute_tickets(self):
        """Offer the change to the tickets it may concern: those in the regions of
        these lines that nobody began or placed by hand."""
        tickets = self.env["helpdesk.ticket"].search(
            Domain("region_id", "child_of", self.region_id.ids)
            & Domain("is_repair", "=", True)
            & Domain("station_by_hand", "=", False)
            & Domain("stage_id.unattended", "=", True),
            order="id",
        )
        return tickets.action_route()

from odoo import models


class ServiceRegion(models.Model):
    """The way from a region up to its country."""

    _inherit = "service.region"

    def _at_level(self, level):
        """The division of ``level`` that holds this one, or is it; empty if none."""
        path = self.parent_path or ""
        holding = self.browse(int(part) for part in path.split("/") if part)
        return holding.filtered(lambda region: region.level == level)

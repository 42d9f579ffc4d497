from odoo import models


class ServiceStation(models.Model):
    """How customers rate a station's visits."""

    _name = "service.station"
    # first, for its ratings are those of the visits and not of the station itself
    _inherit = ["rating.parent.mixin", "service.station"]

    def action_show_ratings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_visit_rating_action"
        )
        rated = [("station_id", "=", self.id), ("rating_last_value", ">", 0)]
        return {**action, "domain": rated}

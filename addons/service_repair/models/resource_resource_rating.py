from odoo import fields, models


class ResourceResource(models.Model):
    """How customers rate a technician's visits."""

    _inherit = "resource.resource"

    service_rating_avg = fields.Float(
        string="Stars", compute="_compute_service_rating", digits=(3, 1)
    )
    service_rating_count = fields.Integer(
        string="Ratings", compute="_compute_service_rating"
    )

    def _compute_service_rating(self):
        # sudo: who sees a technician sees how he is rated, whoever reads the visits
        groups = (
            self.env["service.visit"]
            .sudo()
            ._read_group(
                [("resource_id", "in", self.ids), ("rating_last_value", ">", 0)],
                ["resource_id"],
                ["rating_last_value:avg", "__count"],
            )
        )
        found = {person.id: figures for person, *figures in groups}
        for person in self:
            average, count = found.get(person._origin.id, (0.0, 0))
            person.service_rating_avg = average
            person.service_rating_count = count

    def action_show_ratings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_visit_rating_action"
        )
        rated = [("resource_id", "=", self.id), ("rating_last_value", ">", 0)]
        return {**action, "domain": rated}

from odoo import models

# What a rating is about.
ABOUT = {"res_model_id", "res_id"}


class RatingRating(models.Model):
    _inherit = "rating.rating"

    def write(self, vals):
        """Who may not rate a visit does not have another rating become one of it."""
        result = super().write(vals)
        if ABOUT & vals.keys():
            self.check_access("write")
        return result

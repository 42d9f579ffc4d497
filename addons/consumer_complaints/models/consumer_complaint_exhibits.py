import base64

from odoo import fields, models

from odoo.addons.service_door.rules.file_names import honest_name


class ConsumerComplaint(models.Model):
    """A complaint's proof."""

    _inherit = "consumer.complaint"

    exhibit_ids = fields.One2many("consumer.exhibit", "complaint_id", "Exhibits")

    def _take_exhibits(self, files, source, kind=None, replaces=None, identity=False):
        """Receive files into this case, by names that say what they are.

        :param files: [(name, bytes)]
        :param source: consumer, agent, respondent or body
        :param identity: whether they show who the complainant is
        """
        self.ensure_one()
        return self.env["consumer.exhibit"].create(
            [
                {
                    "complaint_id": self.id,
                    "name": honest_name(name, content),
                    "content": base64.b64encode(content),
                    "source": source,
                    "kind_id": kind and kind.id,
                    "identity": identity,
                    "replaces_id": replaces and replaces.id,
                }
                for name, content in files
            ]
        )

    def action_release_exhibits(self):
        """Let the respondent see all proof of the consumer's that shows no identity."""
        self.exhibit_ids.filtered(
            lambda each: (
                each.source == "consumer"
                and not each.is_released
                and not each._shows_identity()
            )
        ).is_released = True

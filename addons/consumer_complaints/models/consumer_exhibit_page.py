import mimetypes

from odoo import models


class ConsumerExhibit(models.Model):
    """An exhibit as it is handed to the other sides."""

    _inherit = "consumer.exhibit"

    def _shows_identity(self):
        """Whether it tells who complains: the consumer said so, or its kind does."""
        self.ensure_one()
        return self.identity or self.kind_id.is_identity

    def _is_for_respondent(self):
        """Whether the respondent sees it: proof of the consumer's that was released,
        unless it shows who that is, was erased, or was put in its place by a better
        one."""
        self.ensure_one()
        return (
            self.source == "consumer"
            and self.is_released
            and not self._shows_identity()
            and not self.erased_at
            and not self.replaced_by_ids
        )

    def _name_for_others(self):
        """TS-2026-00001_E1.png: people write who they are into the names of files."""
        self.ensure_one()
        number = self.complaint_id.number.replace("/", "-")
        return f"{number}_{self.label}{mimetypes.guess_extension(self.mimetype) or ''}"

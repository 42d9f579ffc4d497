import mimetypes

from odoo import models


class ConsumerExhibit(models.Model):
    """An exhibit as it is handed to the other sides."""

    _inherit = "consumer.exhibit"

    def _name_for_others(self):
        """TS-2026-00001_E1.png: people write who they are into the names of files."""
        self.ensure_one()
        number = self.complaint_id.number.replace("/", "-")
        return f"{number}_{self.label}{mimetypes.guess_extension(self.mimetype) or ''}"

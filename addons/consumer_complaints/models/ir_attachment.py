from odoo import api, models
from odoo.exceptions import UserError

EXHIBIT = "consumer.exhibit"
# What may change of an exhibit's file: nothing that says what it holds or whose it is.
HARMLESS = {"access_token", "index_content", "original_id"}


class IrAttachment(models.Model):
    """The files of exhibits stay what and where they are."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if set(vals) - HARMLESS:
            self._refuse_exhibits()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_exhibits(self):
        self._refuse_exhibits()

    def _refuse_exhibits(self):
        # sudo: whose file it is must be known to be able to protect it
        exhibits = self.sudo().filtered(lambda file: file.res_model == EXHIBIT)
        if not exhibits:
            return
        # sudo: whether an exhibit was erased is asked by whoever touches its file
        about = self.env[EXHIBIT].sudo().browse(exhibits.mapped("res_id")).exists()
        if about.filtered(lambda exhibit: not exhibit.erased_at):
            raise UserError(self.env._("The file of an exhibit is never changed."))

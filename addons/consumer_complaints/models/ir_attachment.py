from odoo import api, models
from odoo.exceptions import UserError

EXHIBIT, DOSSIER = "consumer.exhibit", "consumer.dossier"
# What may change of an exhibit's file: nothing that says what it holds or whose it is.
HARMLESS = {"access_token", "index_content", "original_id"}
CONTENT = {"raw", "datas", "db_datas", "index_content"}


class IrAttachment(models.Model):
    """The files of exhibits stay what and where they are; who opens one is logged."""

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

    # -- opening a file is a look at the case

    def _to_http_stream(self):
        """Whoever gets the file; a door without an account opens it with sudo."""
        self._note_opened()
        return super()._to_http_stream()

    def _read_format(self, fnames, load="_classic_read"):
        sized = self.env.context.get("bin_size")
        if not self.env.su and not sized and CONTENT.intersection(fnames):
            self._note_opened()
        return super()._read_format(fnames, load)

    def _note_opened(self):
        # sudo: whose file it is must be known to be able to log it
        files = self.sudo().filtered(lambda file: file.res_model in (EXHIBIT, DOSSIER))
        for model, about in files.grouped("res_model").items():
            records = self.env[model].browse(about.mapped("res_id"))
            self.env["consumer.access"]._note(records._access_kind, records)

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

EXHIBIT, DOSSIER = "consumer.exhibit", "consumer.dossier"
# What may change of an exhibit's file: nothing that says what it holds or whose it is.
HARMLESS = {"index_content", "original_id"}
# Files of these came with their messages, or wait for a form to be finished.
CONVERSED = ("consumer.complaint", "consumer.referral")
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

    # -- the files of a conversation are for who reads the conversation

    def _inaccessible_comodel_records(self, model_and_ids, operation):
        conversed = {
            name: ids for name, ids in model_and_ids.items() if name in CONVERSED
        }
        others = {
            name: ids for name, ids in model_and_ids.items() if name not in conversed
        }
        yield from super()._inaccessible_comodel_records(others, operation)
        yield from super()._inaccessible_comodel_records(conversed, "write")

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Who may write no case does not find them either."""
        if not (self.env.su or bypass_access):
            closed = [
                name for name in CONVERSED if not self.env[name].has_access("write")
            ]
            if closed:
                domain = Domain(domain) & Domain("res_model", "not in", closed)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    # -- opening a file is a look at the case

    def copy_data(self, default=None):
        if not self.env.su:
            self._note_opened()
        return super().copy_data(default)

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

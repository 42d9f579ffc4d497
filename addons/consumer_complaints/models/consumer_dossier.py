import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import dossier as rules

PURPOSES = [
    ("body", "For a body: with the identity"),
    ("respondent", "For the respondent: identity masked"),
    ("file", "For our own file"),
]


class ConsumerDossier(models.Model):
    """The whole case as one export that proves itself, as it was at one moment."""

    _name = "consumer.dossier"
    _description = "Dossier"
    _inherit = "consumer.access.mixin"
    _access_kind = "dossier"
    _access_fields = frozenset(("pdf", "archive"))
    _order = "complaint_id, version desc"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="restrict"
    )
    version = fields.Integer(required=True, readonly=True)
    purpose = fields.Selection(PURPOSES, required=True, readonly=True)
    made_at = fields.Datetime(required=True, readonly=True)
    timeline_number = fields.Integer(
        "Entries of the Timeline", required=True, readonly=True
    )
    timeline_hash = fields.Char("Hash of the Last Entry", readonly=True)
    pdf = fields.Binary("PDF", attachment=True, readonly=True)
    pdf_name = fields.Char(compute="_compute_names")
    archive = fields.Binary("ZIP", attachment=True, readonly=True)
    archive_name = fields.Char(compute="_compute_names")
    sha256 = fields.Char("SHA-256 of the ZIP", required=True, readonly=True)
    erased_at = fields.Datetime(
        readonly=True, help="When its files were erased; the hash stays."
    )

    _once = models.UniqueIndex("(complaint_id, version)")

    @api.depends("complaint_id.number", "version")
    def _compute_names(self):
        for dossier in self:
            number = (dossier.complaint_id.number or "").replace("/", "-")
            stem = f"{number}_v{dossier.version}"
            dossier.pdf_name = f"{stem}.pdf"
            dossier.archive_name = f"{stem}.zip"

    @api.depends("complaint_id.number", "version")
    def _compute_display_name(self):
        for dossier in self:
            name = f"{dossier.complaint_id.number} v{dossier.version}"
            dossier.display_name = name

    @api.model
    def _make(self, complaint, purpose):
        """Make the dossier of a case as it is now; each one is a new version."""
        complaint.check_access("write")
        values = self._prepare(complaint, purpose)
        # sudo: dossiers are made by this method alone
        dossier = self.sudo().create(values).with_env(self.env)
        told = {"name": dossier.archive_name, "sha256": dossier.sha256}
        complaint._log("dossier", "made", {**told, "purpose": purpose})
        return dossier

    @api.model
    def _prepare(self, complaint, purpose):
        now = fields.Datetime.now()
        last = max(complaint.dossier_ids.mapped("version"), default=0)
        html = complaint._dossier_html(purpose, last + 1, now)
        pdf = self._to_pdf(html)
        files = complaint._dossier_files(purpose)
        archive = rules.pack(
            {"dossier.html": html.encode(), "dossier.pdf": pdf, **files}, now
        )
        return {
            "complaint_id": complaint.id,
            "version": last + 1,
            "purpose": purpose,
            "made_at": now,
            "timeline_number": complaint.timeline_count,
            "timeline_hash": complaint.timeline_head,
            "pdf": base64.b64encode(pdf),
            "archive": base64.b64encode(archive),
            "sha256": hashlib.sha256(archive).hexdigest(),
        }

    @api.model
    def _to_pdf(self, html):
        """The page as PDF. It carries its own styles: nothing is fetched for it."""
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            raise UserError(
                self.env._(
                    "The PDF can't be made: the program wkhtmltopdf is missing on the "
                    "server. Ask your administrator to install it."
                )
            )
        return reports._run_wkhtmltopdf([html], landscape=False)

    def _files(self):
        """The two files as attachments of mails."""
        self.ensure_one()
        # sudo: the files go out with a mail of the case, whoever sends it
        dossier = self.sudo()
        return dossier.env["ir.attachment"].create(
            [
                {"name": dossier.pdf_name, "datas": dossier.pdf},
                {"name": dossier.archive_name, "datas": dossier.archive},
            ]
        )

    def _access_facts(self):
        return {**super()._access_facts(), "what": f"v{self.version}"}

    def _note_access(self, names):
        """How big a file is may be asked without opening it."""
        if self.env.context.get("bin_size"):
            return None
        return super()._note_access(names)

    def _erase(self):
        """Take the files out; that there was a dossier, and its hash, stay."""
        # sudo: whoever may erase a case erases its dossiers
        dossiers = self.sudo().filtered(lambda dossier: not dossier.erased_at)
        now = fields.Datetime.now()
        dossiers.write({"pdf": False, "archive": False, "erased_at": now})

    def _erasing(self, vals):
        names = {"pdf", "archive", "erased_at"}
        return (
            self.env.su
            and set(vals) == names
            and not vals["pdf"]
            and not vals["archive"]
        )

    def write(self, vals):
        if vals and not self._erasing(vals):
            raise UserError(self.env._("A dossier stays as it was made."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A dossier stays as it was made."))

import base64

from markupsafe import Markup

from odoo import fields, models

from ..rules import dossier as rules


class ConsumerComplaint(models.Model):
    """What of a case goes into its dossier."""

    _inherit = "consumer.complaint"

    dossier_ids = fields.One2many("consumer.dossier", "complaint_id", "Dossiers")

    def action_make_dossier(self):
        """Make the dossier for our own file, and show it."""
        self.ensure_one()
        dossier = self.env["consumer.dossier"]._make(self, "file")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dossier"),
            "res_model": "consumer.dossier",
            "res_id": dossier.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _latest_dossier(self, purpose="body"):
        """A dossier of the case as it stands now: the last one if nothing happened
        since but its making."""
        self.ensure_one()
        last = self.dossier_ids.filtered(lambda each: each.purpose == purpose)[:1]
        if last and last.timeline_number + 1 == self.timeline_count:
            return last
        return self.env["consumer.dossier"]._make(self, purpose)

    def _dossier_html(self, purpose, version, at):
        """The report as a page of its own: styles inside, nothing to fetch."""
        self.ensure_one()
        # sudo: a dossier tells the whole case to whom it is made for
        whole = self.sudo()
        values = {
            "complaint": self,
            "complainant": self._dossier_complainant(purpose),
            "entries": whole.timeline_ids,
            "exhibits": self._dossier_exhibits(purpose),
            "deadlines": whole._all_deadlines(),
            "attempts": whole.attempt_ids,
            "paths": whole.path_ids,
            "version": version,
            "made_at": at,
            "purpose": purpose,
        }
        body = self.env["ir.qweb"]._render(
            "consumer_complaints.dossier_page", values, minimal_qcontext=True
        )
        return str(Markup("<!DOCTYPE html>") + body)

    def _dossier_complainant(self, purpose):
        """[(label, value)] of who complains; masked but for a body."""
        if purpose != "body":
            return [(self.env._("Complainant"), self.complainant_masked)]
        # sudo: the body gets what the complainant gave for it
        who = self.complainant_id.sudo()
        told = [
            (self.env._("Complainant"), who.name),
            (self.env._("On behalf of"), who.on_behalf_of),
            (self.env._("Telephone"), who.phone),
            (self.env._("Mail"), who.email),
            (self.env._("Address"), self.address),
        ]
        return [(label, value) for label, value in told if value]

    def _dossier_exhibits(self, purpose):
        """The exhibits that may be shown: all to a body, to the respondent of the
        consumer's what was released, and what shows the identity to a body alone."""
        # sudo: a dossier tells the whole case to whom it is made for
        exhibits = self.sudo().exhibit_ids
        if purpose == "body":
            return exhibits
        if purpose == "respondent":
            exhibits = exhibits.filtered(
                lambda each: each.source != "consumer" or each._is_for_respondent()
            )
        return exhibits.filtered(lambda each: not each._shows_identity())

    def _dossier_files(self, purpose):
        """{path: bytes}: exhibits as they came, and the timeline as data."""
        files = {}
        exhibits = self._dossier_exhibits(purpose).with_context(bin_size=False)
        for exhibit in exhibits.filtered(lambda each: not each.erased_at):
            path = rules.exhibit_path(exhibit.label, exhibit.name)
            files[path] = base64.b64decode(exhibit.content)
        # sudo: the verifier needs every entry
        entries = [entry._entry() for entry in self.sudo().timeline_ids]
        files[rules.TIMELINE] = rules.timeline_file(
            entries, self.timeline_count, self.timeline_head or ""
        )
        return files

    def _all_deadlines(self):
        """The clocks of the case and of its referrals, as they are due."""
        clocks = self.deadline_ids
        for referral in self.referral_ids:
            clocks |= referral.deadline_ids
        return clocks.sorted(lambda clock: (clock.due_at, clock.id))

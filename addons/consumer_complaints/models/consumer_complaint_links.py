from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ConsumerComplaint(models.Model):
    """Links by which a case is reached without an account."""

    _inherit = "consumer.complaint"

    link_ids = fields.One2many(
        "consumer.link",
        "complaint_id",
        "Links",
        groups="consumer_complaints.group_agent",
    )

    def _link_for(self, audience, referral=None):
        """The valid link of one side to this case, made where there is none.

        It comes without sudo; who asks must be allowed to write the case, or have sudo.
        """
        self.ensure_one()
        self.check_access("write")
        links = self.env["consumer.link"]
        mine = Domain("complaint_id", "=", self.id) & Domain("audience", "=", audience)
        mine &= Domain("referral_id", "=", referral.id if referral else False)
        # sudo: links are made and found by this method alone
        found = links.sudo().search(links._valid_domain() & mine, limit=1)
        vals = {
            "complaint_id": self.id,
            "audience": audience,
            "referral_id": referral and referral.id,
        }
        link = found or links.sudo().create(vals)  # sudo: as above
        if not found:
            link.expires_on = link._new_expiry()
        return link.with_env(self.env)

    def action_consumer_link(self):
        """Show the consumer's link, to be copied."""
        return self._show_link("consumer")

    def action_respondent_link(self):
        """Show the respondent's link, to be copied."""
        if not self.respondent_id:
            raise UserError(self.env._("Please say first whom the complaint is about."))
        return self._show_link("respondent")

    def _show_link(self, audience, referral=None):
        link = self._link_for(audience, referral)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link without an Account"),
            "res_model": "consumer.link",
            "res_id": link.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_ask_revoke_links(self):
        """Ask first: links that are revoked are gone."""
        self.ensure_one()
        view = self.env.ref("consumer_complaints.consumer_complaint_view_revoke_links")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Revoke All Links"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_revoke_links(self):
        """None of the links to these cases opens anything from now on."""
        links = self.env["consumer.link"]
        mine = Domain("complaint_id", "in", self.ids)
        links.search(links._valid_domain() & mine).action_revoke()

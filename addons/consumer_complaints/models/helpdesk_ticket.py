from odoo import api, fields, models
from odoo.tools import html2plaintext

# What says in the tickets of other apps what a complaint is about.
PRODUCT = ("product_id", "serial_number")


class HelpdeskTicket(models.Model):
    """A ticket that turned into a complaint."""

    _inherit = "helpdesk.ticket"

    complaint_ids = fields.Many2many("consumer.complaint", string="Complaints")
    complaint_count = fields.Integer(compute="_compute_complaint_count")

    @api.depends("complaint_ids")
    def _compute_complaint_count(self):
        """Only those that the reader may see count."""
        complaints = self.env["consumer.complaint"]
        if not complaints.has_access("read"):
            self.complaint_count = 0
            return
        domain = [("ticket_ids", "in", self.ids)]
        counts = dict(complaints._read_group(domain, ["ticket_ids"], ["__count"]))
        for ticket in self:
            ticket.complaint_count = counts.get(ticket._origin, 0)

    def action_open_complaint(self):
        """Show the ticket's complaint; open one with all that is known where none is.

        A second press finds what the first one made.
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        about = [("ticket_ids", "in", self.ids)]
        complaint = self.env["consumer.complaint"].search(about, limit=1)
        if not complaint:
            complaint = self.env["consumer.complaint"].create(self._prepare_complaint())
            complaint._take_exhibits(self._files_to_prove(), "consumer")
            self._message_log(
                body=self.env._("Became complaint %s.", complaint.number),
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "consumer.complaint",
            "res_id": complaint.id,
            "views": [(False, "form")],
        }

    def _prepare_complaint(self):
        """What a complaint takes over from the ticket it is born from.

        Hook: other apps add what they know of their tickets.
        """
        self.ensure_one()
        complainant = self.env["consumer.complainant"].create(
            self._prepare_complainant()
        )
        own = self.env["consumer.respondent"]._own_of(self.company_id)
        return {
            "name": self.name,
            "description": html2plaintext(self.description or ""),
            "channel": "ticket",
            "company_id": self.company_id.id,
            # else it would wait with those who are complained of, for nobody to see
            "team_id": (self.company_id.complaint_team_id or self.team_id).id,
            "user_id": self.env.uid,
            "complainant_id": complainant.id,
            "respondent_id": own.id,
            "ticket_ids": [fields.Command.link(self.id)],
            "product": self._known_product(),
            **self._known_place(),
        }

    def _known_place(self):
        """Where the customer is, in databases whose tickets know it."""
        if "region_id" not in self._fields:
            return {}
        return {"address": self["address"], "region_id": self["region_id"].id}

    def _known_product(self):
        """What it is about, in databases whose tickets know it."""
        known = [self._fields[name] for name in PRODUCT if name in self._fields]
        # as the customer knows it, without the number of the warehouse
        ticket = self.with_context(display_default_code=False)
        texts = [field.convert_to_export(ticket[field.name], ticket) for field in known]
        return ", ".join(filter(None, texts))

    def _prepare_complainant(self):
        partner = self.partner_id
        numbers = [self[name] for name in self._phone_get_number_fields()]
        return {
            "name": self.partner_name or partner.name or self.env._("Unknown"),
            "phone": next(filter(None, numbers), partner.phone),
            "email": self.partner_email or partner.email,
            "partner_id": partner.id,
            "company_id": self.company_id.id,
        }

    def _files_to_prove(self):
        """(name, bytes) of the files that hang on the ticket."""
        files = self.attachment_ids.filtered("raw")
        return [(file.name, file.raw) for file in files]

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import LockError, UserError

# The history that people wrote or received; what was tracked stays where it happened.
HISTORY_TYPES = ("comment", "email", "email_outgoing")


class HelpdeskTicket(models.Model):
    """Merging tickets that are about the same thing.

    The survivor gets a copy of the other's messages and files; the other keeps its own
    and is closed as its duplicate, so that reopening it undoes the merge.
    """

    _inherit = "helpdesk.ticket"

    duplicate_id = fields.Many2one(index="btree_not_null")

    def action_open_merge(self):
        """Ask into which ticket these are merged."""
        return {
            "name": self.env._("Merge Into…"),
            "type": "ir.actions.act_window",
            "res_model": "service.ticket.merge",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ticket_ids": self.ids},
        }

    def _merge_into(self, survivor):
        """Merge these tickets into `survivor`.

        :raise UserError: one of them can't be merged, in words
        """
        self.check_access("write")
        survivor.check_access("write")
        self._check_mergeable(survivor)
        try:
            (self | survivor).lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is changing these tickets. Try again.")
            ) from error
        self._copy_history(survivor)
        self._close_as_duplicate(survivor)
        self._note_merge(survivor)

    def _check_mergeable(self, survivor):
        if not self or survivor in self:
            raise UserError(self.env._("A ticket can't be merged into itself."))
        if survivor.duplicate_id or survivor.closed:
            raise UserError(
                self.env._(
                    "%(ticket)s is closed. Reopen it, or choose another.",
                    ticket=survivor.number,
                )
            )
        for ticket in self:
            if ticket.duplicate_id:
                raise UserError(
                    self.env._("%(ticket)s is merged already.", ticket=ticket.number)
                )
        if self.company_id != survivor.company_id:
            raise UserError(self.env._("Tickets of several companies can't be merged."))

    def _copy_history(self, survivor):
        """Copy messages and files, each with its author and date.

        What another customer wrote and was told is for our people alone.
        """
        files = self._copy_files(survivor)
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        strangers = self._of_other_customers(survivor)
        # sudo: the history is copied as it is, also what others wrote
        messages = self.sudo().message_ids.filtered(
            lambda message: message.message_type in HISTORY_TYPES
        )
        messages = messages.sorted("id")
        vals_list = messages.copy_data({"res_id": survivor.id})
        for message, vals in zip(messages, vals_list, strict=True):
            copies = [files.get(file.id, file.id) for file in message.attachment_ids]
            vals.update(attachment_ids=copies, parent_id=False, date=message.date)
            if message.res_id in strangers.ids:
                vals["subtype_id"] = note
        self.env["mail.message"].sudo().create(vals_list)  # sudo: as above

    def _of_other_customers(self, survivor):
        return self.filtered(lambda ticket: not ticket._is_same_customer(survivor))

    def _copy_files(self, survivor):
        """{id of a file of these tickets: id of its copy at the survivor}"""
        # sudo: as for the messages
        Attachment = self.env["ir.attachment"].sudo()
        files = Attachment.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("res_field", "=", False),
            ]
        )
        copies = files.copy({"res_id": survivor.id})
        return dict(zip(files.ids, copies.ids, strict=True))

    def _close_as_duplicate(self, survivor):
        """Close these tickets, and let theirs be the survivor's duplicates as well."""
        self.duplicate_ids.duplicate_id = survivor
        for _team, tickets in self.grouped("team_id").items():
            stage = tickets[0]._duplicate_stage()
            tickets = tickets.with_context(service_merging=True)
            tickets.write({"duplicate_id": survivor.id, "stage_id": stage.id})

    def _duplicate_stage(self):
        company, team = self.company_id, self.team_id
        stages = team.with_company(company)._get_applicable_stages()
        closing = stages.filtered("closed")
        if not closing:
            raise UserError(
                self.env._(
                    "%(ticket)s can't be closed: its queue has no closing stage.",
                    ticket=self.number,
                )
            )
        chosen = company.helpdesk_mgmt_duplicate_ticket_stage_id & closing
        return chosen or closing[:1]

    def _track_template(self, tracking):
        """A merged ticket goes on as another: its customer is not told of an end."""
        templates = super()._track_template(tracking)
        if self.env.context.get("service_merging"):
            templates.pop("stage_id", None)
        return templates

    def _note_merge(self, survivor):
        """Say on both sides what was merged, with what the other's caller said."""
        if any(self.mapped("is_emergency")) and not survivor.is_emergency:
            survivor.is_emergency = True
        strangers = self._of_other_customers(survivor)
        followers = (self - strangers).message_partner_ids
        followers |= strangers.message_partner_ids.filtered(
            lambda partner: not partner.partner_share
        )
        survivor.message_subscribe(followers.ids)
        for ticket in self:
            title = self.env._("%(ticket)s was merged in.", ticket=ticket.display_name)
            lines = [title, *ticket._describe_call()]
            survivor._note(Markup("<br/>").join(lines))
            ticket._note(
                self.env._("Merged into %(ticket)s.", ticket=survivor.display_name)
            )

    def _note(self, body):
        self.message_post(body=body, subtype_xmlid="mail.mt_note")

    def action_undo_merge(self):
        """Reopen a merged ticket: it goes its own way again."""
        self.check_access("write")
        for ticket in self.filtered("duplicate_id"):
            survivor = ticket.duplicate_id
            stages = ticket.team_id.with_company(ticket.company_id)
            ticket.write(
                {
                    "duplicate_id": False,
                    "closed_date": False,
                    "stage_id": stages._get_applicable_stages()[:1].id,
                }
            )
            survivor._note(
                self.env._("%(ticket)s was taken out again.", ticket=ticket.number)
            )

from odoo import fields, models

from odoo.addons.service_door.rules.uploads import PICTURES
from odoo.addons.service_door.rules.words import MAX_AN_HOUR


class ServiceTicketLink(models.Model):
    """A customer's way to the own ticket without an account."""

    _name = "service.ticket.link"
    _inherit = ["service.link.mixin"]
    _description = "Customer's Link"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, readonly=True, index=True, ondelete="cascade"
    )
    url = fields.Char(groups="service_repair.group_agent")
    last_used_at = fields.Datetime(groups="service_repair.group_agent")

    def _link_path(self):
        return "/service/t/"

    def _leads_somewhere(self):
        return self.ticket_id.active

    def _new_expiry(self):
        return self.ticket_id._link_expiry()

    def _check_may_manage(self):
        self.ticket_id.check_access("write")

    def _ticket(self):
        """The ticket that the link shows: the one that its own goes on as."""
        return self.ticket_id._goes_on_for_customer()

    def _say(self, text, photos, press):
        """Take what a customer sends by the page, once.

        :param photos: (name, content) of files, as they came
        :param press: what tells this sending from another
        :return: as `_customer_says`, or as `_let_in` why it was not taken
        """
        stopped = self._let_in(text, photos, press, PICTURES)
        contents = [content for _name, content in photos]
        return stopped or self._ticket()._customer_says(text, contents)

    def _act_on_visit(self, act, shown, press, **values):
        """Do with the visit what a customer asks for by the page, once.

        :param shown: id of the visit that the page showed, None for none
        :param press: what tells this sending from another
        :return: as `_customer_visit`; "often", or "repeated"
        """
        self.ensure_one()
        # sudo: the presses are nobody's to read
        presses = self.env["service.form.press"].sudo()
        prefix = f"{self._name}:{self.id}:"
        if presses._count_lately(prefix) >= MAX_AN_HOUR:
            return "often"
        if not presses._is_first(f"{prefix}{press}"):
            return "repeated"
        return self._ticket()._customer_visit(act, shown, **values)

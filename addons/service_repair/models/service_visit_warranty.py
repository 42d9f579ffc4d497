from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.after_visit import under_warranty


class ServiceVisit(models.Model):
    """Coming again for what was repaired already: free within the repair warranty."""

    _inherit = "service.visit"

    is_repeat = fields.Boolean(
        string="Repeat Visit",
        compute="_compute_is_repeat",
        store=True,
        help="What was solved by the visit before came back.",
    )

    @api.depends("previous_id.result")
    def _compute_is_repeat(self):
        for visit in self:
            visit.is_repeat = visit.previous_id.result == "solved"

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        # sudo: the warranty counts whoever plans the visit
        visits.sudo()._claim_warranty()
        return visits

    def _claim_warranty(self):
        """Have these visits follow the repair that they are about once more."""
        solved = self._solved_before()
        now = fields.Datetime.now()
        for visit in self:
            before = visit.previous_id or visit._latest_of_same(solved)
            if not before:
                continue
            days = visit.company_id.service_warranty_days
            is_free = visit.is_warranty or (
                before.result == "solved"
                and under_warranty(before.finished_at, now, days)
            )
            visit.write({"previous_id": before.id, "is_warranty": is_free})

    def _solved_before(self):
        """The repairs that these visits may be about once more, the latest first.

        Only within the warranty: what is older is a new fault.
        """
        days = max(self.company_id.mapped("service_warranty_days"), default=0)
        tickets = self.ticket_id._leading_here()
        serials = [each for each in self.ticket_id.mapped("serial_number") if each]
        about = Domain("ticket_id", "in", tickets.ids)
        if serials:
            about |= Domain("ticket_id.serial_number", "in", serials)
        since = fields.Datetime.now() - timedelta(days=days)
        return self.search(
            about
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("result", "=", "solved")
            & Domain("finished_at", ">", since),
            order="finished_at desc, id desc",
        )

    def _latest_of_same(self, solved):
        """The latest of these repairs that was of the same ticket or article."""
        ticket = self.ticket_id
        chain = ticket._leading_here() if solved else ticket
        return solved.filtered(
            lambda visit: (
                visit.company_id == self.company_id
                and visit != self
                and (
                    visit.ticket_id in chain
                    or (ticket.serial_number and _same_article(visit.ticket_id, ticket))
                )
            )
        )[:1]

    def _is_rework(self):
        """Whether it is free because the same was repaired lately; a visit that goes on
        with such a one is it too."""
        again = self.is_repeat or (self.previous_id and self.previous_id._is_rework())
        return bool(self.is_warranty and again)

    def _warranty_until(self):
        """When the warranty of this repair ends; None without one that runs."""
        days = self.company_id.service_warranty_days
        if self.result != "solved":
            return None
        if not under_warranty(self.finished_at, fields.Datetime.now(), days):
            return None
        return self.finished_at + timedelta(days=days)

    def _follow_up_values(self):
        """Who comes again for a free repair comes for free."""
        return {**super()._follow_up_values(), "is_warranty": self.is_warranty}


def _same_article(one, other):
    same_product = not (one.product_id and other.product_id) or (
        one.product_id == other.product_id
    )
    return one.serial_number == other.serial_number and same_product

from odoo import fields, models

from ..rules.visit_life import HELD


class ServiceVisit(models.Model):
    """Technicians are told what others do with their visits: given, moved, taken.

    Offers tell by themselves; nobody is told what he did himself.
    """

    _inherit = "service.visit"

    known_to_id = fields.Many2one(
        "resource.resource",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The technician who knows that the visit is his.",
    )
    known_start = fields.Datetime(
        readonly=True, copy=False, help="The start that the technician knows."
    )

    def _tell_people(self):
        """Tell technicians what changed since they were told, and note it."""
        for visit in self.filtered(lambda visit: visit.state != "done"):
            person = visit.resource_id if visit.state in HELD else visit.known_to_id[:0]
            known = visit.known_to_id
            if person == known and (not person or visit.start == visit.known_start):
                continue
            if known and known != person:
                visit._tell_person(known, "taken")
            if person:
                visit._tell_person(person, "moved" if known == person else "given")
            visit.write({"known_to_id": person.id, "known_start": visit.start})

    def _tell_person(self, person, what):
        """A note to a technician, on whatever device the account is open."""
        user = person.user_id
        if not user or user == self.env.user:
            return
        visit = self.with_context(lang=user.lang)
        visit.message_notify(
            partner_ids=user.partner_id.ids,
            subject=visit._told_subject(what),
            body=visit.env._(
                "%(what)s, %(where)s.",
                what=visit.fault or visit.product_id.display_name or visit.name,
                where=visit.region_id.display_name or visit.address or "",
            ),
        )

    def _told_subject(self, what):
        facts = {"visit": self.name, "when": self._told_when()}
        if what == "given":
            return self.env._("%(visit)s is yours: %(when)s", **facts)
        if what == "moved":
            return self.env._("%(visit)s was moved: %(when)s", **facts)
        if self.state == "cancelled":
            return self.env._("%(visit)s is cancelled: %(when)s", **facts)
        return self.env._("%(visit)s is no longer yours: %(when)s", **facts)

from datetime import timedelta
from urllib.parse import quote

from odoo import api, fields, models
from odoo.exceptions import LockError
from odoo.fields import Domain
from odoo.tools.mail import html2plaintext

from odoo.addons.service_door.rules import uploads

from ..rules.visit_life import ALREADY, HELD, Refusal, describe
from ..rules.visit_phone import WORTH_NOTING, describe_press
from .service_planning import to_minute

# So long a visit that is over, with its customer's number and address, stays in sight.
ENDED_SHOWN = timedelta(days=7)
MOST_SHOWN = 80
PARTS = ("offered", "today", "tomorrow", "later", "over")


class ServiceVisit(models.Model):
    """What a technician sees of the own visits on a phone, and how presses count.

    Contractors' technicians are portal users, who have no right on visits as records.
    All technicians' pages ask here, and here alone it is decided which are theirs.
    """

    _inherit = "service.visit"

    # -- which are theirs

    @api.model
    def _domain_on_phone(self, people):
        """Visits that these people have, help at or are asked for, or had of late."""
        since = fields.Datetime.now() - ENDED_SHOWN
        has = Domain("resource_id", "in", people.ids)
        helps = Domain("helper_ids", "in", people.ids)
        held = Domain("state", "in", HELD)
        over = Domain("state", "=", "done") & Domain("finished_at", ">=", since)
        asked = Domain("state", "=", "offered")
        return ((has | helps) & (held | over)) | (has & asked)

    @api.model
    def _on_phone(self):
        """[(part of the page, visits)], in the order in which they are to be seen.

        Parts are those of `PARTS`.
        """
        people = self.env["resource.resource"]._of_user()
        # sudo: portal users read no visits; the domain is what is theirs
        found = self.sudo().search(
            self._domain_on_phone(people), order="start, id", limit=MOST_SHOWN
        )
        parts = found.grouped(lambda visit: visit._part_on_phone())
        return [(name, parts[name]) for name in PARTS if name in parts]

    def _part_on_phone(self):
        if self.state == "offered":
            return "offered"
        days = 0 if self.state in ("on_way", "arrived") else self._days_ahead()
        if self.state == "done" and days < 0:
            return "over"
        return "today" if days <= 0 else "tomorrow" if days == 1 else "later"

    def _days_ahead(self):
        """How many days from today it is, where it is; negative: it was before."""
        day_of = self.env["service.planning"]._day_of(self._zone_on_phone())
        today = day_of(to_minute(fields.Datetime.now()))
        return (day_of(to_minute(self.start)) - today).days

    def _zone_on_phone(self):
        return self.resource_id.tz or self.station_id._zone()

    @api.model
    def _find_on_phone(self, visit_id):
        """(the visit with this id if it is the current user's, who of it he is)."""
        people = self.env["resource.resource"]._of_user()
        domain = self._domain_on_phone(people) & Domain("id", "=", visit_id)
        visit = self.sudo().search(domain, limit=1)  # sudo: as for the list
        # its technician also where somebody is helper and technician at once
        mine = people & visit.resource_id or people & visit._people()
        return visit, mine[:1]

    # -- what the page shows

    def _place_text(self):
        """Where it is, for a map to search: the address, and what it may leave out."""
        region = self.region_id.complete_name or ""
        address = self.address or ""
        return (
            address if region and region in address else f"{region} {address}".strip()
        )

    def _map_link(self):
        """What opens the phone's map application there."""
        return f"geo:0,0?q={quote(self._place_text())}"

    def _number_to_call(self):
        return self.ticket_id.caller_number or self.caller_phone

    # -- how a press counts

    def _once(self, press, act):
        """Do what a press asks for, the first time that it comes.

        One that is refused may come again: what stood in its way may be gone.

        :param press: what tells this press from another
        """
        # sudo: forms that were sent are nobody's to read
        presses = self.env["service.form.press"].sudo()
        key = f"visit:{self.id}:{self.env.uid}:{press}"
        if not presses._is_first(key):
            return ALREADY
        try:
            outcome = act()
        except LockError:
            outcome = "busy"
        if outcome:
            presses.search([("key", "=", key)]).unlink()
        return outcome

    def _note_late(self, event, at):
        """Say in the history that a step was told later than it was done."""
        if not at or fields.Datetime.now() - at < WORTH_NOTING:
            return
        self.message_post(
            body=self.env._(
                "%(step)s Told by the phone without a line at %(at)s, received now.",
                step=describe_press(event, None, self.env._),
                at=self._moment_text(at),
            ),
            subtype_xmlid="mail.mt_note",
        )

    def _words_of(self, event, outcome):
        """What is said about what a press led to, in the language of who pressed."""
        if isinstance(outcome, Refusal):
            return describe(outcome, self.env._)
        if isinstance(outcome, uploads.Refusal):
            return self._words_of_files(outcome)
        return describe_press(event, outcome, self.env._)

    def _words_of_files(self, outcome):
        values = {
            "refused": outcome.outcome,
            "refused_name": outcome.name,
            "limits": uploads.PICTURES,
        }
        page = self.env["ir.qweb"]._render("service_door.refusal", values)
        return html2plaintext(page).strip()

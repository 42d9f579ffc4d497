from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.mail import plaintext2html

from ..rules.contractor import CLOSED_SHOWN_DAYS, Order, State, judge

FOLDERS = ("waiting", "working", "closed")
SHOWN_NOTES = 20


class HelpdeskTicket(models.Model):
    """What a contractor's dispatcher sees of the tickets at the contractor's stations,
    and does with them.

    Contractors' dispatchers are portal users, whom Odoo keeps from customers, coverage
    and other stations, and they get no right on tickets as records either: that would
    reach past their pages to every field, a ticket's secret link among them, which
    opens it even after it went elsewhere. Their pages ask here, and here alone it is
    decided which tickets are theirs.
    """

    _inherit = "helpdesk.ticket"

    # -- which are theirs

    @api.model
    def _contractor_domain(self):
        """The tickets that the current user dispatches: open or closed of late."""
        stations = self.env["service.station"]._dispatched_by_user()
        since = fields.Datetime.now() - timedelta(days=CLOSED_SHOWN_DAYS)
        return Domain(
            [("is_repair", "=", True), ("station_id", "in", stations.ids)]
        ) & (Domain("stage_id.closed", "=", False) | Domain("closed_date", ">=", since))

    @api.model
    def _folder_domain(self, folder):
        closed = Domain("stage_id.closed", "=", True)
        waiting = ~closed & Domain("unattended", "=", True)
        return {
            "waiting": waiting,
            "working": ~closed & Domain("unattended", "=", False),
            "closed": closed,
        }[folder]

    @api.model
    def _count_for_contractor(self):
        """{folder: number of tickets}"""
        # sudo: portal users read no tickets; the domain is what is theirs
        tickets, theirs = self.sudo(), self._contractor_domain()
        return {
            folder: tickets.search_count(theirs & self._folder_domain(folder))
            for folder in FOLDERS
        }

    @api.model
    def _list_for_contractor(self, folder, offset, limit):
        # sudo: as for the count
        return self.sudo().search(
            self._contractor_domain() & self._folder_domain(folder),
            order="is_emergency desc, priority desc, create_date desc, id desc",
            offset=offset,
            limit=limit,
        )

    @api.model
    def _find_for_contractor(self, ticket_id):
        """The ticket with this id if the current user dispatches it, else none."""
        # sudo: as for the count
        theirs = self._contractor_domain() & Domain("id", "=", ticket_id)
        return self.sudo().search(theirs, limit=1)

    def _notes_of_contractors(self):
        """What the station's dispatchers wrote to the company, the latest first."""
        self.ensure_one()
        authors = self.station_id.contractor_user_ids.partner_id
        return self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "=", "comment"),
                ("author_id", "in", authors.ids),
            ],
            order="id desc",
            limit=SHOWN_NOTES,
        )

    # -- what they do; the ticket comes from `_find_for_contractor`

    def _dispatch_for_contractor(self, technician_id=None):
        """Begin the ticket, give it to a technician of the station, or both; once.

        :param technician_id: as a form sent it; None: whoever has it keeps it
        :return: "accepted", "assigned", "closed", "technician", "already" as
            `rules.contractor.judge` says, "busy" while somebody else is changing the
            ticket, "gone" when it just went to another station
        """
        self.ensure_one()
        if not self.try_lock_for_update(allow_referencing=True):
            return "busy"
        self.invalidate_recordset(["stage_id", "station_id", "unattended", "user_id"])
        if self.station_id not in self.station_id._dispatched_by_user():
            return "gone"
        people = frozenset(self.station_id.user_ids.ids)
        state = State(self.closed, self.unattended, self.user_id.id or None)
        outcome = judge(state, Order(technician_id, people))
        if outcome in ("accepted", "assigned"):
            self.write(self._prepare_dispatch(outcome, technician_id))
        return outcome

    def _prepare_dispatch(self, outcome, technician_id):
        vals = {"user_id": technician_id} if technician_id else {}
        if outcome == "accepted":
            vals |= {"stage_id": self._begun_stage().id}
        return vals

    def _note_of_contractor(self, text):
        """Tell the company something about the ticket; customers do not read it.

        :return: "noted", or "empty"
        """
        self.ensure_one()
        if not text:
            return "empty"
        queue = self.company_id._get_dispatch_team()
        people = self.station_id.manager_id or queue.user_ids
        # who writes must not become a follower: followers keep reading the ticket
        # after it went to another station
        silent = self.with_context(mail_post_autofollow_author_skip=True)
        silent.message_post(
            body=plaintext2html(text),
            author_id=self.env.user.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            partner_ids=people.partner_id.ids,
        )
        return "noted"

from odoo import fields, models

from ..rules.visit_finish import (
    AFTERWARDS,
    COME_AGAIN,
    DROPPED,
    Ending,
    moment_told,
    refuse,
)
from .service_visit import RESULTS

# What is noted with the end of a visit.
ENDING_FIELDS = ("signature", "signed_by", "report")
TRIED_LENGTH = 16


class ServiceVisit(models.Model):
    """What people do with a visit: accept, drive, arrive, finish, move, cancel.

    Doors find out who acts and call these; each answers as `_happen` does.
    """

    _inherit = "service.visit"

    check_code = fields.Char(
        readonly=True,
        copy=False,
        default=lambda self: self._new_code(),
        help="The technician shows it at the door; the customer's page has the same.",
    )
    completion_code = fields.Char(
        readonly=True,
        copy=False,
        default=lambda self: self._new_code(),
        groups="service_repair.group_dispatcher",
        help="The customer tells it when the work is done.",
    )
    code_tries = fields.Integer(readonly=True, copy=False)
    code_tried = fields.Char(
        readonly=True,
        copy=False,
        groups="service_repair.group_dispatcher",
        help="The last wrong code: sent again by a phone, it is no further try.",
    )
    is_confirmed = fields.Boolean(
        string="Confirmed by Code",
        readonly=True,
        copy=False,
        help="The customer told the code when the work was done.",
    )
    signature = fields.Image(copy=False, max_width=1024, max_height=1024)
    signed_by = fields.Char(copy=False)
    arrived_latitude = fields.Float(digits=(10, 6), readonly=True, copy=False)
    arrived_longitude = fields.Float(digits=(10, 6), readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)
    report = fields.Text(copy=False, help="What was found and done.")

    # -- the technician

    def _depart(self, role="technician", person=None, at=None):
        at = moment_told(at, self.create_date, fields.Datetime.now())
        return self._happen("depart", role, person, departed_at=at)

    def _arrive(self, role="technician", person=None, at=None, position=None):
        """:param position: where the phone is, as `rules.finder.Position`, or None"""
        at = moment_told(at, self.departed_at, fields.Datetime.now())
        values = {"arrived_at": at}
        if position:
            values["arrived_latitude"] = position.latitude
            values["arrived_longitude"] = position.longitude
        return self._happen("arrive", role, person, **values)

    def _finish(self, result, role="technician", person=None, at=None, **ending):
        """End the visit.

        :param result: one of `rules.visit_finish.RESULTS`
        :param ending: `code` as the customer told it, `signature` (base64) and
            `signed_by`, `report`
        :return: as `_happen`; or (key of `rules.visit_finish.WORDS`, its facts)
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        given = (ending.get("code") or "").strip()
        if self.state == "arrived":
            refusal = self._refuse_ending(result, given, ending.get("signature"))
            if refusal:
                return refusal
        at = moment_told(at, self.arrived_at, fields.Datetime.now())
        values = {name: ending[name] for name in ENDING_FIELDS if ending.get(name)}
        # sudo: only dispatchers read the code; here it is compared
        confirmed = bool(given) and given == self.sudo().completion_code
        return self._happen(
            "finish",
            role,
            person,
            **values,
            result=result,
            finished_at=at,
            is_confirmed=confirmed,
        )

    def _refuse_ending(self, result, given, signature):
        unchecked = self._unchecked()
        refusal = refuse(
            Ending(
                result=result,
                # sudo: only dispatchers read the code; here it is compared
                code=self.sudo().completion_code or "",
                given=given,
                signed=bool(signature or self.signature),
                tries=self.code_tries,
                unchecked=len(unchecked),
            )
        )
        if refusal == "code":
            self._count_try(given[:TRIED_LENGTH])
        return refusal and (refusal, {"left": ", ".join(unchecked)})

    def _count_try(self, tried):
        """A wrong code that a phone sends again is no further try."""
        # sudo: only dispatchers read what was tried
        if tried != self.sudo().code_tried:
            self._decide({"code_tries": self.code_tries + 1, "code_tried": tried})

    def _unchecked(self):
        """Hook: names of what must be done before the visit is, and is not."""
        return []

    # -- plans change

    def _cancel(self, role, reason=None):
        return self._happen("cancel", role, cancel_reason=reason)

    def _move(self, start, role, person=None):
        """Make the visit begin at another time; the person stays if he is free.

        :param start: UTC
        :return: as `_happen`
        :raise PersonTaken: the person is elsewhere then
        """
        self.ensure_one()
        if self.start == start:
            return "already"
        values = {"start": start, "version": self.version + 1}
        return self._happen("move", role, person, **values)

    def _hand_over(self, reason=None, role="technician", person=None):
        """Give the visit back, for somebody else to take it."""
        told = self._version_after_relief()
        outcome = self._happen("hand_over", role, person, version=told)
        if outcome is None:
            self._note_reason(self.env._("Handed over: %s"), reason)
            self._note_turned_down(reason)
            self._dispatch()
        return outcome

    def _note_reason(self, text, reason):
        if reason:
            self.message_post(body=text % reason, subtype_xmlid="mail.mt_note")

    # -- what follows

    def _happened_accept(self):
        """The ticket is in hand."""
        # sudo: the technician's acceptance moves the ticket, whoever may edit it
        ticket = self.ticket_id.sudo()
        values = {"user_id": self.resource_id.user_id.id} if self._is_staffs() else {}
        if ticket.unattended:
            values["stage_id"] = ticket._begun_stage().id
        if values:
            ticket.write(values)

    _happened_assign = _happened_accept

    def _is_staffs(self):
        """Whether its technician may be in charge of the ticket."""
        user = self.resource_id.user_id
        return bool(user) and not user.share

    def _happened_arrive(self):
        # sudo: clocks follow from what happens
        self.ticket_id.sudo()._deadline_event("visit_arrived", at=self.arrived_at)

    def _happened_finish(self):
        # sudo: as for accepting
        ticket = self.ticket_id.sudo()
        label = dict(RESULTS)[self.result]
        ticket._note(self.env._("%(visit)s: %(result)s", visit=self.name, result=label))
        follows = AFTERWARDS.get(self.result)
        if follows == COME_AGAIN:
            self._plan_again()
        elif follows:
            ticket._close_as_done(dropped=follows == DROPPED)

    def _plan_again(self):
        """Somebody has to come again: a visit without a time, until one is agreed."""
        return self.create(self._follow_up_values())

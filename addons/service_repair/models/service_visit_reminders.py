from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from ..rules.reminders import PLANNED, Facts, by_channel, changes, plan
from ..rules.visit_life import HELD

# What the messages about a visit follow from.
TOLD_BY = {"state", "start", "station_id", "resource_id", "result"}
# Key of the visits of this transaction whose messages are to be planned.
WAITING = "service_repair.visits_to_tell_of"


class ServiceVisit(models.Model):
    """The messages about visits follow from their plans.

    They are reckoned when a transaction writes out what it did, for all visits that it
    changed: what lies in between, such as an offer that goes on, is told to nobody.
    """

    _inherit = "service.visit"

    reminder_ids = fields.One2many(
        "service.visit.reminder",
        "visit_id",
        string="Messages",
        readonly=True,
        groups="service_repair.group_agent",
    )
    agreed_at = fields.Datetime(
        string="Told since",
        readonly=True,
        copy=False,
        help="Since when the customer is to know this start.",
    )
    agreed_start = fields.Datetime(
        readonly=True, copy=False, help="The start that the customer knows."
    )
    told_version = fields.Integer(
        readonly=True,
        copy=False,
        help="Counts how often the customer had to be told anew.",
    )
    cancelled_at = fields.Datetime(string="Cancelled", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits._tell_later()
        return visits

    def write(self, vals):
        result = super().write(vals)
        if TOLD_BY & vals.keys():
            self._tell_later()
        return result

    def _happened(self, event, before):
        if before == "on_way" and self.state in PLANNED:
            self._decide({"agreed_start": False})  # somebody was said to be coming
        elif event == "cancel":
            self._decide({"cancelled_at": fields.Datetime.now()})
        return super()._happened(event, before)

    # -- planning

    def _tell_later(self):
        """Have the messages of these visits planned with this transaction."""
        precommit = self.env.cr.precommit
        if WAITING not in precommit.data:
            precommit.data[WAITING] = set()
            # sudo: messages follow from plans, whoever changes them
            precommit.add(self.env["service.visit"].sudo()._plan_waiting)
        precommit.data[WAITING].update(self.ids)

    @api.model
    def _plan_waiting(self):
        ids = self.env.cr.precommit.data.pop(WAITING, ())
        visits = self.browse(sorted(ids)).exists()
        visits._plan_messages()
        visits._tell_people()

    def _plan_messages(self):
        """Have the rows of `service.visit.reminder` say what the rule says."""
        now = fields.Datetime.now()
        self._note_agreed(now)
        with_push = self._reached_by_push()
        rows, new = self.env["service.visit.reminder"], []
        gone = rows
        for visit in self:
            settings = visit.company_id._reminder_settings()
            planned = by_channel(plan(visit._told_facts(now, with_push), settings))
            stored = visit.reminder_ids
            due = changes(planned, stored._stored(), stored._final_keys())
            known = {row.key: row for row in stored}
            gone |= rows.union(*(known[key] for key in due.drop))
            for each in due.write:
                if each.key in known:
                    known[each.key].write(rows._values_of(each))
                    rows |= known[each.key]
                elif each.until > now:
                    new.append({"visit_id": visit.id, **rows._values_of(each)})
        gone._drop()
        (rows | self._create_messages(new))._wake()

    def _create_messages(self, vals_list):
        rows = self.env["service.visit.reminder"]
        if not vals_list:
            return rows
        try:
            return rows.create(vals_list)
        except UniqueViolation as error:
            # somebody else plans the same visits now: begin again after them
            raise ConcurrencyError(*error.args) from error

    def _note_agreed(self, now):
        """Note which starts customers are to know from now on."""
        for visit in self:
            if visit._is_agreed() and visit.start != visit.agreed_start:
                visit.write(
                    {
                        "agreed_at": now,
                        "agreed_start": visit.start,
                        "told_version": visit.told_version + bool(visit.agreed_at),
                        "confirmed_at": False,
                    }
                )

    def _is_agreed(self):
        """Whether there is a time to tell: a booked one as soon as somebody is asked,
        an emergency's when somebody takes it, as each who is asked has another."""
        if self.is_emergency:
            return self.state in HELD
        return self.state in ("offered", *HELD)

    def _told_facts(self, now, with_push):
        """The visit as `rules.reminders` takes it."""
        is_true = self.start == self.agreed_start or self.state not in PLANNED
        moments = {
            "on_way": self.departed_at,
            "done": self.finished_at,
            "cancelled": self.cancelled_at,
        }
        return Facts(
            state=self.state,
            start=self.start or self.agreed_start or now,
            agreed_at=self.agreed_at if is_true and self.agreed_at else None,
            since=moments.get(self.state) or now,
            zone=self._told_zone(),
            version=self.told_version,
            emergency=self.is_emergency,
            met=self.result != "customer_absent",
            reached_by=self._reached_by(with_push),
        )

    def _reached_by(self, with_push):
        """The channels on which the customer may be reached."""
        ways = {
            "mail": bool(self._told_mail()),
            "sms": bool(self.company_id.service_sms_gateway and self._told_phones()),
            "push": self in with_push,
        }
        return [channel for channel, is_way in ways.items() if is_way]

    def _reached_by_push(self):
        """Those of these visits whose customer has a device that takes pushes."""
        partners = self.ticket_id.partner_id
        # sudo: whether there is a device, not which
        devices = self.env["mail.push.device"].sudo()
        groups = devices._read_group(
            [("partner_id", "in", partners.ids)], ["partner_id"]
        )
        with_device = partners.browse(partner.id for (partner,) in groups)
        return self.filtered(lambda visit: visit.ticket_id.partner_id in with_device)

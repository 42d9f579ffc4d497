from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.slots import describe
from .service_life import is_decided
from .service_planning import to_moment
from .service_visit_plan import PersonTaken

# What somebody who plans by hand changes, in forms and by dragging.
BY_HAND = {"start", "end", "minutes", "resource_id"}
SHOWN_SLOTS = 3


class ServiceVisit(models.Model):
    """Planning by hand keeps the rules: who is at work, free and can be there in time.

    An emergency goes to whom a dispatcher names, as long as he is nowhere else.
    """

    _inherit = "service.visit"

    @api.model_create_multi
    def create(self, vals_list):
        if is_decided(self.env):
            return super().create(vals_list)
        planned = [{name: vals.get(name) for name in BY_HAND} for vals in vals_list]
        left_out = ("resource_id", "start", "end")
        vals_list = [
            {name: value for name, value in vals.items() if name not in left_out}
            for vals in vals_list
        ]
        visits = super().create(vals_list)
        for visit, vals in zip(visits, planned, strict=True):
            given = {name: value for name, value in vals.items() if value}
            if given.keys() & set(left_out):
                visit._plan_by_hand(given)
        return visits

    def write(self, vals):
        if is_decided(self.env) or not BY_HAND & vals.keys():
            return super().write(vals)
        rest = {name: value for name, value in vals.items() if name not in BY_HAND}
        result = super().write(rest) if rest else True
        for visit in self:
            visit._plan_by_hand({name: vals[name] for name in BY_HAND & vals.keys()})
        return result

    def _plan_by_hand(self, vals):
        """Give the visit the time and the technician that somebody chose."""
        self.ensure_one()
        start, minutes = self._chosen_time(vals)
        # an open visit is nobody's; it only knows whose it was
        had = self.resource_id if self.state != "open" else self.resource_id.browse()
        person = had.browse(vals.get("resource_id", had.id))
        if minutes != self.minutes:
            self._decide({"minutes": minutes})
        if (start or None, person) == (self.start or None, had):
            return
        self._require_sensible(start, person)
        if start and person and person != had:
            self._plan_with(person, start, "assign")
        elif start and person:
            self._plan_with(person, start, "move")
        else:
            self._plan_alone(start)

    def _chosen_time(self, vals):
        start = fields.Datetime.to_datetime(vals.get("start", self.start))
        end = fields.Datetime.to_datetime(vals.get("end"))
        minutes = vals.get("minutes") or self.minutes
        if start and end and "minutes" not in vals:
            minutes = round((end - start).total_seconds() / 60)
        return start or False, minutes

    def _require_sensible(self, start, person):
        if person and not start:
            raise UserError(self.env._("Choose a time for %s first.", person.name))
        if person and not self.station_id and not self.is_emergency:
            raise UserError(self.env._("Choose a station for the visit first."))
        if self.start and not start:
            raise UserError(
                self.env._("A planned visit is moved or cancelled, not emptied.")
            )
        if start and start < fields.Datetime.now() and not self.is_emergency:
            raise UserError(self.env._("That time is past. Choose a later one."))

    def _plan_with(self, person, start, event):
        why = None if self.is_emergency else self._why_not(person, start)
        if why:
            raise UserError(why)
        values = {"resource_id": person.id, "start": start}
        if self.start and self.start != start:
            values["version"] = self.version + 1
        was_asked = event == "move" and self.state == "offered"
        try:
            with self.env.cr.savepoint():
                outcome = self._happen(event, self._planning_role(), person, **values)
        except PersonTaken as error:
            raise UserError(self._with_alternatives(str(error), person)) from error
        self._raise_refusal(outcome)
        if was_asked:
            self._ask_again(person)

    def _ask_again(self, person):
        """Who was asked is asked for the new time; else whoever is free then."""
        # sudo: offers follow from the plan, whoever changes it
        visit = self.sudo()
        visit._decide({"round": visit.round + 1})
        if not visit._offer_to(person, [("chosen", {"name": person.name})]):
            visit._propose()

    def _plan_alone(self, start):
        """A time without a technician: somebody is asked who is free then."""
        if self.state == "open":
            self._decide({"start": start})
        else:
            role = self._planning_role()
            self._raise_refusal(self._take_from_technician(start, role))

    def _take_from_technician(self, start, role):
        """:return: as `_happen`"""
        # sudo: others are asked, whoever may plan them
        visit = self.sudo()
        if start != self.start:
            return visit._ask_those_free(start, role)
        give_back = visit._decline if self.state == "offered" else visit._hand_over
        return give_back(role=role)

    def _planning_role(self):
        if self.env.su or self.env.user.has_group("service_repair.group_dispatcher"):
            return "dispatcher"
        return "agent"

    def _why_not(self, person, start):
        """Why a technician can't be planned then, and what is free; else None."""
        # sudo: who is free is told to who plans, whoever may read other plans
        reason = self.sudo().station_id._why_not(self, person, start)
        if not reason:
            return None
        words = self.env._(
            "%(person)s: %(reason)s.",
            person=person.name,
            reason=describe(reason, self.env._),
        )
        return self._with_alternatives(words, person)

    def _with_alternatives(self, words, person):
        station = self.sudo().station_id  # sudo: as above
        slots = station._free_slots(self, person)[:SHOWN_SLOTS]
        free = [self._moment_text(to_moment(slot.start)) for slot in slots]
        if not free:
            return words
        return self.env._("%(why)s Free: %(free)s", why=words, free="; ".join(free))

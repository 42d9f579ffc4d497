from pathlib import Path

from odoo import api, fields, models
from odoo.fields import Command

from ..rules.dataset import read_entries, read_table

DATA = Path(__file__).resolve().parents[1] / "data"
WORDS = {
    "service.deadline.event.type": "deadline_events.csv",
    "service.deadline.sector": "deadline_sectors.csv",
    "service.deadline.stage": "deadline_stages.csv",
}
# Looking in vain for those of other countries would be a query each.
CALENDARS = {"CN": "service_deadline.calendar_cn"}
TERM = ("amount", "unit", "start", "end", "roll", "backward")
# The data has its texts in two languages. Values in Chinese are named like the field
# with this behind it; they are written to the same field, as its translation.
CHINESE, IN_CHINESE = "zh_CN", "_zh"


class ServiceDeadlinePolicy(models.Model):
    """The shipped policies come with the addon and follow it; changes of ours stay.

    So do their Chinese texts, where Chinese is installed. The .po file has none of
    them: what it brings once is never corrected by an upgrade.
    """

    _inherit = "service.deadline.policy"

    shipped = fields.Json(
        copy=False, readonly=True, help="The values it was last delivered with."
    )

    @api.model
    def _load_shipped(self):
        """Bring in the shipped words and policies; called by install and upgrade.

        A field that somebody changed since keeps the change, all others follow.
        """
        # whoever calls may read Chinese, what is written is English
        english = self.with_context(lang="en_US")
        english._load_words()
        english._load_policies()

    @api.model
    def _load_words(self):
        for model, file in WORDS.items():
            self.env[model]._load_records(
                [
                    _record(
                        model, row["code"], {"code": row["code"], "name": row["name"]}
                    )
                    for row in read_table(DATA / file)
                ],
                # what is there already is its users'
                update=True,
            )

    @api.model
    def _load_policies(self):
        """Bring in the shipped policies, in the languages that are installed."""
        entries = [self._values_of_entry(entry) for entry in read_entries(DATA)]
        there = self._shipped_policies()
        self._load_new([v for v in entries if _origin(v) not in there])
        # the new ones too: their Chinese is to come
        there = self._shipped_policies()
        for values in entries:
            there[_origin(values)]._follow(values)

    @api.model
    def _load_new(self, entries):
        """Bring in policies that were not there; one that somebody made keeps theirs.

        A manager who enters a new law before we deliver it has the same code.
        """
        made = self._made_alike(entries)
        for values in entries:
            if policy := made.get(_origin(values)):
                policy._become_shipped(values)
        new = [values for values in entries if _origin(values) not in made]
        # a note in English that each was made tells nobody anything
        silent = self.with_context(mail_create_nolog=True)
        silent._load_records([self._new_record(values) for values in new])

    @api.model
    def _made_alike(self, entries):
        codes = [values["code"] for values in entries]
        made = self.with_context(active_test=False).search([("code", "in", codes)])
        return {(policy.code, policy.version): policy for policy in made}

    def _become_shipped(self, values):
        """Stay as it is, and follow what is delivered from now on."""
        self.shipped = self._plain(values)
        record = {**self._new_record(values), "record": self}
        self.env["ir.model.data"]._update_xmlids([record])

    @api.model
    def _new_record(self, values):
        """A new policy in English; Chinese can only be written to what is there."""
        name = f"{values['code']}_{values['version']}"
        english = {n: v for n, v in values.items() if n == _english(n)}
        shipped = {"shipped": self._plain(english)}
        return _record("policy", name, _commands(english) | shipped)

    @api.model
    def _shipped_policies(self):
        """What came with the addon, by what it was delivered as: codes may change."""
        policies = self.with_context(active_test=False).search(
            [("shipped", "!=", False)]
        )
        return {_origin(policy.shipped): policy for policy in policies}

    def _follow(self, values):
        """Take over what is delivered, but for what was changed here.

        Who changed a text in English means another one: then its Chinese stays as well.
        """
        before, now = self.shipped, self._plain(values)
        mine = self._plain(self._current(values))
        ours = {field for field in values if mine[field] == before.get(field)}
        changed = {
            field: values[field]
            for field in ours
            if now[field] != before.get(field) and _english(field) in ours
        }
        if changed or before | now != before:
            self._take_over(changed, before | now)

    def _take_over(self, changed, shipped):
        told = {_english(n): v for n, v in changed.items() if n != _english(n)}
        values = {n: v for n, v in changed.items() if n == _english(n)}
        self.write(_commands(values) | {"shipped": shipped})
        if told:
            # a translation is no change of the rule that its followers must know of
            chinese = self.with_context(lang=CHINESE, tracking_disable=True)
            chinese.write(told)

    def _current(self, names):
        """The present values of these fields, as they are delivered."""
        return {name: self._as_delivered(name) for name in names}

    def _as_delivered(self, name):
        if name != _english(name):
            return self._own_chinese(_english(name))
        value = self[name]
        kind = self._fields[name].type
        if kind == "many2many":
            return sorted(value.ids)
        return value.id if kind == "many2one" else value

    def _own_chinese(self, name):
        """A text in Chinese; nothing where the English one stands in for it."""
        text = self.with_context(lang=CHINESE)[name]
        return text != self[name] and text

    @api.model
    def _plain(self, values):
        """Values as JSON keeps them: dates as text, nothing as None."""
        return {
            name: fields.Date.to_string(value)
            if name.startswith("in_force")
            else (None if value is False and name != "active" else value)
            for name, value in values.items()
        }

    @api.model
    def _values_of_entry(self, entry):
        rule = entry.policy
        values = {name: text or False for name, text in entry.texts._asdict().items()}
        values |= {name: getattr(rule.term, name) for name in TERM}
        values |= {
            "version": entry.version,
            "verification": entry.verification,
            "source_address": entry.source_address or False,
            "code": rule.code,
            "kind": rule.kind,
            "holder": rule.holder,
            "active": rule.active,
            "jurisdiction": rule.country or False,
            "province": rule.province or False,
            "in_force_from": rule.in_force_from or False,
            "in_force_to": rule.in_force_to or False,
            "event_id": self._word("service.deadline.event.type", rule.event),
            "sector_id": self._word("service.deadline.sector", rule.sector),
            "stage_id": self._word("service.deadline.stage", rule.stage),
            "calendar_id": self._statutory_calendar(rule.country),
        }
        values |= self._values_of_triggers(entry.triggers)
        return values | self._values_in_chinese(entry.texts_zh)

    @api.model
    def _values_in_chinese(self, texts):
        """The texts in Chinese, where somebody may read them."""
        if CHINESE not in self.env["resource.calendar"]._name_languages():
            return {}
        return {
            name + IN_CHINESE: text or False for name, text in texts._asdict().items()
        }

    @api.model
    def _values_of_triggers(self, triggers):
        """The events that touch its clocks, as lists of ids."""
        event_types = self.env["service.deadline.event.type"]
        return {
            f"{effect}_event_ids": sorted(map(event_types._id_of, codes))
            for effect, codes in triggers._asdict().items()
        }

    @api.model
    def _word(self, model, code):
        return self.env[model]._id_of(code) if code else False

    @api.model
    def _statutory_calendar(self, country):
        """The working days of a country, where we bring them."""
        name = CALENDARS.get(country)
        return bool(name) and self.env["ir.model.data"]._xmlid_to_res_id(name)


def _english(name):
    """The field that a value is written to."""
    return name.removesuffix(IN_CHINESE)


def _origin(values):
    """What tells delivered policies apart: code and version they are delivered with."""
    return values["code"], values["version"]


def _commands(values):
    """Values as `create` and `write` take them: lists of ids become commands."""
    return {
        name: [Command.set(value)] if isinstance(value, list) else value
        for name, value in values.items()
    }


def _record(kind, name, values):
    """One record for `_load_records`, under a name of this addon."""
    kind = kind.removeprefix("service.deadline.").partition(".")[0]
    xml_id = f"service_deadline.{kind}_{name.lower()}"
    return {"xml_id": xml_id, "values": values, "noupdate": True}

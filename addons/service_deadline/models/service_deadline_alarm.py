from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models

from ..rules.clock import BREACH


class ServiceDeadlineAlarm(models.AbstractModel):
    """What people hear when a clock warns, breaches or escalates."""

    _name = "service.deadline.alarm"
    _description = "Deadline Alarm"

    @api.model
    def _raise(self, keys):
        """Tell people, and the records, what clocks do: clock → step id or BREACH.

        In the language of the clock's company: whoever runs the cron is nobody.
        """
        for (model, lang, key), clocks in self._grouped(keys).items():
            told = self.with_context(lang=lang or self.env.lang)
            told._raise_alike(model, key, clocks.with_env(told.env))

    @api.model
    def _raise_alike(self, model, key, clocks):
        """Tell of clocks of one model that do the same.

        There is nobody to tell of a record that was deleted past the program: its
        clocks end.
        """
        records = self.env[model].browse(clocks.mapped("res_id")).exists()
        there = set(records.ids)
        gone = clocks.filtered(lambda clock: clock.res_id not in there)
        gone._withdraw()
        clocks -= gone
        if clocks and key == BREACH:
            self._tell(clocks, self.env._("Deadline missed"), "activity", None)
            records._deadline_breached(clocks)
        elif clocks:
            self._take_step(clocks, self.env["service.deadline.step"].browse(key))

    @api.model
    def _grouped(self, keys):
        groups = defaultdict(lambda: self.env["service.deadline"])
        for clock, key in keys.items():
            lang = clock.company_id.partner_id.lang
            groups[clock.res_model, lang, key] |= clock
        return groups

    @api.model
    def _take_step(self, clocks, step):
        if step.action == "escalate":
            self._note(clocks, step.name)
            self._records(clocks)._deadline_escalate(clocks, step)
        else:
            self._tell(clocks, step.name, step.action, step.user_id)
            self._records(clocks)._deadline_warned(clocks, step)

    @api.model
    def _tell(self, clocks, title, action, user):
        """A note on each record, and an activity for the person it is for."""
        self._note(clocks, title)
        if action != "note":
            self._assign(clocks, title, action, user)

    @api.model
    def _records(self, clocks):
        """The records of clocks of one model, each once."""
        ids = dict.fromkeys(clocks.mapped("res_id"))
        return self.env[clocks[0].res_model].browse(ids)

    @api.model
    def _note(self, clocks, title):
        """One note a record, however many of its clocks do the same at once."""
        lines = defaultdict(list)
        for clock in clocks:
            lines[clock.res_id].append(self._line(clock, title))
        self._records(clocks)._message_log_batch(
            {id_: Markup("<br/>").join(texts) for id_, texts in lines.items()},
            # the clock says so, whoever's press or cron it was that let it
            author_id=self.env.ref("base.partner_root").id,
        )

    @api.model
    def _line(self, clock, title):
        due_at = fields.Datetime.context_timestamp(
            clock.with_context(tz=clock._zone()), clock.due_at
        )
        return self.env._(
            "%(title)s: %(deadline)s, due %(due)s",
            title=title,
            deadline=clock.name,
            due=clock._end_in_words(due_at),
        )

    @api.model
    def _assign(self, clocks, title, action, user):
        """An activity for whom it is for, where somebody is responsible."""
        records = self._records(clocks)
        people = self._people(records, action, user)
        activity_type = self.env.ref("mail.mail_activity_data_warning")
        model_id = self.env["ir.model"]._get_id(records._name)
        self.env["mail.activity"].create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "summary": f"{title}: {clock.name}",
                    "res_model_id": model_id,
                    "res_id": clock.res_id,
                    "user_id": people[clock.res_id].id,
                    "date_deadline": fields.Date.context_today(clock),
                }
                for clock in clocks
                if people[clock.res_id]
            ]
        )

    @api.model
    def _people(self, records, action, user):
        """Who is asked, per record id."""
        if action == "user":
            return dict.fromkeys(records.ids, user)
        if action == "manager":
            return {r.id: r._deadline_manager() for r in records}
        return {r.id: r._deadline_responsible() for r in records}

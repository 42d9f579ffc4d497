from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

SOURCES = [("consumer", "Consumer"), ("agent", "Staff")]


def follows_of(records):
    """Stored fields that are computed of others: nobody from outside writes them."""
    if records.env.su:
        return set()
    return {
        name
        for name, field in records._fields.items()
        if field.compute and field.store and field.readonly and not field.inverse
    }


class ConsumerRecordMixin(models.AbstractModel):
    """Something that is recorded of a case: told to its timeline, and then kept.

    Who noted it may put a slip right within a day, which the timeline tells too;
    proof may be added at any time. Nothing of a filed case is deleted.
    """

    _name = "consumer.record.mixin"
    _description = "Recorded of a Case"

    _record_kind = None  # the kind and the code of its timeline entry
    _record_code = None
    _record_proof = ()  # its fields with exhibits
    _record_personal = ()  # what retention empties when its time is over

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, index=True, ondelete="cascade"
    )
    source = fields.Selection(
        SOURCES, "Told By", required=True, readonly=True, default="agent"
    )
    noted_at = fields.Datetime(
        "Noted",
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
    )

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        for vals in vals_list:
            self._refuse_computed(vals)
            vals["noted_at"] = now
        records = super().create(vals_list)
        records._check_proof()
        records._log_recorded(self._record_code)
        return records

    def write(self, vals):
        if not set(vals) - set(self._record_proof):
            before = {(each, name): each[name] for each in self for name in vals}
            result = super().write(vals)
            self._check_proof_stays(before)
            return result
        if self._erasing(vals):
            return super().write(vals)
        self._check_correctable(vals)
        result = super().write(vals)
        self._check_proof()
        self._log_recorded("corrected")
        return result

    def _check_proof_stays(self, before):
        """Proof comes later, and never goes: ``before`` it was so, (record, field) →
        exhibits."""
        self._check_proof()
        if any(known - each[name] for (each, name), known in before.items()):
            raise UserError(self.env._("Proof is not taken from what it proves."))

    def _refuse_computed(self, vals):
        """Figures are computed: they stand in the dossier, and nobody types them."""
        if found := follows_of(self) & vals.keys():
            raise AccessError(
                self.env._(
                    "%(fields)s: this follows from other things and can't be written.",
                    fields=", ".join(sorted(found)),
                )
            )

    def _check_correctable(self, vals):
        """A slip of the pen is put right within a day, by who made it or an officer."""
        self.check_access("write")
        self._refuse_computed(vals)
        self._check_own()
        if {"complaint_id", "source", "noted_at"} & set(vals):
            raise UserError(self.env._("What was recorded stays with its case."))
        since = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        kept = self.filtered(
            lambda record: (
                record.complaint_id.state != "draft"
                and (record.source != "agent" or record.noted_at < since)
            )
        )
        if kept:
            raise UserError(
                self.env._(
                    "What staff noted can be corrected within a day, what the consumer "
                    "told not at all. Please note it anew."
                )
            )

    def _check_own(self):
        """Agents put right their own slips; officers those of others too."""
        if self.env["consumer.complaint"]._own_role() != "agent":
            return
        if others := self.filtered(
            lambda record: (
                record.complaint_id.state != "draft"
                and record.create_uid != self.env.user
            )
        ):
            raise UserError(
                self.env._(
                    "%s noted this: ask who noted it, or an officer, to correct it.",
                    others[0].create_uid.name,
                )
            )

    def _erasing(self, vals):
        """Retention empties what is personal, and nothing else."""
        personal = set(vals) <= set(self._record_personal)
        return self.env.su and personal and not any(vals.values())

    def _check_proof(self):
        """Proof is of the same case: no file of another can be shown through it."""
        for record in self.sudo():  # sudo: only to compare the cases
            for name in self._record_proof:
                if record[name].complaint_id - record.complaint_id:
                    raise ValidationError(
                        self.env._("Proof must belong to the same case.")
                    )

    def _log_recorded(self, code):
        """One entry each, with what it says but for what may name a person."""
        for source, records in self.grouped("source").items():
            news = [
                (record.complaint_id, self._record_kind, code, record._told())
                for record in records
            ]
            actor = self.env["consumer.complaint"]._own_role()
            actor = actor if source == "agent" else source
            self.env["consumer.timeline"]._append(news, actor)

    def _told(self):
        """Hook: what the timeline tells; no names, for it can't be erased there."""
        return {}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(record.complaint_id.timeline_ids for record in self):
            raise UserError(self.env._("What was recorded of a case can't be deleted."))

from odoo import fields, models
from odoo.tools import SQL

from ..rules import privacy
from .consumer_complaint_life import BY_THE_RULES

# Free text of a case: who somebody is may stand in it, wherever it was written. What
# must not be empty gets stars. What is chosen from lists stays, for the figures.
PERSONAL = {
    "consumer.complaint": {
        "name": privacy.ERASED,
        "description": False,
        "product": False,
        "contract_ref": False,
        "outcome_note": False,
        "address": False,
        "legal_hold_reason": False,
        "respondent_text": False,
        "typed": False,
    },
    "consumer.remedy": {"name": False, "offered": False, "ground": False},
    "consumer.referral": {
        "reason": False,
        "demand": False,
        "reference": False,
        "answer": False,
        "said": False,
        "error": False,
    },
}
# What hangs on any record of Odoo, with the field that names its model.
HANGERS = {
    "mail.activity": "res_model",
    "mail.followers": "res_model",
    "mail.message": "model",
    "mail.scheduled.message": "model",
}
# What a file of a message hangs on where it belongs to nothing else; the files of a
# ticket that were sent along stay with the ticket.
OUR_FILES = (False, "", "mail.message", "mail.compose.message", "mail.mail")


class ConsumerComplaint(models.Model):
    """What erasing takes out of a case, and what it leaves.

    Left are choices, amounts, dates, the outcome and the hashes: figures stay what they
    were, and the timeline still proves that nothing was added or taken away.
    """

    _inherit = "consumer.complaint"

    def _erase(self, why):
        """Take out of these cases what tells whose they are.

        :param why: "retention" or "request"
        """
        # sudo: whoever may erase a case erases all that hangs on it
        cases = self.sudo().with_context(
            active_test=False, tracking_disable=True, by_the_rules=BY_THE_RULES
        )
        cases = cases.filtered(lambda case: not case.erased_at)
        people = cases.complainant_id
        cases._erase_texts()
        cases._erase_files()
        cases._erase_promises()
        cases._erase_timeline()
        cases.link_ids.unlink()
        cases.write({"erased_at": fields.Datetime.now()})
        people._erase_where_no_case_is_left(cases)
        cases.ticket_ids = False
        cases._erase_conversations()
        cases._log("privacy", "erased", {"purpose": why})

    def _erase_texts(self):
        # a region that was found stays, though what it was found by goes
        self.filtered("region_id").region_by_hand = True
        for model, texts in self._personal_texts().items():
            self._records_of(model).write(texts)

    def _personal_texts(self):
        """{model: {field: what takes its place}}; what is recorded of a case says
        itself which of its texts are personal."""
        recorded = self.env.registry.descendants(["consumer.record.mixin"], "_inherit")
        return PERSONAL | {
            name: dict.fromkeys(self.env[name]._record_personal, False)
            for name in sorted(recorded)
            if not self.env[name]._abstract
        }

    def _records_of(self, model):
        """The records of a model that belong to these cases; the cases themselves."""
        if model == self._name:
            return self
        about = [("complaint_id", "in", self.ids)]
        return self.env[model].with_context(**self.env.context).search(about)

    def _erase_files(self):
        """The files of exhibits and dossiers; their hashes stay."""
        self.exhibit_ids._erase()
        self.dossier_ids._erase()

    def _erase_promises(self):
        """What was promised, by whom and to whom; that it was kept or not stays."""
        promises = self._all_deadlines().filtered("is_promise")
        stars = dict.fromkeys(("promise", "promised_by", "promised_to"), privacy.ERASED)
        promises.write(stars)

    def _erase_timeline(self):
        """Contents that somebody wrote; what happened and when stays, with its hash."""
        entries = self.timeline_ids
        personal = entries.filtered(lambda entry: privacy.is_personal(entry.payload))
        self.env.cr.execute(
            SQL(
                "UPDATE consumer_timeline SET payload = NULL WHERE id = ANY(%s)",
                personal.ids,
            )
        )
        entries.invalidate_recordset(["payload"], flush=False)

    def _erase_conversations(self):
        """Messages with their files, activities and followers of cases and referrals;
        of a rating the stars stay."""
        self.env.flush_all()
        for records in (self, self.referral_ids):
            found = {
                model: self._hanging_on(records, model, name)
                for model, name in HANGERS.items()
            }
            files = found["mail.message"].attachment_ids
            files = files.filtered(lambda file: file.res_model in OUR_FILES)
            (files | self._hanging_on(records, "ir.attachment", "res_model")).unlink()
            for hanging in found.values():
                hanging.unlink()
        ratings = self._hanging_on(self, "rating.rating", "res_model")
        ratings.write({"feedback": False, "partner_id": False})

    def _hanging_on(self, records, model, name):
        """The records of a model that hang on these, whatever model they are of."""
        about = [(name, "=", records._name), ("res_id", "in", records.ids)]
        return self.env[model].search(about)

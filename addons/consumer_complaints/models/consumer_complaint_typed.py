from datetime import time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.orm.models import NO_ACCESS

from odoo.addons.service_door.rules.sorting import sort_files
from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules import form, form_wording

# What marks a draft's file that shows who complains.
IDENTITY = "identity"


class ConsumerComplaint(models.Model):
    """A complaint that a consumer files by a form, at once or bit by bit.

    Until it is filed the case holds what was typed as it was typed, and the files as
    plain attachments: a draft proves nothing yet and can be thrown away whole.
    """

    _inherit = "consumer.complaint"

    respondent_text = fields.Char(
        "Company, as the Consumer Wrote It",
        readonly=True,
        copy=False,
        help="The respondent was found by exactly this name, or is to be chosen.",
    )
    # names and numbers of people: for the one who typed them alone, until it is filed
    typed = fields.Json(copy=False, groups=NO_ACCESS)

    # -- the draft

    @api.model
    def _start_typed(self, typed, files, company, private=()):
        """A draft that holds what somebody typed; returns it and a refusal of files.

        It comes with sudo: whoever fills in the form need not have an account.
        """
        # sudo: the form's user has no right but what the form gives
        draft = self.sudo().create(
            {
                "state": "draft",
                "name": self.env._("Unfinished form"),
                "channel": "web",
                "company_id": company.id,
                "team_id": company.complaint_team_id.id,
            }
        )
        return draft, draft._keep_typed(typed, files, private=private)

    def _keep_typed(self, typed, files, dropped=(), private=()):
        """Keep what was typed, and the files that can be taken.

        :param dropped: ids of files of this draft that are no longer wanted
        :param private: files that show who complains
        :return: why the first of the others was not taken, a `Refusal`, or None
        """
        self.ensure_one()
        self._draft_files().filtered(lambda file: file.id in dropped).unlink()
        refusals = [self._keep_files(files), self._keep_files(private, IDENTITY)]
        self.lang = self._typed_lang(typed)
        self.typed = {**typed, "lang": self.lang}
        return next(filter(None, refusals), None)

    def _keep_files(self, files, mark=False):
        kept = self._draft_files().mapped("file_size")
        taken, refused = sort_files(files, kept, EVIDENCE)
        self.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": content,
                    "description": mark,
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content in taken
            ]
        )
        return refused

    def _typed_lang(self, typed):
        installed = dict(self.env["res.lang"].get_installed())
        lang = typed.get("lang")
        return lang if lang in installed else self.env.lang

    def _draft_files(self):
        self.ensure_one()
        return self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)], order="id"
        )

    def _throw_away(self):
        """A draft goes with all that was typed and sent for it."""
        drafts = self.filtered(lambda case: case.state == "draft" and case.typed)
        drafts.unlink()

    @api.autovacuum
    def _gc_drafts(self):
        """Forms that nobody finished, and that no link leads to any longer."""
        valid = self.env["consumer.link"]._valid_domain()
        old = Domain("state", "=", "draft") & Domain("channel", "=", "web")
        old &= Domain("link_ids", "not any", valid)
        self.search(old, limit=500)._throw_away()

    # -- from the draft to the case

    def _read_typed(self):
        self.ensure_one()
        today = self._local_day(fields.Datetime.now())
        return form.read(self.typed or {}, today, self._form_choices())

    @api.model
    def _word_errors(self, errors):
        """{field: (a sentence that names it, what is wrong)}, in the reader's words."""
        translate = self.env._
        return {
            each.field: (
                form_wording.describe(each, translate),
                form_wording.reason_of(each, translate),
            )
            for each in errors
        }

    def _happen(self, event, role=None, payload=None, at=None, **needs):
        """A form that is filed becomes the case, whoever files it."""
        # sudo: what was typed is nobody's to read but here
        typed = self.sudo().filtered("typed") if event == "file" else self.browse()
        filings = {draft: draft._filing() for draft in typed}
        for draft, filing in filings.items():
            draft.write(draft._prepare_filed(filing))
        result = super()._happen(event, role=role, payload=payload, at=at, **needs)
        for draft, filing in filings.items():
            draft._prove_filed(filing)
        return result

    def _filing(self):
        """What the form comes to; UserError while it is not finished."""
        filing, errors = self._read_typed()
        if errors:
            worded = self._word_errors(errors).values()
            said = "\n".join(sentence for sentence, _reason in worded)
            raise UserError(
                self.env._("The form is not finished yet:\n%(errors)s", errors=said)
            )
        return filing

    def _prepare_filed(self, filing):
        texts = filing.texts
        complainant = self.env["consumer.complainant"].create(
            self._prepare_complainant(filing)
        )
        practices = self._form_practices()
        return {
            "name": form.subject_of(texts["story"]),
            "description": texts["story"],
            "respondent_text": texts["company"],
            "respondent_id": self._respondent_named(texts["company"]).id,
            "product": texts["product"],
            "contract_ref": texts["contract_ref"],
            "harmed_on": filing.happened_on,
            "amount": filing.amount,
            "is_charge": filing.is_charge,
            "address": texts["address"],
            "lang": filing.lang or self.lang,
            "complainant_id": complainant.id,
            "practice_ids": [
                Command.link(practice.id)
                for practice in practices
                if practice.code in filing.practices
            ],
            "remedy_ids": [
                Command.create(
                    {
                        "kind": remedy.kind,
                        "amount": remedy.amount,
                        "name": remedy.words,
                    }
                )
                for remedy in filing.remedies
            ],
            "typed": False,
        }

    def _prepare_complainant(self, filing):
        country = self.company_id.country_id
        phone = self._phone_format(number=filing.phone, country=country)
        return {
            "name": filing.texts["name"],
            "phone": phone or filing.phone,
            "email": filing.email,
            "on_behalf_of": filing.texts["on_behalf_of"],
            "relation": filing.texts["relation"],
            "partner_id": self._typed_partner().id,
            "company_id": self.company_id.id,
        }

    def _typed_partner(self):
        """The contact of whoever is logged in on the portal while filing."""
        user = self.env.user
        return user.partner_id if user._is_portal() else user.partner_id.browse()

    def _respondent_named(self, name):
        """The one respondent that has exactly this name; none where several do."""
        named = Domain.OR(
            Domain(field, "=", name)
            for field in ("name", "licence_name", "name_ids.name")
        )
        found = self.env["consumer.respondent"].search(
            named & Domain("company_id", "=", self.company_id.id), limit=2
        )
        return found if len(found) == 1 else found.browse()

    def _prove_filed(self, filing):
        """Attempts, promises and files of the form: entries of the filed case."""
        self._note_attempts(
            [self._attempt_values(each) for each in filing.attempts], "consumer"
        )
        for attempt in filing.attempts:
            self._note_typed_promise(attempt)
        files = self._draft_files()
        for mark, alike in files.grouped("description").items():
            named = [(file.name, file.raw) for file in alike]
            self._take_exhibits(named, "consumer", identity=mark == IDENTITY)
        files.unlink()

    def _attempt_values(self, attempt):
        said = [attempt.said]
        if attempt.promise and not self._promise_due(attempt):
            said.append(attempt.promise)
        return {
            "at": self._attempt_at(attempt),
            "channel": attempt.channel,
            "lasted": attempt.minutes or 0,
            "said": "\n".join(filter(None, said)),
        }

    def _attempt_at(self, attempt):
        """When it was, noon where no time was given; never after this moment."""
        return min(
            self._moment_of(attempt.day, attempt.clock), fields.Datetime.now()
        ).replace(second=0, microsecond=0)

    def _promise_due(self, attempt):
        """Until when a promise had to be kept, by the latest reading of its words."""
        if attempt.by:
            return self._end_of(attempt.by)
        if not attempt.hours:
            return None
        made = self._attempt_at(attempt) if attempt.clock else self._end_of(attempt.day)
        return fields.Datetime.add(made, hours=attempt.hours)

    def _end_of(self, day):
        return self._moment_of(day + timedelta(days=1), time(0))

    def _note_typed_promise(self, attempt):
        due_at = self._promise_due(attempt) if attempt.promise else None
        if due_at:
            self._note_promise(
                attempt.promise,
                due_at=due_at,
                made_at=self._attempt_at(attempt),
                channel=attempt.channel,
            )

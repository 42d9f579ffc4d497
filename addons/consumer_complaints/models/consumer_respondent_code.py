import unicodedata

from stdnum import exceptions
from stdnum.cn import uscc

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ConsumerRespondent(models.Model):
    """The Unified Social Credit Code, by which authorities know a company."""

    _inherit = "consumer.respondent"

    @api.constrains("uscc")
    def _check_uscc(self):
        for respondent in self.filtered("uscc"):
            try:
                uscc.validate(respondent.uscc)
            except exceptions.ValidationError as error:
                words = respondent._word_wrong_code(type(error))
                raise ValidationError(words) from None

    def _word_wrong_code(self, error):
        """What is wrong with the code, so that a mistyped character is found."""
        words = {"code": self.uscc, "length": len(self.uscc)}
        if error is exceptions.InvalidLength:
            return self.env._(
                "Unified Social Credit Code: “%(code)s” has %(length)s characters, "
                "there must be 18.",
                **words,
            )
        if error is exceptions.InvalidChecksum:
            return self.env._(
                "Unified Social Credit Code: “%(code)s” is mistyped, its last "
                "character does not fit the others.",
                **words,
            )
        return self.env._(
            "Unified Social Credit Code: “%(code)s” has characters that no code has "
            "there. It begins with 8 digits and never has I, O, S, V or Z.",
            **words,
        )

    def _refuse_taken_codes(self, vals_list):
        """Name who has a code, before the database refuses it without a name.

        :param vals_list: what is to be created, or the one that is written to `self`
        """
        wanted = self._wanted_codes(vals_list)
        codes = {code for _company, code in wanted if code}
        # sudo: a code is taken also by what the user may not see, or is archived
        every = self.sudo().with_context(active_test=False)
        taken = Domain("uscc", "in", codes) & Domain("id", "not in", self.ids)
        for other in every.search(taken) if codes else ():
            if (other.company_id.id, other.uscc) in wanted:
                raise ValidationError(
                    self.env._(
                        "Unified Social Credit Code: “%(code)s” is the code of "
                        "%(name)s, which is a respondent already.",
                        code=other.uscc,
                        name=other.name,
                    )
                )

    def _wanted_codes(self, vals_list):
        """The (company id, code) that the values lead to."""
        if not any({"uscc", "company_id"} & vals.keys() for vals in vals_list):
            return set()
        company = self.default_get(["company_id"])["company_id"]
        now = [(each.company_id.id, each.uscc) for each in self] or [(company, False)]
        return {
            (vals.get("company_id", company_id), vals.get("uscc", code))
            for vals in vals_list
            for company_id, code in now
        }

    @api.model
    def _clean(self, vals):
        vals = super()._clean(vals)
        if vals.get("uscc"):
            text = unicodedata.normalize("NFKC", vals["uscc"])
            vals["uscc"] = uscc.compact(text) or False
        return vals

    @api.onchange("uscc")
    def _onchange_uscc(self):
        self.uscc = self._clean({"uscc": self.uscc})["uscc"]

from odoo import models

from odoo.addons.service_door.rules.uploads import EVIDENCE

from ..rules.body_form import offered
from ..rules.lifecycle import ENDED, events_for

# What a respondent can do by its page.
RESPONDENT_DOES = ("answer", "ask_time", "perform")


class ConsumerLink(models.Model):
    """What the two other sides may do by their links, and do once."""

    _inherit = "consumer.link"

    def _leads_somewhere(self):
        """A case that was not filed yet is no respondent's to read."""
        leads = super()._leads_somewhere()
        is_unfiled = (
            self.audience == "respondent" and self.complaint_id.state == "draft"
        )
        return leads and not is_unfiled

    def _may(self):
        """What the holder of the link may do now, as events of its side."""
        self.ensure_one()
        case = self.complaint_id
        if self.audience == "body":
            return offered(self.referral_id.state, case.state in ENDED)
        events = events_for(case.state, case.rung, "respondent")
        return tuple(event for event in RESPONDENT_DOES if event in events)

    def _take_once(self, event, text, files, press, act):
        """Have ``act()`` done, if this side may do it now and did not do it already.

        :return: the event where it was done, "repeated", "over" where it can't be done
            any more, or why words and files were refused (`rules.uploads.Refusal`)
        """
        self.ensure_one()
        # a page has several forms: each of them counts once
        stopped = self._let_in(text, files, f"{event}:{press}", EVIDENCE)
        if stopped:
            return stopped
        if event not in self._may():
            return "over"
        act()
        return event

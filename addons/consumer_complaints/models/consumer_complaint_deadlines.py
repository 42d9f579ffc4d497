from datetime import datetime, time

import pytz

from odoo import api, models

# What may happen to a complaint that a clock could know of.
EVENTS = {
    "case_received",
    "acknowledgement_sent",
    "answer_sent",
    "appeal_filed",
    "complaint_closed",
    "complaint_disputed",
    "complaint_filed",
    "complaint_received",
    "complaint_resolved",
    "complaint_withdrawn",
    "consumer_answered",
    "consumer_awaited",
    "contract_cancelled",
    "disputed_charge",
    "disputed_event",
    "final_response_sent",
    "first_response_sent",
    "goods_received",
    "harm_known",
    "payment_made",
    "promise_made",
    "refund_paid",
    "refund_requested",
    "refund_withdrawn",
    "remedy_performed",
    "renewal_date",
    "resolution_accepted",
    "resolution_proposed",
    "return_completed",
    "return_requested",
    "service_change_registered",
    "service_changed",
    "settlement_effective",
    "settlement_reached",
}
# What policies are chosen by.
CHOSEN_BY = {"sector_id", "respondent_id", "practice_ids", "is_charge", "company_id"}


class ConsumerComplaint(models.Model):
    """A complaint's clocks: by its sector, and by the respondent's province."""

    _inherit = "consumer.complaint"

    @api.model
    def _deadline_event_codes(self):
        return super()._deadline_event_codes() | EVENTS

    def _deadline_facts(self, event):
        """The respondent's region binds; the complainant's where it is not known."""
        facts = super()._deadline_facts(event)
        # sudo: a consumer's form may start a clock
        case = self.sudo()
        region = case.respondent_region_id or case.region_id
        return {
            **facts,
            "province": region._at_level("province").code or "",
            "sector": case.sector_id.code or "",
        }

    def _deadline_responsible(self):
        self.ensure_one()
        return self.user_id or self._deadline_manager()

    def _deadline_manager(self):
        self.ensure_one()
        return self.team_id.user_id or self.user_id

    def _report_filing(self):
        """What starts when a complaint comes in: house deadlines, the consumer's time
        bars, and, where the respondent is the company itself, its own duty."""
        for happenings, complaints in self.grouped(_filing_of).items():
            complaints._deadline_events(happenings)

    def _report_harm(self):
        """The day of the disputed charge or event starts the consumer's time bars."""
        filed = self.filtered(lambda complaint: complaint.state != "draft")
        for happenings, complaints in filed.grouped(_harm_of).items():
            complaints._deadline_events(happenings)

    def _moment_of(self, day, clock=None):
        """A time of a day where the case is handled, noon if none is given, as UTC
        without zone."""
        zone = pytz.timezone(self._deadline_calendar().tz or "UTC")
        local = zone.localize(datetime.combine(day, clock or time(12)))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def write(self, vals):
        result = super().write(vals)
        if {"harmed_on", "is_charge"} & vals.keys():
            self._report_harm()
        if CHOSEN_BY & vals.keys():
            self._deadline_refresh(self.env._("Complaint changed"))
        return result


def _filing_of(complaint):
    """What happens to a complaint as it is filed: (code, moment, holder) of each."""
    filed_at = complaint.received_at
    happenings = [("case_received", filed_at, "")]
    if complaint.respondent_id.is_own:
        happenings.append(("complaint_received", filed_at, "operator"))
    return (*happenings, *_harm_of(complaint))


def _harm_of(complaint):
    """The same of the day that did harm, where it is known."""
    if not complaint.harmed_on:
        return ()
    at = complaint._moment_of(complaint.harmed_on)
    disputed = "disputed_charge" if complaint.is_charge else "disputed_event"
    return ((disputed, at, ""), ("harm_known", at, ""))

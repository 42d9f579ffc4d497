from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.jurisdiction_types import Case, Channel
from ..rules.lifecycle import OPEN, OUTSIDE, RUNGS

# How a referral stands, as the rule of jurisdiction names it.
CHANNEL_STATUS = {
    "sent": "filed",
    "acknowledged": "filed",
    "queued": "filed",
    "accepted": "accepted",
    "refused": "refused",
    "settled": "decided",
    "ended": "decided",
    "decided": "decided",
    "withdrawn": "withdrawn",
}


class ConsumerComplaint(models.Model):
    """Where a case goes next, and why: gathers the facts for `rules.jurisdiction`."""

    _inherit = "consumer.complaint"

    referral_ids = fields.One2many("consumer.referral", "complaint_id", "Referrals")
    is_collective = fields.Boolean(
        "Concerns Many", help="Many consumers are harmed by the same practice."
    )
    reply_due_at = fields.Datetime(
        "Respondent's Answer Due", compute="_compute_reply_due_at"
    )

    def _compute_reply_due_at(self):
        """When the respondent's own time to answer ends, by the strictest rule."""
        for complaint in self:
            # sudo: when an answer is due is known to who sees the case
            clocks = complaint.sudo().deadline_ids.filtered(
                lambda clock: (
                    clock.policy_id.holder == "operator"
                    and clock.policy_id.stage_id.code == "operator_response"
                    and clock.state != "cancelled"
                )
            )
            complaint.reply_due_at = min(clocks.mapped("due_at"), default=False)

    def _propose(self):
        """Where this case can go next: `rules.jurisdiction_types.Proposal`."""
        self.ensure_one()
        return self.env["consumer.body"]._propose(self._jurisdiction_case())

    def _jurisdiction_case(self):
        # sudo: a body's or a consumer's link may ask where the case can go
        respondent, sector = self.respondent_id.sudo(), self.sector_id.sudo()
        platform = respondent.platform_id
        regions = self.respondent_region_id | platform.region_id | self.region_id
        paths = self.env["consumer.body"]._region_paths(regions)
        return Case(
            today=fields.Date.context_today(self),
            country=self._deadline_company()._deadline_country(),
            sector=sector.code or "",
            respondent=paths.get(self.respondent_region_id.id, ()),
            is_platform=respondent.is_platform,
            on_platform=bool(platform),
            shows_address=respondent.shown_address,
            platform=paths.get(platform.region_id.id, ()),
            complainant=paths.get(self.region_id.id, ()),
            is_charge=self.is_charge,
            harmed_on=self.harmed_on or None,
            told_on=self._local_day(self.respondent_told_at),
            reply_due=self._local_day(self.reply_due_at),
            answered_on=self._local_day(self.answered_at),
            satisfied=self._is_satisfied(),
            rung=self.rung,
            channels=tuple(self._channels_used()),
            collective=self.is_collective,
        )

    def _is_satisfied(self):
        """What the consumer says of the last answer; None while nothing is said."""
        said = {"accepted": True, "settled": True, "disputed": False}
        return said.get(self.state)

    def _channels_used(self):
        for referral in self.referral_ids:
            if referral.state in CHANNEL_STATUS:
                yield Channel(
                    kind=referral.body_id.kind,
                    status=CHANNEL_STATUS[referral.state],
                    body=referral.body_id.code,
                    on=self._local_day(referral.sent_at),
                )

    def _local_day(self, moment):
        """The day of a moment where the case is handled; the end of a day is that day.

        Terms end at 24:00, which is 0:00 of the next day.
        """
        if not moment:
            return None
        zone = self._deadline_calendar().tz or "UTC"
        before = fields.Datetime.subtract(moment, seconds=1)
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), before)
        return local.date()

    def _refusals_of(self, body):
        """Why a body can't be asked now, in words; "" where it can."""
        self.ensure_one()
        proposal = self._propose()
        asked = [candidate.body for candidate in proposal.candidates]
        if body.code in asked:
            return ""
        bodies = self.env["consumer.body"]
        steps = [each.steps for each in proposal.refusals if each.body == body.code]
        if steps:
            return "\n".join(bodies._word_steps(*steps))
        return self.env._(
            "%(body)s is not competent for this case. Competent are: %(others)s.",
            body=body.name,
            others=", ".join(each.name for each in bodies._by_code(asked).values())
            or self.env._("nobody at this moment"),
        )

    def _draft_referral(self):
        """A referral to the body that the rule advises first, for each of these; none
        where it can't.

        One that is open at a body is not made twice.
        """
        bodies = self.env["consumer.body"]
        advised = {
            complaint: proposal.candidates[0]
            for complaint, proposal in self._proposals().items()
            if proposal.candidates
        }
        known = bodies._by_code([each.body for each in advised.values()])
        reasons = bodies._word_steps(*(each.steps for each in advised.values()))
        found, vals_list = self.referral_ids.browse(), []
        for (complaint, candidate), reason in zip(
            advised.items(), reasons, strict=True
        ):
            body = known[candidate.body]
            if open_one := complaint._open_referral(body):
                found |= open_one
            else:
                vals_list.append(complaint._prepare_referral(body, reason))
        return found | found.create(vals_list)

    def _open_referral(self, body):
        return self.referral_ids.filtered(
            lambda each: each.body_id == body and each._is_open()
        )

    def _prepare_referral(self, body, reason):
        self.ensure_one()
        return {
            "complaint_id": self.id,
            "body_id": body.id,
            "reason": reason,
            "channel": "mail" if body.email else "site",
        }

    def _proposals(self):
        """{complaint: where it can go next}"""
        cases = [complaint._jurisdiction_case() for complaint in self]
        proposals = self.env["consumer.body"]._propose_each(cases)
        return dict(zip(self, proposals, strict=True))

    def action_hand_on(self):
        """Propose the competent body as a referral, to be looked at and sent."""
        self.ensure_one()
        referral = self._draft_referral()
        if not referral:
            raise UserError(self._worded_proposal())
        return {
            "type": "ir.actions.act_window",
            "res_model": "consumer.referral",
            "res_id": referral.id,
            "views": [(False, "form")],
        }

    def _wanted(self):
        """What a body is asked for, in the language of who drafts it: what the consumer
        wants and has not got yet."""
        open_ones = self.remedy_ids.filtered(lambda each: each.state != "performed")
        return "\n".join(each._wish() for each in open_ones)

    def _worded_proposal(self):
        """Why there is nobody to hand the case on to now, in words."""
        proposal = self._propose()
        steps = [proposal.steps, *(each.steps for each in proposal.refusals)]
        return "\n".join(self.env["consumer.body"]._word_steps(*filter(None, steps)))

    # -- breach of a deadline

    def _deadline_breached(self, deadlines):
        """The timeline is told; where the respondent is late, the case goes up."""
        result = super()._deadline_breached(deadlines)
        cases = self.browse(deadlines.mapped("res_id"))
        news, reasons = [], {}
        for clock, case in zip(deadlines, cases, strict=True):
            what = (
                ("promise", "broken") if clock.is_promise else ("deadline", "breached")
            )
            news.append((case, *what, {"name": clock.name}))
            if clock.policy_id.holder == "operator":
                reasons.setdefault(case, clock.name)
        self.env["consumer.timeline"]._append(news, "system")
        for reason, late in cases.browse().union(*reasons).grouped(reasons.get).items():
            late._go_up(reason)
        return result

    def _deadline_escalate(self, deadlines, step):
        """A policy's step: one rung up inside, and the manager is asked to look."""
        self._go_up(step.name)
        return super()._deadline_escalate(deadlines, step)

    def _go_up(self, reason):
        """One rung up: inside by itself; beyond it a referral is drafted to be sent.

        What lies outside already, or has ended, stays where it is.
        """
        inside = self.filtered(
            lambda case: case.state in OPEN and case.rung not in OUTSIDE
        )
        inside.filtered(
            lambda case: (
                case.rung == RUNGS[0] and case.state not in ("accepted", "settled")
            )
        )._happen("escalate_manager", role="system", payload={"text": reason})
        inside._draft_referral()

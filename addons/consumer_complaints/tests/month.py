"""A month of complaints, played at random by everybody who may act on them.

What is reported to the clocks is noted here as well, by asking the tables of the rules
and not the records, so that each verdict can be computed a second time.
"""

import random
from collections import defaultdict
from contextlib import ExitStack
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.addons.service_deadline.rules.choice import applicable, choose
from odoo.addons.service_deadline.rules.clock import BREACH, Setting, due_of, reckon
from odoo.addons.service_deadline.rules.moments import aware, local_day, stored
from odoo.addons.service_deadline.rules.pauses import replay
from odoo.addons.service_deadline.rules.types import Facts, Moment

from ..rules import referral as referrals
from ..rules.lifecycle import ENDED, Transition, decide, events_for

START = datetime(2026, 9, 14)  # National Day and its made-up days lie in the month
TURNS_A_DAY = 4
CHANCE = 0.22  # that something happens to an open case in a turn
ACTORS = ("consumer", "respondent", "agent", "officer", "manager")
# What a case brings with it when it happens.
NEEDS = {"answer": "可以改回原套餐", "settlement": "退还差额", "referral": True}
# How cases end, and what of their remedies is said then.
ENDS = {"remedied": "remedy_performed", "unremedied": "complaint_closed"}
# Sent, and what came of it, by referrals alone.
BY_REFERRAL = ("refer_", "body_", "mediation_end")


class Month:
    """``case`` is a test of `common.ComplaintCase`, whose people and team act."""

    def __init__(self, case, complaints: int, days: int = 30, seed: int = 20260914):
        self.case, self.env = case, case.env
        self.dice = random.Random(seed)
        self.days, self.count = days, complaints
        self.reported = defaultdict(set)  # record → {(moment, code, holder)}
        self.complaints = case.env["consumer.complaint"]
        self.referrals = case.env["consumer.referral"]
        self.now = START
        self.presses = defaultdict(int)  # referral → how often "Send" was pressed

    # -- playing it

    def play(self) -> None:
        """File, act and let the clocks be swept, turn by turn."""
        dossiers = self.env["consumer.dossier"]
        files = self.env["ir.attachment"]
        apart = {  # what is not played: making PDFs, and commits
            self.complaints: {"_latest_dossier": lambda *_: dossiers},
            dossiers: {"_files": lambda *_: files},
            self.env["ir.cron"]: {"_commit_progress": lambda *_, **__: 0},
        }
        with ExitStack() as stack:
            for model, methods in apart.items():
                stack.enter_context(patch.multiple(type(model), **methods))
            self.clock = stack.enter_context(freeze_time(START))
            for turn in range(self.days * TURNS_A_DAY):
                self._turn(turn)

    def _turn(self, turn: int) -> None:
        hours = 24 // TURNS_A_DAY
        self._at(START + timedelta(hours=hours * turn, minutes=7), self._file, turn)
        self._at(START + timedelta(hours=hours * turn + 1), self._act)
        self._at(START + timedelta(hours=hours * turn + 2), self._refer)
        self._at(START + timedelta(hours=hours * turn + 3), self._bodies)
        self._at(START + timedelta(hours=hours * (turn + 1)), self.sweep)

    def _at(self, moment, do, *arguments) -> None:
        self.now = moment
        self.clock.move_to(moment)
        do(*arguments)

    def sweep(self) -> None:
        while self.env["service.deadline"].sudo()._sweep_batch():
            continue
        self.referrals.sudo()._cron_retry()
        self._mail_queue()

    # -- complaints come in

    def _file(self, turn: int) -> None:
        turns = self.days * TURNS_A_DAY
        number = self.count * (turn + 1) // turns - self.count * turn // turns
        filed = self.complaints.with_user(self.case.agent).create(
            [self._values() for _each in range(number)]
        )
        for complaint in filed:
            self._note(complaint, self.now, "case_received")
            noon = self._noon(complaint.harmed_on)
            charge = complaint.is_charge
            self._note(
                complaint, noon, "disputed_charge" if charge else "disputed_event"
            )
            self._note(complaint, noon, "harm_known")
        self.complaints += filed.with_env(self.env)

    def _values(self) -> dict:
        return {
            "name": "套餐只能升不能降",
            "respondent_id": self.dice.choice(self.case.respondents).id,
            "practice_ids": self.dice.choice([[], [(4, self.case.green.id)]]),
            "team_id": self.case.team.id,
            "user_id": self.case.agent.id,
            "harmed_on": self.now.date() - timedelta(days=self.dice.randrange(1, 150)),
            "is_charge": self.dice.random() < 0.5,
        }

    @staticmethod
    def _noon(day) -> datetime:
        """Noon in China, in UTC."""
        return datetime(day.year, day.month, day.day, 4)

    # -- people act

    def _act(self) -> None:
        chosen = defaultdict(lambda: self.env["consumer.complaint"])
        for complaint in self.complaints:
            if self.dice.random() < CHANCE and (choice := self._choice(complaint)):
                chosen[choice] += complaint
        for (event, role, rung, state), complaints in chosen.items():
            facts = {*NEEDS, "respondent", "outcome", "window"}
            transition = decide(state, rung, event, role, facts)
            codes = transition.reports
            if event == "close":
                complaints.outcome = self.dice.choice(list(ENDS))
                codes = (*codes, ENDS[complaints[0].outcome])
            complaints._happen(event, role=role, **NEEDS)
            for complaint in complaints:
                for code in codes:
                    holder = "operator" if code == "complaint_received" else ""
                    self._note(complaint, self.now, code, holder)

    def _choice(self, complaint):
        """What somebody who may does to a case: (event, role, rung, state)."""
        state, rung = complaint.state, complaint.rung
        moves = [
            (event, role, rung, state)
            for role in ACTORS
            for event in events_for(state, rung, role)
            if not event.startswith(BY_REFERRAL)
            and (event != "reopen" or complaint._may_be_reopened())
            and (event != "withdraw" or self.dice.random() < 0.1)
        ]
        return self.dice.choice(moves) if moves else None

    # -- cases go to bodies

    def _refer(self) -> None:
        """Officers send what the rule proposes, and press twice when it is slow."""
        open_ = self.complaints.filtered(lambda c: c.state not in ENDED)
        for complaint in open_.filtered(lambda c: c.state == "disputed"):
            if self.dice.random() < 0.5:
                self.referrals |= complaint._draft_referral()
        self.referrals |= open_.referral_ids
        for referral in self.referrals.filtered(lambda r: r.state == "draft"):
            if self.dice.random() < 0.3:
                self._send(referral)

    def _send(self, referral) -> None:
        """Where it is refused, it is tried again another day."""
        complaint = referral.complaint_id
        may = decide(
            complaint.state, complaint.rung, f"refer_{referral.rung}", "officer", NEEDS
        )
        if not isinstance(may, Transition) or complaint._refusals_of(referral.body_id):
            return
        referral.demand = referral.demand or "请调解"
        referral.channel = self.dice.choice(["mail", "post"])
        for _press in range(self.dice.choice([1, 2])):
            referral.with_user(self.case.officer).action_send()
            self.presses[referral] += 1
        if referral.channel == "post":
            number = f"EMS-{referral.id}"
            referral.write({"filed_at": self.now, "reference": number})
            referral.with_user(self.case.officer).action_filed()
            self._sent(referral)

    def _mail_queue(self) -> None:
        """The mail server takes most mails, and some only at a later try."""
        for referral in self.referrals.filtered(lambda r: r.state == "queued"):
            complaint = referral.complaint_id
            event = f"refer_{referral.rung}"
            may = decide(complaint.state, complaint.rung, event, "system", NEEDS)
            if not isinstance(may, Transition):
                continue
            if self.dice.random() < 0.2:
                referral._on_mail_failed("no route")
            else:
                referral._on_mail_sent(self.now)
                referral._on_mail_sent(self.now)
                self._sent(referral)

    def _sent(self, referral) -> None:
        holder = referrals.holder_of(referral.body_id.kind)
        for code in referrals.REPORTS[holder]["send"]:
            self._note(referral, self.now, code, holder)
        self._note(referral.complaint_id, self.now, referrals.filed_code(holder))

    def _bodies(self) -> None:
        """Bodies answer what was sent to them."""
        for referral in self.referrals.filtered(
            lambda r: r.state in ("sent", "acknowledged", "accepted")
        ):
            if self.dice.random() < CHANCE:
                self._answer(referral)

    def _answer(self, referral) -> None:
        holder = referrals.holder_of(referral.body_id.kind)
        state, complaint = referral.state, referral.complaint_id
        events = [
            event
            for event in ("acknowledge", "accept", "refuse", "settle", "end", "decide")
            if referrals.step(state, event, holder).to
        ]
        event = self.dice.choice(events)
        case_event, before = referral._case_event(event), complaint.state
        if case_event and not self._may(complaint, case_event):
            return
        referral._happen(event, role="body", text="应予变更套餐")
        for code in referrals.step(state, event, holder).reports:
            self._note(referral, self.now, code, holder)
        if case_event:
            facts = {*NEEDS, "settlement"}
            moved = decide(before, complaint.rung, case_event, "body", facts)
            for code in moved.reports:
                self._note(complaint, self.now, code)

    def _may(self, complaint, event) -> bool:
        facts = {*NEEDS, "settlement"}
        found = decide(complaint.state, complaint.rung, event, "body", facts)
        return isinstance(found, Transition)

    def _note(self, record, at, code, holder="") -> None:
        self.reported[record].add((at, code, holder))

    # -- computing the verdicts a second time

    def expected(self, record) -> dict:
        """{(policy, started at): (state, due at)} of a record, from what was noted."""
        policies = self.env["service.deadline.policy"]
        found = {}
        for at, code, holder in self.reported[record]:
            candidates = policies._candidates(record._name, code)
            facts = Facts(event=code, holder=holder, **self._facts(record, at))
            rules = [
                rule
                for rule in applicable(candidates, facts)
                if record.filtered_domain(list(candidates[rule].domain))
            ]
            for compiled in self._binding(rules, candidates, record, at):
                key = compiled.rule.code, at
                found[key] = self._verdict(compiled, record, at, (at, code, holder))
        return found

    def _facts(self, record, at) -> dict:
        if record._name == "consumer.referral":
            region = record.body_id.region_id
            sector = record.complaint_id.sector_id
        else:
            region, sector = record.respondent_id.region_id, record.sector_id
        return {
            "on": local_day(at, "Asia/Shanghai"),
            "country": "CN",
            "province": region._at_level("province").code or "",
            "sector": sector.code or "",
        }

    def _binding(self, rules, candidates, record, at):
        def ends(rule):
            setting = self._setting(candidates[rule], record, at)
            return reckon(setting, (), {}).due.at

        return [candidates[rule] for rule in choose(rules, ends)]

    def _setting(self, compiled, record, at) -> Setting:
        calendar = self.env["service.deadline.policy"]._calendar_of(compiled, record)
        return Setting(
            compiled.rule.term,
            aware(at),
            calendar._clock_calendar(),
            compiled.triggers,
        )

    def _verdict(self, compiled, record, at, start):
        setting = self._setting(compiled, record, at)
        moments = [
            Moment(code, aware(when))
            for when, code, holder in self.reported[record] - {start}
            if when >= at and holder in ("", compiled.rule.holder)
        ]
        standing = replay(setting.started_at, moments, setting.triggers)
        due_at = due_of(setting, standing).at
        fired = {BREACH: due_at} if due_at <= aware(self.now) else {}
        return reckon(setting, moments, fired).state, stored(due_at)

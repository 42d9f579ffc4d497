import csv
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import file_open

from ..rules.lifecycle import TABLE

FOLDER = "consumer_complaints/demo"
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "lang": "zh_CN",  # reasons and notes are written in the language of the moment
}
# Who does a thing in a story: the first of these that may.
ACTORS = ("consumer", "respondent", "agent", "officer", "manager")
PROOF = ("app_screenshot.png", "call_log.png")


class ConsumerComplaintDemo(models.AbstractModel):
    """Demonstration: cases of the last weeks, played as they would have happened.

    A line of ``demo/complaints.csv`` is a case. Attempts, promises and steps of its
    story stand between semicolons, each with the days since it was filed in front.
    """

    _name = "consumer.complaint.demo"
    _description = "Demonstration of Complaints"

    @api.model
    def _play(self):
        with file_open(f"{FOLDER}/complaints.csv") as file:
            lines = list(csv.DictReader(file))
        now = fields.Datetime.now()
        for line in lines:
            filed_at = fields.Datetime.subtract(now, hours=24 * int(line["days"]) + 1)
            self.with_context(**QUIET)._play_case(line, filed_at)

    @api.model
    def _play_case(self, line, filed_at):
        clerk = self.env.ref(f"consumer_complaints.user_{line['user'] or 'agent'}_demo")
        complaint = self.with_user(clerk)._create_case(line, filed_at)
        complaint = complaint.sudo()  # sudo: demonstration data play every role
        xmlid = f"consumer_complaints.complaint_{line['id']}_demo"
        named = {"xml_id": xmlid, "record": complaint, "noupdate": True}
        self.env["ir.model.data"]._update_xmlids([named])
        self._play_contact(complaint, line, filed_at)
        complaint._take_exhibits(_proof_of(line), "consumer")
        self._play_way(complaint, line["way"].split())
        for days, event, text in _parts(line["story"], 2):
            at = filed_at + timedelta(days=float(days))
            if at <= fields.Datetime.now():
                self._play_step(complaint, event, text, at)

    @api.model
    def _create_case(self, line, filed_at):
        respondent = self.env.ref(
            f"consumer_complaints.respondent_{line['respondent']}_demo"
        )
        complainant = self.env["consumer.complainant"].create(
            {"name": line["consumer"], "phone": line["phone"]}
        )
        regions = self.env["service.region"]._from_code([line["region"]])
        return self.env["consumer.complaint"].create(
            {
                "name": line["name"],
                "description": line["description"],
                "state": "draft" if line["story"] == "draft" else "received",
                "received_at": filed_at,
                "complainant_id": complainant.id,
                "respondent_id": respondent.id,
                "region_by_hand": True,
                "region_id": regions[line["region"]].id,
                "team_id": self.env.ref("consumer_complaints.team_demo").id,
                "user_id": self.env.uid if line["user"] else False,
                "channel": line["channel"],
                "lang": "zh_CN",
                "product": line["product"],
                "amount": float(line["amount"] or 0),
                "harmed_on": (filed_at - timedelta(days=int(line["harmed"]))).date(),
                "is_charge": line["charge"] == "1",
                "nature_id": self._coded("consumer.nature", line["nature"]).id,
                "practice_ids": [
                    Command.set(self._coded("consumer.practice", line["practices"]).ids)
                ],
                "remedy_ids": [
                    Command.create({"kind": kind, "amount": float(amount or 0)})
                    for kind, _, amount in (
                        wanted.partition(":") for wanted in line["remedies"].split(";")
                    )
                ],
            }
        )

    @api.model
    def _coded(self, model, codes):
        return self.env[model].search([("code", "in", codes.split())])

    @api.model
    def _play_contact(self, complaint, line, filed_at):
        """Attempts and promises: days are those before it was filed, so negative."""
        complaint._note_attempts(
            [
                {
                    "at": filed_at + timedelta(days=float(days)),
                    "channel": channel,
                    "waited": int(waited),
                    "lasted": int(lasted),
                    "result": result,
                    "said": said,
                }
                for days, channel, waited, lasted, result, said in _parts(
                    line["attempts"], 5
                )
            ],
            "consumer",
        )
        for days, hours, text in _parts(line["promises"], 2):
            made_at = filed_at + timedelta(days=float(days))
            complaint._note_promise(text, hours=float(hours), made_at=made_at)

    @api.model
    def _play_way(self, complaint, way):
        """How the consumer came into the plan, and tried to come out of it."""
        if not way:
            return
        names = ("kind", "steps", "minutes", "channel")
        into = zip((f"in_{name}" for name in names), way[:4], strict=True)
        out = zip((f"out_{name}" for name in names), way[4:8], strict=True)
        values = {"complaint_id": complaint.id, "out_finished": way[8] == "yes"}
        self.env["consumer.path"].create({**values, **dict(into), **dict(out)})

    @api.model
    def _play_step(self, complaint, event, text, at):
        if event == "refer":
            referral = complaint._draft_referral()
            referral.channel = "post"
            referral._happen("send", role="officer", at=at)
        elif event == "body":
            step, _, words = text.partition(" ")
            complaint.referral_ids[:1]._happen(step, role="body", at=at, text=words)
        else:
            self._play_event(complaint, event, text, at)

    @api.model
    def _play_event(self, complaint, event, text, at):
        transition = TABLE[complaint.state, event]
        role = next(actor for actor in ACTORS if actor in transition.roles)
        if event == "close":
            complaint.outcome = text
        if event == "forward":
            complaint.action_release_exhibits()  # as who forwards it does
        said = {"text": text} if text and not transition.needs else {}
        needs = {"answer": text} if "answer" in transition.needs else {}
        complaint._happen(event, role=role, payload=said, at=at, **needs)


def _parts(text, splits):
    """What stands between semicolons, each split at its first blanks; filled up."""
    for part in filter(None, text.split(";")):
        words = part.split(" ", splits)
        if len(words) > 1:
            yield words + [""] * (splits + 1 - len(words))


def _proof_of(line):
    """A screenshot, and a list of calls where somebody called."""
    names = PROOF if "phone" in line["attempts"] else PROOF[:1]
    files = []
    for name in names:
        with file_open(f"{FOLDER}/{name}", "rb") as file:
            files.append((name, file.read()))
    return files

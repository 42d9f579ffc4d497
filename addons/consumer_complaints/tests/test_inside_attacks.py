import base64

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ComplaintCase

MAIL = "xiaoyu@example.com"


@tagged("post_install", "-at_install")
class TestInsideAttacks(ComplaintCase):
    """What somebody with an account tries past the screens, by RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.who = cls._create_complainant(email=MAIL)
        cls.complaint = cls._create_complaint(
            complainant_id=cls.who.id, address="文三路8号502", user_id=cls.agent.id
        )
        cls.other_agent = cls._create_user("agent", "attack_other")
        cls.other_team = cls.env["helpdesk.ticket.team"].create(
            {"name": "其他组", "user_ids": cls.other_agent.ids}
        )
        body = cls.env["consumer.body"].search([], limit=1)
        cls.referral = cls.env["consumer.referral"].create(
            {"complaint_id": cls.complaint.id, "body_id": body.id}
        )

    def _as(self, user, record=None, **context):
        record = self.complaint if record is None else record
        return record.with_user(user).with_context(**context)

    def assertRefused(self, act, *args, **kwargs):
        with (
            self.assertRaises(UserError),  # and what is one: no access, not valid
            mute_logger("odoo.models", "odoo.addons.base.models.ir_model"),
        ):
            act(*args, **kwargs)
            self.env.flush_all()

    # -- roles that add up

    def test_an_auditor_who_is_agent_too_writes_own_cases_alone(self):
        self.other_agent.group_ids += self.env.ref("consumer_complaints.group_auditor")
        self.complaint._note_attempts([{"waited": 5}])
        self.complaint.remedy_ids = [Command.create({"kind": "refund"})]
        exhibit = self._take(self.complaint)
        for record in (
            self.complaint,
            self.complaint.attempt_ids,
            self.complaint.remedy_ids,
            exhibit,
        ):
            others = self._as(self.other_agent, record)
            self.assertTrue(others.has_access("read"), record)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(others.has_access(operation), (record, operation))
        case = self._create_complaint(team_id=self.other_team.id)
        self.assertTrue(self._as(self.other_agent, case).has_access("write"))

    # -- identities

    def test_a_complainant_of_another_team_is_not_adopted(self):
        """Who may see whose case it is may see who it is: so a case takes nobody whom
        its writer may not see already."""
        cases = self.env["consumer.complaint"].with_user(self.other_agent)
        vals = {"name": "x", "team_id": self.other_team.id}
        stolen = {"complainant_id": self.who.id}
        self.assertRefused(cases.create, {**vals, **stolen})
        self.assertRefused(cases.create(vals).write, stolen)
        own = self._create_complainant().with_user(self.agent)
        self._as(self.agent).complainant_id = own.sudo().copy({"name": "x"})

    def test_auditors_read_no_conversation(self):
        """Neither that of a referral, nor files of one, nor by following it."""
        message = self.referral.message_post(body="林小雨")
        content = {"name": "证件.png", "raw": b"x"}
        files = self.env["ir.attachment"].create(
            [
                {**content, "res_model": record._name, "res_id": record.id}
                for record in (self.complaint, self.referral)
            ]
        )
        self.assertRefused(self._as(self.auditor, message).read, ["body"])
        self.assertRefused(self._as(self.auditor, self.referral).message_post, body="x")
        for file in files:
            self.assertRefused(self._as(self.auditor, file).read, ["raw"])
        attachments = self._as(self.auditor, files)
        for model in ("consumer.complaint", "consumer.referral"):
            found = attachments.search([("res_model", "=", model)])
            self.assertFalse(found & files)
        self.assertEqual(self._as(self.agent, files[0]).read(["raw"])[0]["raw"], b"x")
        partner = self.auditor.partner_id
        for record in (self.complaint, self.referral):
            self.assertRefused(
                self._as(self.auditor, record).message_subscribe, partner.ids
            )
            self.assertNotIn(partner, record.message_partner_ids)

    def test_auditors_do_not_learn_where_somebody_lives(self):
        case = self._as(self.auditor)
        self.assertRefused(case.read, ["address"])
        self.assertRefused(case.search, [("address", "ilike", "文三路")])
        self.assertEqual(self._as(self.agent).address, "文三路8号502")

    def test_stars_are_the_consumers(self):
        """Odoo lets every employee read and write all ratings: they name people."""
        self.complaint.rating_apply(2, rating=self._rating(), feedback="太慢")
        rating = self.complaint.rating_ids
        plain = self._as(self._plain(), rating)
        self.assertFalse(plain.search([("id", "=", rating.id)]))
        for user in (self._plain(), self.agent, self.officer):
            self.assertRefused(self._as(user, rating).write, {"rating": 5})
        self.assertEqual(self._as(self.officer, rating).feedback, "太慢")

    def _rating(self):
        return self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("consumer.complaint"),
                "res_id": self.complaint.id,
                "partner_id": self.env["res.partner"].create({"name": "林小雨"}).id,
            }
        )

    def _plain(self):
        found = self.env["res.users"].search([("login", "=", "attack_plain")])
        return found or self.env["res.users"].create(
            {
                "name": "x",
                "login": "attack_plain",
                "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
            }
        )

    def test_a_copy_of_proof_is_a_look(self):
        exhibit = self._take(self.complaint)
        file = self.env["ir.attachment"].search(
            [("res_model", "=", exhibit._name), ("res_id", "=", exhibit.id)]
            + [("res_field", "=", "content")]
        )
        self._as(self.agent, file).copy(
            dict.fromkeys(("res_model", "res_id", "res_field"), False)
        )
        looks = self.env["consumer.access"].search(
            [("user_id", "=", self.agent.id), ("kind", "=", "exhibit")]
        )
        self.assertEqual(looks.complaint_id, self.complaint)

    def test_proof_is_given_no_way_that_never_ends(self):
        """A token of Odoo's opens a file to everybody, for ever."""
        exhibit = self._take(self.complaint)
        file = self.env["ir.attachment"].search(
            [("res_model", "=", exhibit._name), ("res_id", "=", exhibit.id)]
            + [("res_field", "=", "content")]
        )
        self.assertRefused(self._as(self.agent, file).generate_access_token)

    def test_templates_hand_the_link_to_nobody_else(self):
        template = self.env.ref("consumer_complaints.mail_template_acknowledgement")
        send = self._as(self.auditor, template).send_mail
        before = len(self.complaint.link_ids)
        self.assertRefused(
            send, self.complaint.id, email_values={"email_to": "a@example.com"}
        )
        self.assertEqual(len(self.complaint.link_ids), before)

    def test_letters_are_told_when_they_went_to_the_consumer(self):
        partner = self.env["res.partner"].create({"name": MAIL, "email": MAIL})
        case = self._as(self.agent, complaint_letter="holding")
        case.message_post(
            body="x", partner_ids=partner.ids, subtype_xmlid="mail.mt_comment"
        )
        last = self.complaint.timeline_ids[-1]
        self.assertEqual((last.kind, last.code), ("letter", "sent"))

    # -- what the timeline says

    def test_no_context_writes_or_hides_a_letter(self):
        """Only what went to the consumer is a letter, and all that was said is told."""
        said = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        for context in ({"complaint_letter": "deadlock"}, {"told_already": True}):
            case = self._as(self.agent, **context)
            case.message_post(body="内部", **said)
            last = self.complaint.timeline_ids[-1]
            self.assertEqual((last.kind, last.code), ("note", "said"), context)
        case = self._as(self.agent, complaint_letter="nothing of ours")
        case.message_post(body="x", **said)

    def test_staff_says_nothing_for_the_consumer(self):
        self.complaint._happen("ask", role="agent", question="x")
        as_consumer = {"email_from": MAIL, "subtype_xmlid": "mail.mt_comment"}
        for kind in ("comment", "email"):
            case = self._as(self.agent)
            case.message_post(body="我同意", message_type=kind, **as_consumer)
            last = self.complaint.timeline_ids[-1]
            self.assertNotEqual(last.actor, "consumer", kind)
        self.assertStands(self.complaint, "info_asked")

    def test_auditors_make_no_dossier(self):
        """It would stand in the timeline, as if the consumer had made it."""
        before = self.complaint.timeline_count
        self.assertRefused(self._as(self.auditor).action_make_dossier)
        self.assertEqual(self.complaint.timeline_count, before)

    def test_what_follows_is_not_written(self):
        """Figures stand in the dossier: nobody types them."""
        case = self._as(self.agent)
        for name, value in (
            ("effort_minutes", 9999),
            ("promise_broken_count", 7),
            ("is_green", True),
            ("respondent_region_id", self._region("410000").id),
        ):
            self.assertRefused(case.write, {name: value})
        paths = self.env["consumer.path"].with_user(self.agent)
        walked = {"complaint_id": self.complaint.id, "in_steps": 2, "out_steps": 4}
        self.assertRefused(paths.create, {**walked, "figure": 99})
        self.assertRefused(paths.create(walked).write, {"figure": 99})

    def test_a_complaint_does_not_come_in_tomorrow(self):
        """Its deadlines would wait until then."""
        cases = self.env["consumer.complaint"].with_user(self.agent)
        later = fields.Datetime.add(fields.Datetime.now(), days=30)
        vals = {"name": "x", "team_id": self.team.id}
        self.assertRefused(cases.create, {**vals, "received_at": later})

    def test_replies_of_the_respondent_are_its_own(self):
        remedies = self.env["consumer.remedy"].with_user(self.agent)
        vals = {"complaint_id": self.complaint.id, "kind": "refund"}
        self.assertRefused(remedies.create, {**vals, "reply": "full"})
        remedy = remedies.create(vals)
        self.assertRefused(remedy.write, {"ground": "已退款"})
        self.assertRefused(remedy.write, {"complaint_id": self._create_complaint().id})

    def test_proof_is_not_taken_from_what_it_proves(self):
        exhibit = self._take(self.complaint)
        attempt = (
            self.env["consumer.attempt"]
            .with_user(self.agent)
            .create(
                {
                    "complaint_id": self.complaint.id,
                    "exhibit_ids": [Command.link(exhibit.id)],
                }
            )
        )
        self.assertRefused(attempt.write, {"exhibit_ids": [Command.clear()]})

    def test_a_referral_is_moved_and_made_by_its_buttons(self):
        officers = self._as(self.officer, self.referral)
        mail = self.env["mail.mail"].create({"email_to": "a@example.com"})
        foreign = self.env["consumer.dossier"].create(
            {
                "complaint_id": self._create_complaint().id,
                "version": 1,
                "purpose": "body",
                "made_at": "2026-03-02",
                "timeline_number": 1,
                "sha256": "0",
                "archive": base64.b64encode(b"x"),
            }
        )
        for vals in (
            {"mail_id": mail.id},
            {"dossier_id": foreign.id},
            {"complaint_id": foreign.complaint_id.id},
        ):
            self.assertRefused(officers.write, vals)
        fresh = {"complaint_id": foreign.complaint_id.id}
        fresh["body_id"] = self.referral.body_id.id
        for vals in ({"state": "decided"}, {"answer": "x"}, {"mail_id": mail.id}):
            self.assertRefused(officers.create, {**fresh, **vals})
        self.referral._happen("send", role="officer")
        another = self.env["consumer.body"].search(
            [("id", "!=", self.referral.body_id.id)], limit=1
        )
        self.assertRefused(officers.write, {"body_id": another.id})

from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError

from .common import ComplaintCase


class TestLink(ComplaintCase):
    """Each side has a link of its own, which opens no other side's door."""

    def setUp(self):
        super().setUp()
        self.complaint = self._create_complaint()
        self.links = self.env["consumer.link"]

    def _open(self, audience, link):
        return self.links._open_as(audience, link.sudo()._token())

    def test_a_link_opens_its_own_door_alone(self):
        link = self.complaint.with_user(self.agent)._link_for("consumer")
        self.assertEqual(self._open("consumer", link).complaint_id, self.complaint)
        self.assertFalse(self._open("respondent", link))
        self.assertFalse(self._open("body", link))

    def test_a_link_is_found_again_until_it_is_revoked(self):
        case = self.complaint.with_user(self.agent)
        first = case._link_for("consumer")
        self.assertEqual(case._link_for("consumer"), first)
        self.assertNotEqual(case._link_for("respondent"), first)
        case.action_revoke_links()
        self.assertFalse(self._open("consumer", first))
        self.assertNotEqual(case._link_for("consumer"), first)

    def test_revoking_asks_first(self):
        link = self.complaint.with_user(self.agent)._link_for("consumer")
        view = link.get_view(view_type="form")["arch"]
        revoke = etree.fromstring(view).find(".//button[@name='action_revoke']")
        self.assertTrue(revoke.get("confirm"))
        name = "consumer_complaints.consumer_complaint_action_revoke_links"
        about = {"active_model": "consumer.complaint"}
        about["active_ids"] = self.complaint.ids
        menu = self.env.ref(name).with_user(self.agent)
        action = menu.with_context(**about).run()
        self.assertTrue(self._open("consumer", link))
        dialog = self.complaint.get_view(action["views"][0][0], "form")["arch"]
        for button in etree.fromstring(dialog).iterfind(".//button[@type='object']"):
            getattr(self.complaint.with_user(self.agent), button.get("name"))()
        self.assertFalse(self._open("consumer", link))

    def test_it_lasts_as_long_as_the_company_says(self):
        self.company.complaint_link_days = 5
        link = self.complaint._link_for("consumer")
        days = link.expires_on - fields.Datetime.now()
        self.assertAlmostEqual(days / timedelta(days=1), 5, delta=0.1)

    def test_a_case_put_away_is_reached_by_nobody(self):
        link = self.complaint._link_for("consumer")
        self.complaint.active = False
        self.assertFalse(self._open("consumer", link))

    def test_a_draft_is_shown_to_no_body(self):
        body = self.env["consumer.body"].search([], limit=1)
        referral = self.env["consumer.referral"].create(
            {"complaint_id": self.complaint.id, "body_id": body.id}
        )
        with self.assertRaises(UserError):
            referral.with_user(self.officer).action_body_link()

    def test_an_agent_of_another_team_manages_no_link(self):
        other = self._create_user("agent", "complaint_stranger")
        link = self.complaint._link_for("consumer")
        with self.assertRaises(AccessError):
            self.complaint.with_user(other)._link_for("consumer")
        with self.assertRaises(AccessError):
            link.with_user(other).action_revoke()
        with self.assertRaises(AccessError):
            link.with_user(self.agent).write({"revoked": False})

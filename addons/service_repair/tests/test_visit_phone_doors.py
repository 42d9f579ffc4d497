import random

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.tests.nasty import nasty_value

from .phone import PhoneCase, photo

ACTIONS = (
    "accept",
    "decline",
    "depart",
    "arrive",
    "hand_over",
    "finish",
    "check",
    "add",
    "remove",
    "warranty",
    "say",
    "photos",
)
HOSTILE = "<img src=x onerror=alert(1)>"


@tagged("post_install", "-at_install")
class TestVisitPhoneDoors(PhoneCase):
    """Who has no business behind a technician's doors, and what is no press."""

    def _state(self, visit):
        visit.invalidate_recordset()
        return (
            visit.state,
            len(visit.part_ids),
            len(visit.photo_ids),
            len(visit.message_ids),
            visit.is_warranty,
            visit.checklist_item_ids.filtered("done_at"),
        )

    @mute_logger("odoo.http")
    def test_nobody_else_gets_in(self):
        """Another technician, a contractor's, a customer, an agent and visitors see
        nothing of a visit and change nothing."""
        self.visit.ticket_id.fault = "保险柜打不开"
        before = self._state(self.visit)
        item = self.visit.checklist_item_ids[0]
        said = {"item": item.id, "value": "1", "text": "?", "reason": "far"}
        for user in (self.other, self.portal, self.customer, self.agent, None):
            self.authenticate(user and user.login, user and user.login)
            self.assertNotIn("保险柜打不开", self._page().text)
            answer = self._page(self.visit)
            self.assertNotIn("保险柜打不开", answer.text)
            self.assertEqual(answer.status_code, 404 if user else 200)  # 200: log in
            for action in ACTIONS:
                self.assertEqual(
                    self._post(self.visit, action, **said).status_code, 303
                )
            self.assertEqual(self._state(self.visit), before, user)

    @mute_logger("odoo.http")
    def test_only_by_post_and_from_the_own_page(self):
        """A link or another site's form changes nothing."""
        self._log_in(self.technician)
        before = self._state(self.visit)
        for action in ACTIONS:
            door = f"/my/visits/{self.visit.id}/{action}"
            self.assertEqual(self.url_open(door).status_code, 405)
            self.assertEqual(self.url_open(door, data={"value": "1"}).status_code, 400)
        self.assertEqual(self._state(self.visit), before)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_malformed_requests(self):
        """No request makes an error of the server."""
        dice = random.Random(20260302)
        self._log_in(self.technician)
        csrf = Request.csrf_token(self)
        fields_ = "press at back item value kind what quantity price line text reason "
        names = f"{fields_}more result code signature latitude longitude self".split()
        broken = []
        for number in range(400):
            place = dice.choice([str(self.visit.id), "0", "9" * 30, "x", "-1"])
            path = f"/my/visits/{place}/{dice.choice([*ACTIONS, 'photo/1', 'thumb/x'])}"
            data = {
                name: nasty_value(dice, "NaN", "inf", "%(left)s %")
                for name in dice.sample(names, 6)
            }
            data["csrf_token"] = csrf
            files = None
            if dice.random() < 0.3:
                content = dice.choice([b"", b"\xff\xd8\xff", photo()[:40], b"<svg/>"])
                files = [("photos", (dice.choice(["", "a.png", "é" * 300]), content))]
            answer = self.url_open(path, data=data, files=files, allow_redirects=False)
            if answer.status_code >= 500:
                broken.append((number, path, answer.status_code))
        self.assertEqual(broken, [])
        self.assertIn(self.visit.exists().state, ("accepted", "on_way", "arrived"))
        self.assertEqual(self._page(self.visit).status_code, 200)

    def test_words_are_no_programs(self):
        self.visit.ticket_id.write({"fault": HOSTILE, "partner_name": HOSTILE})
        self._log_in(self.technician)
        self._post(self.visit, "say", text=HOSTILE)
        self._post(self.visit, "add", what=HOSTILE, quantity="1", price="2")
        files = [("photos", (f"{HOSTILE}.html", photo(), "text/html"))]
        self._post(self.visit, "photos", files=files)
        page = self._page(self.visit).text
        self.assertIn("onerror=alert", page)
        self.assertNotIn("<img src=x", page)
        self.assertTrue(self.visit.photo_ids.name.endswith(".jpg"))

    def test_photos_that_are_not_taken(self):
        """50 MB, a drawing, a page, a document under another name, nothing at all."""
        self._log_in(self.technician)
        huge = photo() + b"\0" * 50 * 2**20
        for name, content, words in (
            ("big.jpg", huge, "too large: big.jpg"),
            (
                "a.svg",
                b"<svg xmlns='http://www.w3.org/2000/svg'/>",
                "no file that we can take: a.svg",
            ),
            ("a.jpg", b"<!DOCTYPE html><script>alert(1)</script>", "a.jpg"),
            ("a.png", b"%PDF-1.4", "a.png"),
            ("a.jpg", b"", "holds nothing: a.jpg"),
        ):
            files = [("photos", (name, content, "image/jpeg"))]
            done, said = self._told(self.visit, "photos", files=files)
            self.assertFalse(done, name)
            self.assertIn(words, said)
        self.assertFalse(self.visit.photo_ids)
        self.assertFalse(self._told(self.visit, "photos")[0])

    def test_signature_on_a_photo_of_a_good_camera(self):
        """Odoo takes no pictures of more than 50 million points; phones make them."""
        self.visit._decide({"state": "arrived"})
        self._log_in(self.technician)
        large = photo((8200, 6200), "PNG")
        files = [("photos", ("paper.png", large, "image/png"))]
        self.assertTrue(
            self._told(self.visit, "finish", result="parts_needed", files=files)[0]
        )
        self.assertTrue(self.visit.signature)
        self.visit._decide({"state": "arrived"})
        files = [("photos", ("cut.png", large[: len(large) // 2], "image/png"))]
        said = self._told(self.visit, "finish", result="parts_needed", files=files)
        self.assertEqual(said[0], False)

    @mute_logger("odoo.http")
    def test_photos_are_served_to_the_visits_people(self):
        self._log_in(self.technician)
        files = [("photos", ("a.jpg", photo(), "image/jpeg"))]
        self._told(self.visit, "photos", kind="after", files=files)
        taken = self.visit.photo_ids
        self.assertEqual(taken.service_photo_kind, "after")
        paths = [
            f"/my/visits/{self.visit.id}/{door}/{taken.id}"
            for door in ("photo", "thumb")
        ]
        for path in paths:
            answer = self.url_open(path)
            self.assertEqual(answer.headers["Content-Type"], "image/jpeg")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        for user in (self.other, self.portal, self.customer):
            self._log_in(user)
            for path in paths:
                self.assertEqual(self.url_open(path).status_code, 404)

    def test_after_it_is_over_nothing_is_changed(self):
        """Seen for some days, and left as it was."""
        visit = self._visit_of(self.li, "arrived")
        visit._finish("customer_absent", person=self.li)
        self._log_in(self.technician)
        self.assertEqual(self._page(visit).status_code, 200)
        item = visit.checklist_item_ids[0]
        for action, said in (
            ("check", {"item": item.id, "value": "1"}),
            ("add", {"what": "电池", "quantity": "1"}),
            ("warranty", {"value": "1"}),
        ):
            self.assertEqual(
                self._told(visit, action, **said), (False, "The visit is done.")
            )

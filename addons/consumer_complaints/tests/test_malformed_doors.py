import random

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.tests.nasty import nasty_path, nasty_value

from .sides_common import IDENTITY, picture
from .test_body_page import BodyCase

SEED = 20261126
REQUESTS = 2000
SECRET = "别人的秘密"
# Of each side: what is read, and what is sent to.
DOORS = {
    "r": (("", "/exhibit/", "/exhibit/1"), ("/answer", "/time", "/done")),
    "b": (("", "/dossier/", "/dossier/pdf", "/dossier/zip"), ("/say",)),
    "c": (
        ("", "/withdraw", "/file/", "/file/1"),
        # not what ends the case: behind it every door is shut
        ("/say", "/draft", "/rate", "/accept", "/reopen", "/nothing"),
    ),
}
FIELDS = (
    *("press", "step", "explanation", "until", "why", "words", "event", "text"),
    *("reference", "documents", "files", "csrf_token", "stars", "do", "name", "self"),
    "link",
)
# What is right at some door.
VALUES = ("send", "review", "change", "accept", "settle", "ask", "2027-01-01")


@tagged("post_install", "-at_install")
class TestMalformedDoors(BodyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.others.write({"name": SECRET, "description": SECRET})
        cls.foreign = cls._take(cls.others, SECRET.encode(), source="consumer")
        cls.referral._enclose()
        cls.tokens = {
            path.split("/")[2]: path.split("/")[3]
            for path in (cls._path("consumer"), cls._path("respondent"), cls.path)
        }

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_malformed_requests(self):
        """No request makes an error of the server, or tells or changes anything that is
        not the holder's of the link."""
        dice = random.Random(SEED)
        csrf = Request.csrf_token(self)
        broken = []
        for number in range(REQUESTS):
            path, sent = self._malformed(dice, csrf)
            answer = self.url_open(path, allow_redirects=False, **sent)
            if answer.status_code >= 500 or self._tells(path, answer.content):
                broken.append((number, path[:120], answer.status_code))
        self.assertEqual(broken, [])
        self.env.invalidate_all()
        self.assertEqual(
            (self.others.state, self.others.timeline_count), ("received", 2)
        )
        self.assertEqual(len(self.others.exhibit_ids), 1)
        for case in (self.complaint, self.others):
            self.assertFalse(case._chain_faults())

    def _tells(self, path, content):
        """Whether an answer tells of another case, or a side who complains."""
        hidden = (SECRET,) if path.startswith("/complaint/c/") else (SECRET, *IDENTITY)
        return any(secret.encode() in content for secret in hidden)

    def _malformed(self, dice, csrf):
        """(path, keywords of the request) of one request that is wrong somewhere."""
        is_sent = dice.random() < 0.6
        # what is sent to a door that is only read is wrong as well
        path = self._wrong_path(dice, is_sent != (dice.random() < 0.05))
        if not is_sent:
            return path, {}
        remedy = dice.choice([*self.complaint.remedy_ids.ids, 10**12])
        names = [*FIELDS, f"reply_{remedy}", f"amount_{remedy}", f"done_{remedy}"]
        data = {name: nasty_value(dice, *VALUES) for name in dice.sample(names, 6)}
        if dice.random() < 0.8:
            data["csrf_token"] = csrf
        files = None
        if dice.random() < 0.3:
            content = dice.choice([b"", b"\xff\xd8\xff", picture()[:30], b"<svg/>"])
            name = dice.choice(["", "a.png", "é" * 300, "a\r\nX-Y: 1"])
            files = [(dice.choice(["documents", "files", "step"]), (name, content))]
        return path, {"data": data, "files": files}

    def _wrong_path(self, dice, is_sent):
        nasty = nasty_path(dice)
        side = dice.choice("rbc")
        own = self.tokens[side]
        others = self.tokens[dice.choice("rbc")]
        cut = own[: dice.randrange(len(own))]
        keys = [nasty, cut, own.upper(), own[::-1], others, f"{own}0", own, own, own]
        door = dice.choice(DOORS[side][is_sent])
        if door.endswith("/"):
            foreign = str(self.foreign.id)
            door += dice.choice([nasty, foreign, str(dice.randrange(2**40)), "-5"])
        if dice.random() < 0.1:
            return f"/my/complaints/{dice.choice([self.others.id, nasty])}{door}"
        return f"/complaint/{side}/{dice.choice(keys)}{door}"

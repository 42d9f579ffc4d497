import random

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.tests.nasty import nasty_path, nasty_value

from ..rules.form import FIELDS
from .consumer_common import FILED, PNG, ConsumerDoorCase

SEED = 20261126
REQUESTS = 500
SECRET = "别人的秘密投诉"
DOORS = (
    *("", "/draft", "/say", "/accept", "/dispute", "/withdraw", "/perform"),
    *("/default", "/reopen", "/rate", "/file/", "/file/1", "/nothing"),
)


@tagged("post_install", "-at_install")
class TestConsumerAttacks(ConsumerDoorCase):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_malformed_requests(self):
        """No request makes an error of the server, changes or tells anything."""
        others = self._create_complaint(name=SECRET)
        own = self._path_to(self._create_complaint())
        draft = self._path_of(self._file("save"))
        self.env.flush_all()
        dice = random.Random(SEED)
        csrf = Request.csrf_token(self)
        broken = []
        for number in range(REQUESTS):
            path, sent = self._malformed(dice, csrf, own, draft, others)
            response = self.url_open(path, allow_redirects=False, **sent)
            if response.status_code >= 500 or SECRET in response.text:
                broken.append((number, path[:120], response.status_code))
        self.assertEqual(broken, [])
        others.invalidate_recordset()
        self.assertStands(others, "received")
        self.assertEqual(others.timeline_count, 1)

    def _malformed(self, dice, csrf, own, draft, others):
        """(path, keywords of the request) of one request that is wrong somewhere."""
        path = self._wrong_path(dice, own, draft, others)
        if dice.random() < 0.3:
            return path, {}
        names = ["press", "text", "stars", "do", "drop", *FIELDS, "homepage", "self"]
        data = {name: nasty_value(dice) for name in dice.sample(names, 5)}
        if dice.random() < 0.3:
            data = {**FILED, **data}
        data.pop("homepage", None) if dice.random() < 0.8 else None
        data["practices"] = [nasty_value(dice)] * 2
        data["csrf_token"] = csrf if dice.random() < 0.8 else dice.choice(["", "x"])
        files = None
        if dice.random() < 0.3:
            content = dice.choice([b"", b"\xff\xd8\xff", PNG[:30], b"<svg/>", PNG])
            files = [("files", (dice.choice(["", "a.png", "é" * 300]), content))]
        return path, {"data": data, "files": files}

    def _wrong_path(self, dice, own, draft, others):
        nasty = nasty_path(dice)
        path, token = own.rpartition("/")[::2]
        cut = token[: dice.randrange(len(token))]
        key = dice.choice([nasty, cut, token.upper(), token[::-1], token, f"{token}0"])
        door = dice.choice(DOORS)
        if door.endswith("/"):
            door += dice.choice([nasty, str(dice.randrange(2**40)), "-5"])
        roads = [
            *(f"{path}/{key}{door}", f"{path}/{key}{door}", f"{own}{door}"),
            *(f"{draft}{door}", "/complaint", f"/my/complaints/{others.id}{door}"),
            *(f"/my/complaints/{nasty}{door}", f"/my/complaints?filterby={nasty}"),
        ]
        return dice.choice(roads)

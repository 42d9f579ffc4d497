import random

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.tests.nasty import nasty_path, nasty_value

from .test_customer_link import CustomerLinkCase, picture

SEED = 20260302


@tagged("post_install", "-at_install")
class TestCustomerDoors(CustomerLinkCase):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_thousand_malformed_requests(self):
        """No request makes an error of the server, changes or tells anything."""
        self.others.write({"is_repair": True, "fault": "别人的保险柜"})
        self.env.flush_all()
        dice = random.Random(SEED)
        csrf = Request.csrf_token(self)
        broken = []
        for number in range(1000):
            path, sent = self._malformed(dice, csrf)
            response = self.url_open(path, allow_redirects=False, **sent)
            if response.status_code >= 500 or "别人的保险柜" in response.text:
                broken.append((number, path[:120], response.status_code))
        self.assertEqual(broken, [])
        self.others.invalidate_recordset()
        self.assertFalse(self.others.closed)
        self.assertFalse(self.others._messages_outside())

    def _malformed(self, dice, csrf):
        """(path, keywords of the request) of one request that is wrong somewhere."""
        nasty = nasty_path(dice)
        token = self.path.rpartition("/")[2]
        cut = token[: dice.randrange(len(token))]
        key = dice.choice([nasty, cut, token.upper(), token[::-1], token, f"{token}0"])
        doors = ["", "/say", "/close", "/reopen", "/photo/", "/thumb/", "/photo/1"]
        door = dice.choice(doors)
        path = f"/service/t/{key}{door}"
        if door.endswith("/"):
            path += dice.choice([nasty, str(dice.randrange(2**40)), "-5"])
        if dice.random() < 0.15:
            path = f"/my/ticket/{dice.choice([self.others.id, nasty])}/{nasty}"
        if dice.random() < 0.1:
            path = "/service/ticket/reopen"
        if dice.random() < 0.35:
            return path, {}
        names = ["press", "stage_id", "photos", "ticket_id", "csrf_token", nasty or "x"]
        data = {name: nasty_value(dice) for name in dice.sample(names, 3)}
        if dice.random() < 0.7:
            data["csrf_token"] = csrf
        files = None
        if dice.random() < 0.3:
            content = dice.choice([b"", b"\xff\xd8\xff", picture()[:30], b"<svg/>"])
            files = [("photos", (dice.choice(["", "a.png", "é" * 300]), content))]
        return path, {"data": data, "files": files}

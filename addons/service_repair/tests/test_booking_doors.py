import random

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.service_door.tests.nasty import nasty_path, nasty_value

from .test_customer_visit import CustomerVisitCase

SEED = 20260303
FIELDS = (
    "step",
    "back",
    "label",
    "category",
    "serial",
    "fault",
    "address",
    "region",
    "start",
    "name",
    "phone",
    "email",
    "press",
    "visit",
    "reason",
    "code",
    "badge",
    "place",
    "lat",
    "lng",
)
# Beside what is nasty anywhere: what nearly is a step, a time, a place.
NEARLY = (
    "time",
    "place",
    "other",
    "as_it_is",
    "29540220",
    "2147483648",
    "999999999",
    "1e9",
    "nan",
    "鼓楼区",
    "13800138000",
)


@tagged("post_install", "-at_install")
class TestBookingDoors(CustomerVisitCase):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_five_hundred_malformed_requests(self):
        """No request makes an error of the server, or moves what is another's."""
        _other, _there, foreign = self._booked(hours=6, fault="别人的保险柜")
        _ticket, self.path, visit = self._booked()
        foreign_before = foreign.read(["start", "state", "confirmed_at"])
        dice, csrf = random.Random(SEED), Request.csrf_token(self)
        broken = []
        for number in range(500):
            path, data = self._malformed(dice, csrf, (visit.id, foreign.id))
            answer = self.url_open(path, data=data, allow_redirects=False)
            if answer.status_code >= 500 or "别人的保险柜" in answer.text:
                broken.append((number, path[:120], data, answer.status_code))
        self.assertEqual(broken, [])
        foreign.invalidate_recordset()
        self.assertEqual(
            foreign.read(["start", "state", "confirmed_at"]), foreign_before
        )

    def _malformed(self, dice, csrf, ids):
        """(path, form or None) of one request that is wrong somewhere."""
        nasty = nasty_path(dice)
        act = dice.choice(["", "/book", "/cancel", "/confirm", "/photo", "/calendar"])
        path = dice.choice(
            [
                "/service/book",
                "/service/book",
                "/service/book/emergency",
                "/service/verify",
                f"/service/p/{nasty or 'x'}",
                f"/service/stations?place={nasty}&region={nasty}&lat={nasty}",
                f"{self.path}/visit{act}",
                f"{self.path[:-2]}/visit{act}",
            ]
        )
        if dice.random() < 0.3:
            return f"{path}?step={nasty}" if "?" not in path else path, None
        others = (*NEARLY, *map(str, ids))
        names = dice.sample(FIELDS, dice.randrange(1, 9))
        data = {name: nasty_value(dice, *others) for name in names}
        if dice.random() < 0.8:
            data["csrf_token"] = csrf
        return path, data

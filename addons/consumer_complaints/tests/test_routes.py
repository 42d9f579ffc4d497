from odoo import fields
from odoo.http import Request
from odoo.tests import new_test_user, tagged

from odoo.addons.service_door.tests.route_table import RouteTable

from .sides_common import SidesCase, picture

# Who knocks: nobody, the consumer whose case it is, somebody else with an account, an
# agent of the team, and somebody of the staff without a role.
VISITORS = ("public", "owner", "other", "agent", "plain")
# What each gets at each door: the status, "s" when it shows something of the case, "c"
# when the case is changed by it. {c}, {r} and {b} are valid tokens of consumer,
# respondent and body; {bad_…} stands for every one that opens nothing at this door: one
# that is wrong, expired, revoked, or of another side. {case} is the owner's.
DOORS = """
GET   /complaint                              200  200  200  200  200
POST  /complaint                              200  200  200  200  200
GET   /complaint/c/{c}                        200s 200s 200s 200s 200s
GET   /complaint/c/{bad_c}                    404  404  404  404  404
POST  /complaint/c/{c}/draft                  303  303  303  303  303
POST  /complaint/c/{bad_c}/draft              404  404  404  404  404
GET   /complaint/c/{c}/file/{exhibit}         200s 200s 200s 200s 200s
GET   /complaint/c/{c}/file/{foreign}         404  404  404  404  404
GET   /complaint/c/{bad_c}/file/{exhibit}     404  404  404  404  404
POST  /complaint/c/{c}/say                    303c 303c 303c 303c 303c
POST  /complaint/c/{bad_c}/say                404  404  404  404  404
GET   /complaint/c/{c}/withdraw               200  200  200  200  200
GET   /complaint/c/{bad_c}/withdraw           404  404  404  404  404
GET   /complaint/c/{c}/dispute                405  405  405  405  405
POST  /complaint/c/{c}/{act}                  303c 303c 303c 303c 303c
POST  /complaint/c/{bad_c}/{act}              404  404  404  404  404
POST  /complaint/c/{c}/rate                   303  303  303  303  303
POST  /complaint/c/{bad_c}/rate               404  404  404  404  404
GET   /my/complaints                          303  200s 200  200  200
GET   /my/complaints/page/1                   303  200s 200  200  200
GET   /my/complaints/{case}                   303  200s 404  404  404
GET   /my/complaints/{case}/file/{exhibit}    404  200s 404  404  404
GET   /my/complaints/{case}/file/{foreign}    404  404  404  404  404
POST  /my/complaints/{case}/say               404  303c 404  404  404
GET   /my/complaints/{case}/withdraw          404  200  404  404  404
POST  /my/complaints/{case}/{act}             404  303c 404  404  404
POST  /my/complaints/{case}/rate              404  303  404  404  404
GET   /complaint/r/{r}                        200s 200s 200s 200s 200s
GET   /complaint/r/{bad_r}                    404  404  404  404  404
GET   /complaint/r/{r}/exhibit/{exhibit}      200s 200s 200s 200s 200s
GET   /complaint/r/{r}/exhibit/{foreign}      404  404  404  404  404
GET   /complaint/r/{bad_r}/exhibit/{exhibit}  404  404  404  404  404
GET   /complaint/r/{r}/answer                 405  405  405  405  405
POST  /complaint/r/{r}/answer                 303c 303c 303c 303c 303c
POST  /complaint/r/{bad_r}/answer             404  404  404  404  404
GET   /complaint/r/{r}/time                   405  405  405  405  405
POST  /complaint/r/{r}/time                   303c 303c 303c 303c 303c
POST  /complaint/r/{bad_r}/time               404  404  404  404  404
GET   /complaint/r/{r}/done                   405  405  405  405  405
POST  /complaint/r/{r}/done                   303  303  303  303  303
POST  /complaint/r/{bad_r}/done               404  404  404  404  404
GET   /complaint/b/{b}                        200s 200s 200s 200s 200s
GET   /complaint/b/{bad_b}                    404  404  404  404  404
GET   /complaint/b/{b}/dossier/pdf            200s 200s 200s 200s 200s
GET   /complaint/b/{b}/dossier/exe            404  404  404  404  404
GET   /complaint/b/{bad_b}/dossier/pdf        404  404  404  404  404
GET   /complaint/b/{b}/say                    405  405  405  405  405
POST  /complaint/b/{b}/say                    303c 303c 303c 303c 303c
POST  /complaint/b/{bad_b}/say                404  404  404  404  404
"""
# Whose link opens the doors of a side.
AUDIENCES = {"c": "consumer", "r": "respondent", "b": "body"}
SUBJECT = "七号套餐降不了"


@tagged("post_install", "-at_install")
class TestRoutes(RouteTable, SidesCase):
    addon = "consumer_complaints"
    visitors = VISITORS
    doors = DOORS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {"owner": "base.group_portal", "other": "base.group_portal"}
        for login, group in {**groups, "plain": "base.group_user"}.items():
            new_test_user(cls.env, f"door_{login}", group)
        cls._create_user("agent", "door_agent")
        cls.foreign = cls._take(cls.others, picture(), source="consumer")
        cls.body = cls.env["consumer.body"].search(
            [("kind", "=", "association"), ("region_id.code", "=", "330000")], limit=1
        )
        case = cls._file("r")
        cls.dossier = cls.env["consumer.dossier"]._make(case, "body")

    @classmethod
    def _file(cls, side):
        """A case of the owner's: with the respondent, or with a body."""
        owner = cls.env["res.users"].search([("login", "=", "door_owner")])
        complainant = cls._create_complainant(partner_id=owner.partner_id.id)
        case = cls._create_complaint(name=SUBJECT, complainant_id=complainant.id)
        case._happen("forward", role="agent")
        if side == "b":
            vals = {"complaint_id": case.id, "body_id": cls.body.id, "demand": SUBJECT}
            cls.env["consumer.referral"].create(vals)._happen("send", role="officer")
        return case

    def _places(self, side):
        """A new case, what stands for what in its addresses, and all of {bad_…}."""
        case = self._file(side)
        referral = case.referral_ids
        referral.dossier_id = self.dossier
        sides = AUDIENCES if referral else set(AUDIENCES) - {"b"}
        tokens = {
            each: case._link_for(AUDIENCES[each], each == "b" and referral or None)
            .sudo()
            ._token()
            for each in sides
        }
        proof = {"source": "consumer", "is_released": True}
        exhibit = self._take(case, picture(), **proof)
        places = {side: tokens.pop(side), "case": case.id, "act": "withdraw"}
        places |= {"exhibit": exhibit.id, "foreign": self.foreign.id}
        wrong = places[side][:-1] + ("0" if places[side][-1] != "0" else "1")
        return case, places, [wrong, *tokens.values(), *self._ended(case, side)]

    def _ended(self, case, side):
        """Tokens of links that have expired, or were revoked."""
        vals = {
            "complaint_id": case.id,
            "audience": AUDIENCES[side],
            "referral_id": case.referral_ids.id if side == "b" else False,
        }
        links = self.env["consumer.link"].create([vals, vals])
        links[0].expires_on = "2020-01-01"
        links[1].revoked = True
        return [link._token() for link in links]

    def _knock(self, method, path):
        said = {
            "explanation": "已核实",
            "step": "send",
            "until": fields.Date.add(fields.Date.today(), days=9),
            "why": "等技术部门",
            "words": "已办",
            "event": "accept",
            "text": "说一句",
            "csrf_token": Request.csrf_token(self),
        }
        data = said if method == "POST" else None
        return self.url_open(path, data=data, allow_redirects=False)

    def _found(self, method, path, visitor):
        side = next((each for each in "br" if f"{each}}}" in path), "c")
        case, places, bad = self._places(side)
        self._enter(visitor)
        before = self._all_of(case)
        found = set()
        for token in bad if "{bad_" in path else [""]:
            address = path.format(**places, **{f"bad_{side}": token})
            answer = self._knock(method, address)
            is_file = "text/html" not in answer.headers["Content-Type"]
            shown = SUBJECT in answer.text or (is_file and answer.status_code == 200)
            changed = self._all_of(case) != before
            found.add(f"{answer.status_code}{'s' * shown}{'c' * changed}")
        return "|".join(sorted(found))

    def _all_of(self, case):
        self.env.invalidate_all()
        return case.state, case.timeline_count, case.referral_ids.mapped("state")

from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user

from odoo.addons.base.tests.common import BaseCommon

from ..models import service_link_mixin
from ..rules.uploads import PICTURES, Refusal
from ..rules.words import MAX_AN_HOUR
from .fake_link import use_fake_link

PRESS = "0123456789abcdef" * 2
MONDAY = "2026-03-02 10:00:00"


class TestLink(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Link = use_fake_link(cls)
        cls.staff = new_test_user(cls.env, "door_staff", "base.group_user")
        cls.manager = new_test_user(
            cls.env, "door_manager", "base.group_user,base.group_partner_manager"
        )
        cls.visitor = cls.env.ref("base.public_user")

    def _link(self, **vals):
        partner = self.env["res.partner"].create({"name": "王芳"})
        return self.Link.create({"partner_id": partner.id, **vals})

    def _open(self, token):
        return self.Link.with_user(self.visitor)._open(token)

    def _from(self, address):
        """Have the visitor come from an address on the internet."""
        request = SimpleNamespace(httprequest=SimpleNamespace(remote_addr=address))
        self.startPatcher(patch.object(service_link_mixin, "request", request))

    # -- opening

    def test_opens_for_who_holds_it(self):
        """Without an account, by the last part of its address."""
        link = self._link()
        url = link.with_user(self.staff).url
        self.assertIn("/door/test/", url)
        token = url.rpartition("/")[2]
        self.assertEqual(self._open(token), link)
        self.assertEqual(self._open(token).partner_id.name, "王芳")

    def test_key_alone_opens_nothing(self):
        """Neither what the database holds, nor another's secret, nor nonsense."""
        link, other = self._link(), self._link()
        token = link._token()
        for wrong in (
            "",
            link.key,
            link.key + "0" * 32,
            link.key + other._token()[16:],
            token.upper() if token.upper() != token else "",
            f"{token}0",
            f"{token}\n",
            "é" * 48,
        ):
            with self.subTest(wrong):
                self.assertFalse(self._open(wrong))

    def test_secret_is_of_this_database_and_model(self):
        """Another database's secret makes other links of the same keys."""
        link = self._link()
        before = link._token()
        self.env["ir.config_parameter"].sudo().set_param("database.secret", "other")
        self.assertNotEqual(link._token(), before)
        self.assertFalse(self._open(before))

    def test_old_revoked_and_pointless_links(self):
        """They open nothing; a renewed one does again, a revoked one never."""
        link = self._link()
        token, now = link._token(), fields.Datetime.now()
        link.expires_on = now - timedelta(seconds=1)
        self.assertFalse(self._open(token))
        self.assertNotIn(link, self.Link.search(self.Link._valid_domain()))
        link.action_renew()
        self.assertEqual(self._open(token), link)
        self.assertIn(link, self.Link.search(self.Link._valid_domain()))
        link.partner_id.active = False
        self.assertFalse(self._open(token))
        link.partner_id.active = True
        link.action_revoke()
        link.action_renew()
        self.assertFalse(self._open(token))

    def test_who_may_manage(self):
        """Who may write what the link leads to, and nobody writes the link itself."""
        link = self._link()
        for name in ("action_renew", "action_revoke"):
            with self.assertRaises(AccessError):
                getattr(link.with_user(self.staff), name)()
            getattr(link.with_user(self.manager), name)()
        self.assertTrue(link.revoked)
        with self.assertRaises(AccessError):
            link.with_user(self.manager).revoked = False
        with self.assertRaises(AccessError):
            link.with_user(self.visitor).read(["key"])

    def test_copy_is_another_link(self):
        """A copy has its own key, and is not revoked."""
        link = self._link(revoked=True)
        copy = link.copy()
        self.assertNotEqual(copy.key, link.key)
        self.assertFalse(copy.revoked)

    # -- what is sent by it

    def test_sendings(self):
        """What is refused does not count; what is taken counts once."""
        link = self._open(self._link()._token())
        refused = link._let_in("", [("a.exe", b"MZ")], PRESS, PICTURES)
        self.assertEqual(refused, Refusal("kind", "a.exe"))
        self.assertIsNone(link._let_in("还没好", [], PRESS, PICTURES))
        self.assertEqual(link._let_in("还没好", [], PRESS, PICTURES), "repeated")
        other = self._open(self._link()._token())
        self.assertIsNone(other._let_in("还没好", [], PRESS, PICTURES))

    def test_floods(self):
        """A program that makes its own keys is stopped, at this link alone."""
        link, other = self._link(), self._link()
        for number in range(MAX_AN_HOUR):
            self.assertIsNone(link._let_in("x", [], f"{number:032x}", PICTURES))
        self.assertEqual(link._let_in("x", [], PRESS, PICTURES), Refusal("often"))
        self.assertIsNone(other._let_in("x", [], PRESS, PICTURES))

    # -- the log

    def test_uses_are_logged(self):
        """What, when and from where; reading once in ten minutes."""
        link = self._open(self._link()._token())
        with freeze_time(MONDAY):
            self._from("203.0.113.7")
            for action in ("read", "read", "answer", "answer", "read"):
                link._note_use(action)
        with freeze_time("2026-03-02 10:10:00"):
            self._from("198.51.100.9")
            link._note_use("read")
        uses = link._uses()
        self.assertEqual(
            uses.mapped("action"), ["read", "answer", "answer", "read"]
        )  # the latest first
        self.assertEqual(len(set(uses.mapped("address"))), 2)
        self.assertNotIn("203.0", uses[-1].address)
        self.assertEqual(
            link.last_used_at, fields.Datetime.to_datetime("2026-03-02 10:10:00")
        )

    def test_log_is_told_apart(self):
        """Links of another kind with the same number have a log of their own."""
        link = self._link()
        link._note_use("read")
        link._uses().link_model = "other.link"
        self.assertFalse(link._uses())
        link.invalidate_recordset()
        self.assertFalse(link.last_used_at)

    def test_queries(self):
        """A page that was read just now costs one more question to the database."""
        link = self._link()
        link._note_use("read")
        self.env.flush_all()
        with self.assertQueryCount(1):
            link._note_use("read")

    def test_log_goes_with_the_link(self):
        """Also when the database takes the link away with what it led to."""
        link, lost = self._link(), self._link()
        for one in (link, lost):
            one._note_use("read")
        uses = link._uses() | lost._uses()
        link.unlink()
        self.assertEqual(uses.exists(), lost._uses())
        lost.partner_id.unlink()
        self.assertTrue(uses.exists())
        self.Link._gc_links()
        self.assertFalse(uses.exists())

    def test_old_links_go(self):
        """A year after they expired; and their kind alone, not every link."""
        now = fields.Datetime.now()
        old = self._link(expires_on=now - timedelta(days=366))
        kept = self._link(expires_on=now - timedelta(days=364))
        kept._note_use("read")
        self.env["service.link.mixin"]._gc_links()
        self.Link._gc_links()
        self.assertEqual((old | kept).exists(), kept)
        self.assertTrue(kept._uses())

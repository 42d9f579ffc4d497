from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .body_common import BodyCommon


class TestBodyAccess(BodyCommon):
    """Who works on cases reads the bodies; managers keep them."""

    def test_readers(self):
        for user in (self.auditor, self.agent):
            body = self._body("CN-CA-330106").with_user(user)
            self.assertTrue(body.name)
            for attempt in (
                lambda body=body: body.write({"phone": "1"}),
                lambda body=body: body.unlink(),
                lambda body=body: body.create({"name": "X", "code": "X"}),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    attempt()
                    self.env.flush_all()

    def test_readers_import_nothing(self):
        for user in (self.auditor, self.agent):
            body = self._body("CN-CA-330106").with_user(user)
            result = body.load(["code", "phone"], [[body.code, "1"]])
            with self.subTest(user=user.login):
                self.assertFalse(result["ids"])
                self.assertIn("not allowed", result["messages"][0]["message"])

    def test_managers(self):
        body = self._body("CN-CA-330106").with_user(self.manager)
        body.phone = "0571-1"
        self.assertEqual(body.phone, "0571-1")
        self.assertTrue(self.manager.has_group("base.group_allow_export"))

    def test_others(self):
        for group in ("base.group_user", "base.group_portal"):
            user = new_test_user(self.env, group, groups=group)
            with self.subTest(group), self.assertRaises(AccessError):
                self.Body.with_user(user).search([], limit=1).read(["name"])

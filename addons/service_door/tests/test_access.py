from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

OPERATIONS = ("read", "write", "create", "unlink")


class TestAccess(BaseCommon):
    def test_nobody_reads_what_was_sent_or_used(self):
        """Not even the administrator by the web client: it is the doors' own."""
        users = [
            self.env.ref("base.public_user"),
            self.env.ref("base.user_admin"),
            new_test_user(self.env, "door_portal", "base.group_portal"),
            new_test_user(self.env, "door_plain", "base.group_user"),
        ]
        for name in ("service.form.press", "service.link.use"):
            for user in users:
                model = self.env[name].with_user(user)
                for operation in OPERATIONS:
                    with self.subTest(name, user=user.login, operation=operation):
                        self.assertFalse(model.has_access(operation))

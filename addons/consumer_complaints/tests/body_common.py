from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

GROUP = "consumer_complaints.group_%s"


class BodyCommon(BaseCommon):
    """One user a role, and ways to the shipped bodies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Body = cls.env["consumer.body"]
        cls.auditor, cls.agent, cls.manager = (
            new_test_user(cls.env, f"body_{role}", groups=GROUP % role)
            for role in ("auditor", "agent", "manager")
        )

    @classmethod
    def _body(cls, code):
        found = cls.Body._by_code([code])
        assert code in found, f"no body {code}"
        return found[code]

    @classmethod
    def _region(cls, code):
        return cls.env["service.region"]._from_code([code])[code]

    @classmethod
    def _create_body(cls, code="X-1", **values):
        values = {
            "name": f"Body {code}",
            "kind": "association",
            "country_id": cls.env.ref("base.cn").id,
            **values,
        }
        return cls.Body.create({"code": code, **values})

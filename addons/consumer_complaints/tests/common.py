import base64

from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

ZHEJIANG, HENAN, CHONGQING = "330000", "410000", "500000"
ROLES = ("auditor", "agent", "officer", "manager")


class ComplaintCase(BaseCommon):
    """A team, a person of each role, and a telecom operator in Zhejiang."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.country_id = cls.env.ref("base.cn")
        for role in ROLES:
            setattr(cls, role, cls._create_user(role))
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {
                "name": "投诉处理组",
                "user_ids": cls.agent.ids,
                "user_id": cls.manager.id,
            }
        )
        cls.telecom = cls.env["service.deadline.sector"].search(
            [("code", "=", "telecom")]
        )
        cls.operator = cls._create_respondent("云桥通信")

    @classmethod
    def _create_user(cls, role, login=None, **values):
        login = login or f"complaint_{role}"
        return new_test_user(
            cls.env, login, f"consumer_complaints.group_{role}", **values
        )

    @classmethod
    def _region(cls, code):
        return cls.env["service.region"]._from_code([code])[code]

    @classmethod
    def _create_respondent(cls, name, province=ZHEJIANG, sector=None, **values):
        return cls.env["consumer.respondent"].create(
            {
                "name": name,
                "sector_id": (sector or cls.telecom).id,
                "region_by_hand": True,
                "region_id": cls._region(province).id,
                **values,
            }
        )

    @classmethod
    def _create_complainant(cls, **values):
        vals = {"name": "林小雨", "phone": "13800138000", **values}
        return cls.env["consumer.complainant"].create(vals)

    @classmethod
    def _create_complaint(cls, **values):
        """A complaint of a plan that can go up but not down, at the team."""
        return cls.env["consumer.complaint"].create(
            {
                "name": "套餐只能升不能降",
                "respondent_id": cls.operator.id,
                "complainant_id": cls._create_complainant().id,
                "team_id": cls.team.id,
                **values,
            }
        )

    @classmethod
    def _take(cls, complaint, content=b"screenshot", name="截图.png", **values):
        """An exhibit of a complaint."""
        vals = {"complaint_id": complaint.id, "name": name, **values}
        vals["content"] = base64.b64encode(content)
        return cls.env["consumer.exhibit"].create(vals)

    def assertStands(self, complaint, state, rung=None):
        self.assertEqual(complaint.state, state)
        if rung:
            self.assertEqual(complaint.rung, rung)

    def assertRuns(self, complaint, code):
        """The complaint has an open clock of this policy; returns it."""
        clocks = complaint.deadline_ids.filtered(lambda c: c.policy_id.code == code)
        self.assertTrue(clocks._open(), complaint.deadline_ids.mapped("name"))
        return clocks

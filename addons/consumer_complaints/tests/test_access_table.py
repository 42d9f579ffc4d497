from odoo.tests import new_test_user, tagged

from odoo.addons.service_door.tests.access_table import AccessTable

from .common import ComplaintCase

ROLES = (
    "public",
    "portal",
    "plain",
    "auditor",
    "agent",
    "other",
    "officer",
    "manager",
    "foreign",
)
WIZARDS = {
    "consumer.step": {},
    "consumer.promise.note": {"promise": "x"},
    "consumer.exhibit.upload": {},
}
# What each role may do with a model at all, in the order of ROLES: r(ead), w(rite),
# c(reate), u(nlink). "plain" is somebody of the staff without a role here, "other" an
# agent of another team, "foreign" the manager of another company.
MODELS = """
consumer.access           - - - r -    -    -    r    r
consumer.attempt          - - - r rwcu rwcu rwcu rwcu rwcu
consumer.body             - - - r r    r    r    rwcu rwcu
consumer.checklist.line   - - - r r    r    r    rwcu rwcu
consumer.complainant      - - - - rwc  rwc  rwc  rwc  rwc
consumer.complaint        - - - r rwc  rwc  rwc  rwcu rwcu
consumer.dossier          - - - r r    r    r    r    r
consumer.exhibit          - - - r rwc  rwc  rwc  rwc  rwc
consumer.exhibit.kind     - - - r r    r    r    rwcu rwcu
consumer.exhibit.upload   - - - - rwcu rwcu rwcu rwcu rwcu
consumer.link             - - - - r    r    r    r    r
consumer.nature           - - - r r    r    r    rwcu rwcu
consumer.path             - - - r rwcu rwcu rwcu rwcu rwcu
consumer.practice         - - - r r    r    r    rwcu rwcu
consumer.promise.note     - - - - rwcu rwcu rwcu rwcu rwcu
consumer.referral         - - - r r    r    rwcu rwcu rwcu
consumer.remedy           - - - r rwcu rwcu rwcu rwcu rwcu
consumer.respondent       - - - r rwc  rwc  rwc  rwcu rwcu
consumer.respondent.name  - - - r rwcu rwcu rwcu rwcu rwcu
consumer.right            - - - r r    r    r    rwcu rwcu
consumer.step             - - - - rwcu rwcu rwcu rwcu rwcu
consumer.timeline         - - - r r    r    r    r    r
"""
# The same for single records. Nobody has a right on what is another company's.
RECORDS = """
complaint                        - - - r rw  -   rw  rwu -
complainant                      - - - - rw  -   rw  rw  -
exhibit                          - - - r rw  -   rw  rw  -
remedy                           - - - r rwu -   rwu rwu -
attempt                          - - - r rwu -   rwu rwu -
path                             - - - r rwu -   rwu rwu -
referral                         - - - r r   -   rwu rwu -
dossier for a body               - - - - r   -   r   r   -
link                             - - - - r   -   r   r   -
timeline                         - - - r r   -   r   r   -
step of somebody else            - - - - -   -   -   -   -
note of somebody else            - - - - -   -   -   -   -
upload of somebody else          - - - - -   -   -   -   -
look                             - - - r -   -   -   r   -
complaint of another team        - - - r -   rw  rw  rwu -
complaint of nobody              - - - r rw  rw  rw  rwu -
colleague's complaint            - - - r rw  rw  rw  rwu -
complainant of no case           - - - - -   -   rw  rw  -
identity exhibit                 - - - - rw  -   rw  rw  -
dossier for our file             - - - r r   -   r   r   -
respondent                       - - - r rw  rw  rw  rwu -
respondent's other name          - - - r rwu rwu rwu rwu -
body                             - - - r r   r   r   rwu rwu
practice                         - - - r r   r   r   rwu rwu
foreign complaint                - - - - -   -   -   -   rwu
foreign complainant              - - - - -   -   -   -   rw
foreign exhibit                  - - - - -   -   -   -   rw
foreign remedy                   - - - - -   -   -   -   rwu
foreign attempt                  - - - - -   -   -   -   rwu
foreign path                     - - - - -   -   -   -   rwu
foreign referral                 - - - - -   -   -   -   rwu
foreign dossier for a body       - - - - -   -   -   -   r
foreign link                     - - - - -   -   -   -   r
foreign timeline                 - - - - -   -   -   -   r
foreign step of somebody else    - - - - -   -   -   -   -
foreign note of somebody else    - - - - -   -   -   -   -
foreign upload of somebody else  - - - - -   -   -   -   -
foreign look                     - - - - -   -   -   -   r
"""


@tagged("post_install", "-at_install")
class TestAccessTable(AccessTable, ComplaintCase):
    addon = "consumer_complaints"
    roles = ROLES
    models = MODELS
    rows = RECORDS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env["res.company"].create({"name": "Other company"})
        elsewhere = {"company_id": company.id, "company_ids": company.ids}
        cls.users = {
            "public": cls.env.ref("base.public_user"),
            "portal": new_test_user(cls.env, "table_portal", "base.group_portal"),
            "plain": new_test_user(cls.env, "table_plain", "base.group_user"),
            "auditor": cls.auditor,
            "agent": cls.agent,
            "other": cls._create_user("agent", "table_other"),
            "officer": cls.officer,
            "manager": cls.manager,
            "foreign": cls._create_user("manager", "table_foreign", **elsewhere),
        }
        team = cls.env["helpdesk.ticket.team"].create(
            {"name": "其他组", "user_ids": cls.users["other"].ids}
        )
        cls.records = {
            **cls._records_of("", cls._create_complaint()),
            "complaint of another team": cls._create_complaint(team_id=team.id),
            "complaint of nobody": cls._create_complaint(team_id=False),
            "colleague's complaint": cls._create_complaint(
                team_id=team.id, user_id=cls.agent.id
            ),
            "complainant of no case": cls._create_complainant(),
            "identity exhibit": cls._take(
                cls._create_complaint(), name="证件", identity=True
            ),
            "dossier for our file": cls._dossier(cls._create_complaint(), "file"),
            "respondent": cls.operator,
            "respondent's other name": cls.env["consumer.respondent.name"].create(
                {"respondent_id": cls.operator.id, "name": "云桥", "kind": "former"}
            ),
            "body": cls.env["consumer.body"].search([], limit=1),
            "practice": cls.env["consumer.practice"].search([], limit=1),
            **cls._records_of("foreign ", cls._create_foreign(company)),
        }

    @classmethod
    def _create_foreign(cls, company):
        return cls._create_complaint(
            company_id=company.id,
            team_id=False,
            complainant_id=cls._create_complainant(company_id=company.id).id,
            respondent_id=cls._create_respondent("外企", company_id=company.id).id,
        )

    @classmethod
    def _records_of(cls, prefix, case):
        """A record of each kind that hangs on a case."""
        of_case = {"complaint_id": case.id}
        body = cls.env["consumer.body"].search([], limit=1)
        looked = case.complainant_id.with_user(cls.env.ref("base.user_admin"))
        if prefix:
            looked = looked.with_context(allowed_company_ids=case.company_id.ids)
        records = {
            "complaint": case,
            "complainant": case.complainant_id,
            "exhibit": cls._take(case),
            "remedy": cls.env["consumer.remedy"].create({**of_case, "kind": "refund"}),
            "attempt": cls.env["consumer.attempt"].create({**of_case}),
            "path": cls.env["consumer.path"].create({**of_case, "out_steps": 3}),
            "referral": cls.env["consumer.referral"].create(
                {**of_case, "body_id": body.id}
            ),
            "dossier for a body": cls._dossier(case, "body"),
            "link": case._link_for("consumer"),
            "timeline": case.timeline_ids[0],
            **{
                f"{wizard.rpartition('.')[2]} of somebody else": cls.env[wizard].create(
                    {**of_case, **values}
                )
                for wizard, values in WIZARDS.items()
            },
        }
        cls.env["consumer.access"]._note("identity", looked)
        about = [("complainant_id", "=", case.complainant_id.id)]
        records["look"] = cls.env["consumer.access"].search(about, limit=1)
        return {f"{prefix}{name}": record for name, record in records.items()}

    @classmethod
    def _dossier(cls, case, purpose):
        return cls.env["consumer.dossier"].create(
            {
                "complaint_id": case.id,
                "version": 1,
                "purpose": purpose,
                "made_at": "2026-03-02",
                "timeline_number": 1,
                "sha256": "0",
            }
        )

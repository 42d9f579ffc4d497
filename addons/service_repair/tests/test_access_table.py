import inspect

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.service_door.tests.access_table import AccessTable

from .common import FENGHUANG, RepairCase

ROLES = (
    "technician",
    "agent",
    "dispatcher",
    "manager",
    "contractor",
    "customer",
    "public",
    "plain",
)
# What each role may do with a model at all, in the order of ROLES: r(ead), w(rite),
# c(reate), u(nlink). "contractor" is a contractor's dispatcher, "customer" another
# portal user, "plain" somebody of the staff without a role in the repair service.
MODELS = """
helpdesk.ticket                 rwc  rwc   rwc   rwcu  r  r  -  r
service.station                 r    r     rw    rwcu  -  -  -  r
service.coverage                r    r     r     rwcu  -  -  -  r
service.mail                    -    -     r     r     -  -  -  -
service.ticket.link             -    r     r     r     -  -  -  -
service.visit.reminder          -    r     r     r     -  -  -  -
service.sms.loopback            -    -     -     r     -  -  -  -
service.form.press              -    -     -     -     -  -  -  -
service.region.figures          -    -     r     r     -  -  -  -
service.ticket.merge            -    rwcu  rwcu  rwcu  -  -  -  -
service.configuration.issue     -    -     -     rwcu  -  -  -  -
service.configuration.scope     -    -     -     rwcu  -  -  -  -
service.product.label           -    r     r     rwcu  -  -  -  -
service.visit.slot              -    rwcu  rwcu  rwcu  -  -  -  -
service.coverage.import         -    -     -     rwcu  -  -  -  -
service.coverage.import.column  -    -     -     rwcu  -  -  -  -
service.coverage.import.line    -    -     -     rwcu  -  -  -  -
service.coverage.proof          -    -     -     rwcu  -  -  -  -
service.coverage.proof.line     -    -     -     rwcu  -  -  -  -
service.visit                   r    rwc   rwc   rwcu  -  -  -  -
service.visit.assignment        r    r     r     r     -  -  -  -
service.visit.offer             r    r     r     r     -  -  -  -
service.visit.hand.over         rwcu rwcu  rwcu  rwcu  -  -  -  -
service.visit.figures           -    -     r     r     -  -  -  -
service.station.statement       -    -     -     r     -  -  -  -
service.station.statement.line  -    -     -     r     -  -  -  -
service.guide                   r    r     r     rwcu  -  -  -  r
service.guide.step              r    r     r     rwcu  -  -  -  r
service.visit.part              r    r     rwcu  rwcu  -  -  -  -
service.visit.checklist.item    r    r     rwcu  rwcu  -  -  -  -
service.checklist.template      r    r     r     rwcu  -  -  -  -
service.checklist.step          r    r     r     rwcu  -  -  -  -
"""
# The same for single records. Nobody has a right on what is another company's.
RECORDS = """
ticket of the own station       rw   rw    rw    rwu   -  r  -  -
ticket of one's own             rw   rw    rw    rwu   -  -  -  -
colleague's ticket              r    rw    rw    rwu   -  -  -  -
ticket of another station       -    rw    rw    rwu   -  -  -  -
ticket of no station            -    rw    rw    rwu   -  -  -  -
station                         r    r     rw    rwu   -  -  -  r
coverage                        r    r     r     rwu   -  -  -  r
customer's link                 -    r     r     r     -  -  -  -
mail                            -    -     r     r     -  -  -  -
merge of somebody else          -    -     -     -     -  -  -  -
import of somebody else         -    -     -     -     -  -  -  -
proof of somebody else          -    -     -     -     -  -  -  -
check of somebody else          -    -     -     -     -  -  -  -
hand-over of somebody else      -    -     -     -     -  -  -  -
visit of the own station        r    rw    rw    rwu   -  -  -  -
visit of another station        -    rw    rw    rwu   -  -  -  -
figures of a visit              -    -     r     r     -  -  -  -
statement                       -    -     -     r     -  -  -  -
guide                           r    r     r     rwu   -  -  -  r
part of the own station         r    r     rwu   rwu   -  -  -  -
part of another station         -    r     rwu   rwu   -  -  -  -
step of the own station         r    r     rwu   rwu   -  -  -  -
step of another station         -    r     rwu   rwu   -  -  -  -
checklist                       r    r     r     rwu   -  -  -  -
foreign part                    -    -     -     -     -  -  -  -
foreign step                    -    -     -     -     -  -  -  -
foreign checklist               -    -     -     -     -  -  -  -
foreign ticket                  -    -     -     -     -  -  -  -
foreign station                 -    -     -     -     -  -  -  -
foreign coverage                -    -     -     -     -  -  -  -
foreign customer's link         -    -     -     -     -  -  -  -
foreign mail                    -    -     -     -     -  -  -  -
foreign visit                   -    -     -     -     -  -  -  -
foreign figures of a visit      -    -     -     -     -  -  -  -
foreign statement               -    -     -     -     -  -  -  -
"""
# Who may call what the models offer to the web client without a record of their own.
SERVICES = {"service.desk": {"agent", "dispatcher", "manager"}}


@tagged("post_install", "-at_install")
class TestAccessTable(AccessTable, RepairCase):
    addon = "service_repair"
    roles = ROLES
    models = MODELS
    rows = RECORDS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        portal, staff = "base.group_portal", "base.group_user"
        cls.users = {
            "technician": cls.technician,
            "agent": cls.agent,
            "dispatcher": cls.dispatcher,
            "manager": cls.manager,
            "contractor": new_test_user(cls.env, "table_contractor", portal),
            "customer": new_test_user(cls.env, "table_customer", portal),
            "public": cls.env.ref("base.public_user"),
            "plain": new_test_user(cls.env, "table_plain", staff),
        }
        colleague = cls._create_user("technician", login="table_colleague")
        cls.fenghuang.write(
            {
                "kind": "contractor",
                "user_ids": cls.technician | colleague,
                "contractor_user_ids": cls.users["contractor"],
            }
        )
        company = cls.env["res.company"].create({"name": "Other company"})
        foreign = cls._create_station(
            "外站", [FENGHUANG], company_id=company.id, calendar_id=False
        )
        customer = cls.users["customer"].partner_id
        own = cls._create_ticket(partner_id=customer.id)
        other = cls._create_ticket("湖南省吉首市")
        theirs = cls._create_ticket(company_id=company.id, partner_id=customer.id)
        boss = new_test_user(cls.env, "table_boss", "service_repair.group_manager")
        made = cls.env(user=boss)
        Mail = cls.env["service.mail"]
        visits = cls.env["service.visit"].create(
            [{"ticket_id": ticket.id} for ticket in (own, other, theirs)]
        )
        cls._do(visits)
        figures = cls.env["service.visit.figures"]
        statements = cls.env["service.station.statement"].create(
            [
                {
                    "station_id": station.id,
                    "month": "2026-03-01",
                    "currency_id": station.currency_id.id,
                }
                for station in (cls.fenghuang, foreign)
            ]
        )
        parts, steps, lists = cls._work([own, other, theirs])
        cls.records = {
            "hand-over of somebody else": made["service.visit.hand.over"].create(
                {"visit_id": visits[0].id, "reason": "病了"}
            ),
            "visit of the own station": visits[0],
            "visit of another station": visits[1],
            "figures of a visit": figures.browse(visits[0].id),
            "statement": statements[0],
            "guide": cls.env["service.guide"].create({"name": "换电池"}),
            "foreign visit": visits[2],
            "foreign figures of a visit": figures.browse(visits[2].id),
            "foreign statement": statements[1],
            "part of the own station": parts[0],
            "part of another station": parts[1],
            "foreign part": parts[2],
            "step of the own station": steps[0],
            "step of another station": steps[1],
            "foreign step": steps[2],
            "checklist": lists[0],
            "foreign checklist": lists[2],
            "ticket of the own station": own,
            "ticket of one's own": cls._create_ticket(user_id=cls.technician.id),
            "colleague's ticket": cls._create_ticket(user_id=colleague.id),
            "ticket of another station": other,
            "ticket of no station": cls._create_ticket("没有地方"),
            "station": cls.jishou,
            "coverage": cls.jishou.coverage_ids,
            "customer's link": own._create_link(),
            "mail": Mail.create({"company_id": cls.env.company.id}),
            "merge of somebody else": made["service.ticket.merge"].create(
                {"ticket_ids": own.ids, "survivor_id": other.id}
            ),
            "import of somebody else": made["service.coverage.import"].create({}),
            "proof of somebody else": made["service.coverage.proof"].create({}),
            "check of somebody else": made["service.configuration.issue"].create(
                {"kind": "no_team", "severity": "1"}
            ),
            "foreign ticket": theirs,
            "foreign station": foreign,
            "foreign coverage": foreign.coverage_ids,
            "foreign customer's link": theirs._create_link(),
            "foreign mail": Mail.create({"company_id": company.id}),
        }

    @classmethod
    def _do(cls, visits):
        """Have somebody do these visits, one on each day of a week."""
        person = cls.env["resource.resource"].create(
            {"name": "李强", "service_station_id": cls.fenghuang.id}
        )
        for day, visit in enumerate(visits, 1):
            at = f"2026-03-0{day} 01:00:00"
            done = {"state": "done", "start": at, "finished_at": at}
            visit._decide({**done, "resource_id": person.id})

    @classmethod
    def _work(cls, tickets):
        """For a visit of each ticket: a part, a step, a checklist of its company."""
        visits = cls.env["service.visit"].create([{"ticket_id": t.id} for t in tickets])
        named = [{"visit_id": visit.id, "name": "x"} for visit in visits]
        return (
            cls.env["service.visit.part"].create(named),
            cls.env["service.visit.checklist.item"].create(named),
            cls.env["service.checklist.template"].create(
                [{"name": "x", "company_id": v.company_id.id} for v in visits]
            ),
        )

    def test_services(self):
        """What is called without a record refuses those whom it is not for."""
        abstract = {
            name: [each for each in vars_of(model) if not each.startswith("_")]
            for name, model in self.registry.items()
            if model._original_module == "service_repair" and model._abstract
        }
        offered = {name for name, methods in abstract.items() if methods}
        self.assertEqual(offered, SERVICES.keys())
        for name in offered:
            for role in set(ROLES) - SERVICES[name]:
                for method in abstract[name]:
                    call = getattr(self.env[name].with_user(self.users[role]), method)
                    needed = len(inspect.signature(call).parameters)
                    with self.subTest(role=role, method=method):
                        with self.assertRaises(AccessError):
                            call(*[{}] * needed)


def vars_of(model):
    """The names that this repository's classes give a model."""
    return {
        name
        for base in model.__mro__
        if "service_repair" in base.__module__
        for name, value in vars(base).items()
        if inspect.isfunction(value)
    }

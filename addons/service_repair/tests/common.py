from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

FENGHUANG = "433123"  # 凤凰县
JISHOU = "433101"  # 吉首市
XIANGXI = "433100"  # 湘西土家族苗族自治州
HUNAN = "430000"


class RepairCase(BaseCommon):
    """Stations in two counties of 湘西州, and a person of each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.regions = cls.env["service.region"]._from_code(
            [FENGHUANG, JISHOU, XIANGXI, HUNAN, "CN"]
        )
        cls.jishou = cls._create_station("吉首站", [XIANGXI], daily_capacity=6)
        cls.fenghuang = cls._create_station("凤凰站", [FENGHUANG])
        cls.technician = cls._create_user("technician")
        cls.agent = cls._create_user("agent")
        cls.dispatcher = cls._create_user("dispatcher")
        cls.manager = cls._create_user("manager")

    @classmethod
    def _create_user(cls, role, login=None, **values):
        login = login or f"repair_{role}"
        return new_test_user(cls.env, login, f"service_repair.group_{role}", **values)

    @classmethod
    def _region(cls, code):
        if code not in cls.regions:
            cls.regions.update(cls.env["service.region"]._from_code([code]))
        return cls.regions[code]

    @classmethod
    def _create_station(cls, name, codes=(), **values):
        """A station that covers the regions of these codes, open round the clock."""
        lines = [(0, 0, {"region_id": cls._region(code).id}) for code in codes]
        return cls.env["service.station"].create(
            {
                "name": name,
                "is_round_the_clock": True,
                "coverage_ids": lines,
                **values,
            }
        )

    @classmethod
    def _create_ticket(cls, address="湖南省凤凰县", **values):
        vals = {"is_repair": True, "address": address, "partner_name": "陈", **values}
        return cls.env["helpdesk.ticket"].create(vals)

    def _tracked(self, ticket):
        """The ticket with changes logged, which tests of other things do without."""
        self.env.flush_all()
        self.cr.precommit.run()  # what is tracked begins after the creation
        return ticket.with_context(tracking_disable=False, mail_notrack=False)

    def assertMoved(self, ticket, old, new):
        """The ticket's history shows one move, from `old` to `new`."""
        self.env.flush_all()
        self.cr.precommit.run()
        values = ticket.message_ids.sudo().tracking_value_ids
        move = values.filtered(lambda value: value.field_id.name == "station_id")
        self.assertEqual(move.old_value_char, old.name)
        self.assertEqual(move.new_value_char, new.name)
        self.assertEqual(move.new_value_integer, new.id)

    def assertAt(self, ticket, station):
        """The ticket is at this station, or (None) with the dispatchers."""
        self.assertEqual(ticket.station_id, station or ticket.station_id.browse())
        team = station.team_id if station else ticket.company_id._get_dispatch_team()
        self.assertEqual(ticket.team_id, team)

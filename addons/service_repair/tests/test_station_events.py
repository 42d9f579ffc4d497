from datetime import timedelta

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import FENGHUANG, RepairCase

IN_PROGRESS = "helpdesk_mgmt.helpdesk_ticket_stage_in_progress"


@tagged("post_install", "-at_install")
class TestStationEvents(RepairCase):
    def test_archiving_moves_what_nobody_began(self):
        """A station that closes gives up its unstarted tickets and keeps the others."""
        unstarted, started, chosen = (self._create_ticket() for _ in range(3))
        started.stage_id = self.env.ref(IN_PROGRESS)
        chosen.write({"station_id": self.jishou.id})
        chosen.write({"station_id": self.fenghuang.id, "station_by_hand": True})
        self.fenghuang.action_archive()
        self.assertAt(unstarted, self.jishou)
        self.assertIn("凤凰站 has closed down", unstarted.routing_reason)
        self.assertAt(started, self.fenghuang)
        self.assertAt(chosen, self.fenghuang)

    def test_an_archived_station_gets_nothing(self):
        """New tickets pass an archived station by."""
        self.fenghuang.action_archive()
        self.assertAt(self._create_ticket(), self.jishou)

    def test_pause(self):
        """A pause moves unstarted tickets; when it is over the station serves again."""
        ticket = self._create_ticket()
        self.fenghuang.action_pause_until_tomorrow()
        self.assertAt(ticket, self.jishou)
        self.assertIn("takes no work until", ticket.routing_reason)
        self.fenghuang.pause_until = fields.Datetime.now() - timedelta(minutes=1)
        self.assertAt(self._create_ticket(), self.fenghuang)
        self.fenghuang.action_resume()
        self.assertFalse(self.fenghuang.intake_paused)

    def test_last_person_leaves(self):
        """A station whose last person leaves takes no work until somebody comes."""
        self.fenghuang.user_ids = self.technician
        ticket = self._create_ticket()
        self.fenghuang.user_ids = False
        self.assertTrue(self.fenghuang.intake_paused)
        self.assertAt(ticket, self.jishou)
        self.fenghuang.user_ids = self.agent
        self.assertFalse(self.fenghuang.intake_paused)
        self.assertAt(self._create_ticket(), self.fenghuang)

    def test_last_person_leaves_the_company(self):
        """Archiving a user counts as leaving the station."""
        self.fenghuang.user_ids = self.technician
        ticket = self._create_ticket()
        self.technician.action_archive()
        self.assertTrue(self.fenghuang.intake_paused)
        self.assertAt(ticket, self.jishou)

    def test_a_station_without_people_from_the_start_works(self):
        """Contractors' people need not be users."""
        self.assertFalse(self.fenghuang.user_ids)
        self.assertAt(self._create_ticket(), self.fenghuang)

    def test_capacity_shrinks(self):
        """The oldest of today's tickets keep their place, the others move."""
        tickets = [self._create_ticket() for _ in range(4)]
        self.fenghuang.daily_capacity = 2
        self.assertEqual(
            [ticket.station_id for ticket in tickets],
            [self.fenghuang] * 2 + [self.jishou] * 2,
        )
        self.assertIn("凤凰站 is full (2 of 2 today)", tickets[-1].routing_reason)

    def test_backlog_does_not_count_against_today(self):
        """Tickets of earlier days stay when the capacity shrinks."""
        ticket = self._create_ticket()
        ticket.flush_recordset()
        ticket.routed_at = fields.Datetime.now() - timedelta(days=3)
        newer = self._create_ticket()
        self.fenghuang.daily_capacity = 1
        self.assertAt(ticket, self.fenghuang)
        self.assertAt(newer, self.fenghuang)

    def test_filling_up_within_a_batch(self):
        """A batch fills stations as it goes."""
        self.fenghuang.daily_capacity = 3
        tickets = self.env["helpdesk.ticket"].create(
            [{"is_repair": True, "address": "湖南省凤凰县"}] * 12
        )
        stations = tickets.mapped(lambda ticket: ticket.station_id.name or "")
        self.assertEqual(stations, ["凤凰站"] * 3 + ["吉首站"] * 6 + [""] * 3)

    def test_losing_hours_moves_emergencies(self):
        """An emergency does not wait at a station that is no longer open."""
        emergency = self._create_ticket(is_emergency=True)
        ordinary = self._create_ticket()
        self.fenghuang.write({"is_round_the_clock": False, "calendar_id": False})
        self.assertAt(emergency, self.jishou)
        self.assertAt(ordinary, self.fenghuang)

    def test_calendar_emptied_moves_emergencies(self):
        """The same, before the commit, when the hours vanish from the calendar."""
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Always",
                "attendance_ids": [
                    (
                        0,
                        0,
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": 0,
                            "hour_to": 24,
                        },
                    )
                    for day in range(7)
                ],
            }
        )
        self.fenghuang.write({"is_round_the_clock": False, "calendar_id": calendar.id})
        emergency = self._create_ticket(is_emergency=True)
        self.assertAt(emergency, self.fenghuang)
        calendar.attendance_ids = False
        self.cr.precommit.run()
        self.assertAt(emergency, self.jishou)

    def test_deleting_a_station(self):
        """A station without history goes, and its unstarted tickets move on."""
        ticket = self._create_ticket()
        self.fenghuang.unlink()
        self.assertAt(ticket, self.jishou)

    def test_a_station_with_history_is_archived_instead(self):
        """What a station served is not lost: the error says to archive it."""
        self._create_ticket().stage_id = self.env.ref(IN_PROGRESS)
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.fenghuang.unlink()

    def test_archived_region(self):
        """A ticket in a region that is archived later is routed without error."""
        ticket = self._create_ticket()
        region = self._region(FENGHUANG).sudo()
        region.active = False
        ticket.action_route()
        self.assertAt(ticket, self.fenghuang)
        self.assertAt(self._create_ticket(), None)

    def test_deleted_region(self):
        """A region that a station covers cannot be deleted; the error names why."""
        region = self.env["service.region"].create(
            {
                "name": "My own county",
                "code": "OWN-1",
                "level": "county",
                "parent_id": self._region("433100").id,
            }
        )
        line = self.env["service.coverage"].create(
            {"station_id": self.fenghuang.id, "region_id": region.id}
        )
        with self.assertRaises(UserError):
            region.unlink()
        line.unlink()
        region.unlink()
        self.assertFalse(region.exists())

    @mute_logger("odoo.sql_db")
    def test_constraints(self):
        """No two stations of a company share a code, no line comes twice."""
        self.fenghuang.code = "FH"
        with self.assertRaises(UniqueViolation):
            self.jishou.code = "FH"
            self.jishou.flush_recordset()
        with self.assertRaises(UniqueViolation):
            self.fenghuang.coverage_ids.copy()
        with self.assertRaises(CheckViolation):
            self.jishou.daily_capacity = -1
            self.jishou.flush_recordset()

    def test_counts(self):
        """The figures on a station's card."""
        started = self._create_ticket("湖南省吉首市")
        started.stage_id = self.env.ref(IN_PROGRESS)
        self._create_ticket("湖南省吉首市")
        self.jishou.invalidate_recordset()
        self.assertEqual(self.jishou.open_ticket_count, 2)
        self.assertEqual(self.jishou.today_ticket_count, 2)
        self.assertEqual(self.jishou.load_text, "2 of 6")
        self.assertAlmostEqual(self.jishou.load_percent, 100 / 3)
        self.assertEqual(self.jishou.coverage_count, 1)

    def test_form_shows_the_load_of_the_day(self):
        """In a form whose capacity is being changed, today's tickets still count."""
        self._create_ticket("湖南省吉首市")
        form = self.env["service.station"].new(
            {"daily_capacity": 8}, origin=self.jishou
        )
        self.assertEqual(form.load_text, "1 of 8")
        self.assertEqual(form.load_percent, 12.5)

    def test_a_phone_typed_with_a_new_station_is_kept(self):
        """It goes into the address that is made with the station, and follows it."""
        station = self._create_station("泸溪站", phone="0743-4262222")
        self.assertEqual(station.partner_id.phone, "0743-4262222")
        station.partner_id.phone = "0743-4263333"
        self.assertEqual(station.phone, "0743-4263333")

    def test_people_are_counted_while_they_work(self):
        """A card counts who has an account, and says when nobody has."""
        self.jishou.user_ids = self.technician | self.agent
        self.assertEqual(self.jishou.people_count, 2)
        self.agent.active = False
        self.jishou.invalidate_recordset()
        self.assertEqual(self.jishou.people_count, 1)
        self.assertEqual(self.fenghuang.people_count, 0)

    def test_made_with_the_station(self):
        """A station brings its address and its queue, whose members are its people."""
        station = self._create_station("泸溪站", user_ids=[(4, self.technician.id)])
        self.assertEqual(station.partner_id.name, "泸溪站")
        self.assertEqual(station.team_id.user_ids, self.technician)
        station.user_ids = self.agent
        self.assertEqual(station.team_id.user_ids, self.agent)

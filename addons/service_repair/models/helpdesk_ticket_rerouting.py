import json

from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.mail import generate_tracking_message_id

from .helpdesk_ticket_deadlines import TRAIT_FIELDS
from .helpdesk_ticket_routing import ROUTE_FIELDS

# What follows from the station.
QUEUE_FIELDS = ("team_id", "user_id", "stage_id", "unattended")

RECORD = """
   UPDATE helpdesk_ticket ticket
      SET routed_at = CASE
              WHEN ticket.station_id IS DISTINCT FROM new.station_id
              THEN %(now)s ELSE ticket.routed_at END,
          station_id = new.station_id, team_id = new.team_id,
          user_id = new.user_id, stage_id = new.stage_id,
          unattended = new.unattended,
          routing_steps = new.steps::jsonb,
          write_uid = %(uid)s, write_date = %(now)s
     FROM unnest(%(ids)s::int[], %(stations)s::int[], %(teams)s::int[],
                 %(users)s::int[], %(stages)s::int[],
                 %(unattended)s::bool[], %(steps)s::text[])
          AS new(id, station_id, team_id, user_id, stage_id,
                 unattended, steps)
    WHERE ticket.id = new.id AND ticket.station_by_hand IS NOT TRUE
RETURNING ticket.id
"""
LOG = """
WITH note AS (
    INSERT INTO mail_message (
        model, res_id, date, message_type, subtype_id, is_internal,
        author_id, email_from, message_id, body,
        create_uid, create_date, write_uid, write_date)
    SELECT %(model)s, id, %(now)s, 'notification', %(subtype)s, TRUE,
           %(author)s, %(email)s, %(message_id)s, '',
           %(uid)s, %(now)s, %(uid)s, %(now)s
      FROM unnest(%(ids)s::int[]) AS id
 RETURNING id, res_id)
INSERT INTO mail_tracking_value (
    mail_message_id, field_id, old_value_integer, old_value_char,
    new_value_integer, new_value_char,
    create_uid, create_date, write_uid, write_date)
SELECT note.id, %(field)s, move.old, move.old_name, move.new,
       move.new_name, %(uid)s, %(now)s, %(uid)s, %(now)s
  FROM unnest(%(ids)s::int[], %(old)s::int[], %(old_names)s::text[],
              %(new)s::int[], %(new_names)s::text[])
       AS move(id, old, old_name, new, new_name)
  JOIN note ON note.res_id = move.id
"""


class HelpdeskTicket(models.Model):
    """Routing existing tickets again, many at a time.

    What is decided is stored by one statement for all tickets: the ORM writes a hundred
    at a time, and its tracking posts one message after the other.
    """

    _inherit = "helpdesk.ticket"

    def action_route(self):
        """Route these tickets anew, and say what came of it.

        Tickets that are closed or placed by hand stay; so do those that somebody else
        is changing at this moment.
        """
        self.check_access("write")
        wanted = self.filtered(lambda t: t.is_repair and not t.closed)
        free = wanted.filtered(lambda t: not t.station_by_hand)
        locked = free.try_lock_for_update(allow_referencing=True)
        moved = locked._reroute()
        return self._notify_routed(len(moved), len(locked), len(self) - len(locked))

    def _notify_routed(self, moved, routed, left):
        message = self.env._(
            "%(moved)s of %(routed)s tickets went elsewhere.",
            moved=moved,
            routed=routed,
        )
        if left:
            message += " " + self.env._(
                "%(left)s were left as they are: closed, placed by hand, or being "
                "changed by somebody else.",
                left=left,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "warning" if left else "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _reroute(self, stay=False):
        """Decide for these repair tickets anew and record it.

        The number of queries does not depend on the number of tickets.

        :param stay: leave a ticket at its station while that can take it
        :return: the tickets whose station changed
        """
        # sudo: the outcome is the rule's, whoever asks for it
        tickets = self.sudo()
        tickets.flush_recordset()
        tickets.fetch([*ROUTE_FIELDS, *QUEUE_FIELDS, *TRAIT_FIELDS, "company_id"])
        decisions = self.env["service.routing"]._decide(tickets, stay)
        before = {ticket.id: ticket.station_id.id or None for ticket in tickets}
        traits = {ticket: ticket._deadline_traits() for ticket in tickets}
        if stay:
            tickets = tickets.filtered(
                lambda t: decisions[t.id].station != before[t.id]
            )
        written = tickets._record_routes(decisions) if tickets else tickets
        moved = written.filtered(lambda t: t.station_id.id != (before[t.id] or False))
        names = [*ROUTE_FIELDS, *QUEUE_FIELDS]
        # what else is computed from these follows; the queue was written with them
        with self.env.protecting([self._fields[name] for name in names], moved):
            moved.modified(names)
        moved._log_moves(before)
        written._deadline_report(traits)
        moved._deadline_refresh(self.env._("Another station has the ticket"))
        return self.browse(moved.ids)

    def _record_routes(self, decisions):
        """Store decisions and what follows from them, in one query.

        :return: the tickets written: those that nobody placed by hand meanwhile
        """
        rows = self._prepare_routes(decisions)
        columns = list(zip(*rows, strict=True))
        written = self.env.execute_query(
            SQL(
                RECORD,
                now=fields.Datetime.now(),
                uid=self.env.uid,
                ids=list(columns[0]),
                stations=list(columns[1]),
                teams=list(columns[2]),
                users=list(columns[3]),
                stages=list(columns[4]),
                unattended=list(columns[5]),
                steps=list(columns[6]),
            )
        )
        tickets = self.browse(id_ for (id_,) in written)
        names = [*ROUTE_FIELDS, *QUEUE_FIELDS]
        tickets.invalidate_recordset(names, flush=False)
        tickets.fetch(names)
        return tickets

    def _prepare_routes(self, decisions):
        """[(id, station, team, user, stage, unattended, steps)] to be stored."""
        Station = self.env["service.station"]
        stations = {
            ticket: Station.browse(decisions[ticket.id].station or []).sudo(self.env.su)
            for ticket in self
        }
        Station.concat(*stations.values()).fetch(["team_id"])
        teams = {t: t._team_at(stations[t]) or t.team_id for t in self}
        every_team = self.team_id.concat(*set(teams.values()))
        every_team.fetch(["company_id", "user_ids"])
        stages = self._stages_by_team(every_team)
        rows = []
        for ticket in self:
            team = teams[ticket]
            user = ticket.user_id if ticket.user_id in team.user_ids else None
            stage = ticket.stage_id
            if stage not in stages[team]:
                stage = stages[team][:1]
            rows.append(
                (
                    ticket.id,
                    decisions[ticket.id].station,
                    team.id or None,
                    user.id if user else None,
                    stage.id or None,
                    stage.unattended,
                    json.dumps(decisions[ticket.id].steps),
                )
            )
        return rows

    def _log_moves(self, before):
        """Log the change of station on each ticket, as tracking would, in one query.

        :param before: {ticket id: id of the station it had, or None}
        """
        if not self or self.env.context.get("tracking_disable"):
            return
        Station = self.env["service.station"].with_context(active_test=False)
        known = {id_ for id_ in before.values() if id_} | set(self.station_id.ids)
        names = {s.id: s.display_name for s in Station.browse(known).sudo(self.env.su)}
        author = self.env.user.partner_id
        field = self.env["ir.model.fields"]._get(self._name, "station_id")
        self.env["mail.message"].flush_model()
        self.env.execute_query(
            SQL(
                LOG,
                model=self._name,
                now=fields.Datetime.now(),
                subtype=self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note"),
                author=author.id,
                email=author.email_formatted,
                message_id=generate_tracking_message_id("station"),
                uid=self.env.uid,
                field=field.id,
                ids=self.ids,
                old=[before[t.id] or 0 for t in self],
                old_names=[names.get(before[t.id], "") for t in self],
                new=[t.station_id.id or 0 for t in self],
                new_names=[names.get(t.station_id.id, "") for t in self],
            )
        )
        self.invalidate_recordset(["message_ids"], flush=False)

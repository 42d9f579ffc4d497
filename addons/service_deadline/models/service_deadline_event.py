from datetime import datetime
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL


class Happening(NamedTuple):
    """A new entry of the log as plain data: starting clocks need not read it again."""

    id: int
    res_id: int
    at: datetime
    holder: str


class ServiceDeadlineEvent(models.Model):
    """The log of what happened to records: clocks are replayed from it.

    Entries are only ever added; the same event at the same moment is one entry, however
    often it is reported.
    """

    _name = "service.deadline.event"
    _description = "Deadline Event Entry"
    _order = "at, id"
    _rec_name = "type_id"

    res_model = fields.Char("Model", required=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True)
    type_id = fields.Many2one(
        "service.deadline.event.type", "Event", required=True, ondelete="restrict"
    )
    at = fields.Datetime(required=True, help="When it happened, not when it was typed.")
    holder = fields.Char(
        required=True,
        default="",
        help="Whose duty it starts; empty where the event leaves no doubt.",
    )

    # also the way to a record's events
    _once = models.UniqueIndex("(res_model, res_id, type_id, at, holder)")

    @api.model
    def _log(self, records, code, at, holder):
        """Enter an event for each record; return what is new, as `Happening`, and
        whether any of the records had entries before.

        Plain SQL: of two that report the same at once, one enters it and neither fails.
        """
        type_id = self.env["service.deadline.event.type"]._id_of(code)
        query = SQL(
            """INSERT INTO service_deadline_event AS entry
                   (res_model, res_id, type_id, at, holder, create_uid, create_date)
               SELECT %s, res_id, %s, %s, %s, %s, now() AT TIME ZONE 'UTC'
                 FROM unnest(%s) AS res_id
               ON CONFLICT DO NOTHING
            RETURNING id, res_id, EXISTS (SELECT FROM service_deadline_event earlier
                                   WHERE earlier.res_model = entry.res_model
                                     AND earlier.res_id = entry.res_id)""",
            *(records._name, type_id, at, holder, self.env.uid, records.ids),
        )
        rows = self.env.execute_query(query)
        happenings = [Happening(id_, res_id, at, holder) for id_, res_id, _had in rows]
        return happenings, any(had_entries for *_entry, had_entries in rows)

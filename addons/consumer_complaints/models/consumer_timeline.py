import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import chain, timeline_wording
from ..rules import lifecycle_wording as words

KINDS = [
    ("life", "Case"),
    ("attempt", "Contact Attempt"),
    ("promise", "Promise"),
    ("exhibit", "Exhibit"),
    ("path", "Path Comparison"),
    ("deadline", "Deadline"),
    ("letter", "Letter"),
    ("referral", "Referral"),
    ("dossier", "Dossier"),
    ("privacy", "Privacy"),
    ("note", "Note"),
]
# What the database refuses, whoever asks: changing an entry or taking one out. Only
# what is personal may go when its time is over, and leaves its hash.
GUARD = """
CREATE OR REPLACE FUNCTION consumer_timeline_guard() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND OLD.payload IS NOT NULL
       AND ROW(NEW.complaint_id, NEW.number, NEW.at, NEW.kind, NEW.code, NEW.actor,
               NEW.user_id, NEW.payload_hash, NEW.previous_hash, NEW.hash)
           IS NOT DISTINCT FROM
           ROW(OLD.complaint_id, OLD.number, OLD.at, OLD.kind, OLD.code, OLD.actor,
               OLD.user_id, OLD.payload_hash, OLD.previous_hash, OLD.hash) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'consumer_timeline is append-only'
        USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS consumer_timeline_guard ON consumer_timeline;
CREATE TRIGGER consumer_timeline_guard BEFORE UPDATE OR DELETE ON consumer_timeline
    FOR EACH ROW EXECUTE FUNCTION consumer_timeline_guard();
DROP TRIGGER IF EXISTS consumer_timeline_guard_all ON consumer_timeline;
CREATE TRIGGER consumer_timeline_guard_all BEFORE TRUNCATE ON consumer_timeline
    FOR EACH STATEMENT EXECUTE FUNCTION consumer_timeline_guard();
"""
INSERT = """
    INSERT INTO consumer_timeline (complaint_id, number, at, kind, code, actor, user_id,
                payload, payload_hash, previous_hash, hash, create_uid, create_date)
    SELECT *, %(uid)s, now() AT TIME ZONE 'UTC'
      FROM unnest(%(complaint_id)s::int[], %(number)s::int[], %(at)s::timestamp[],
                  %(kind)s::text[], %(code)s::text[], %(actor)s::text[],
                  %(user_id)s::int[], %(payload)s::text[], %(payload_hash)s::text[],
                  %(previous_hash)s::text[], %(hash)s::text[])
"""
# The case remembers how long its timeline is and how it ends: a cut-off end shows.
REMEMBER = """
    UPDATE consumer_complaint complaint
       SET timeline_count = new.number, timeline_head = new.hash
      FROM unnest(%(ids)s::int[], %(numbers)s::int[], %(hashes)s::text[])
           AS new(id, number, hash)
     WHERE complaint.id = new.id
"""


class ConsumerTimeline(models.Model):
    """Everything that happened to a case, in order: only ever added to.

    Each entry is hashed together with the one before (`rules.chain`). The database
    itself refuses changes; what gets past it is found and named by `_faults_of`.
    """

    _name = "consumer.timeline"
    _description = "Timeline Entry"
    _inherit = "consumer.access.mixin"
    _order = "complaint_id, number"
    _rec_name = "number"
    _log_access = True

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="restrict"
    )
    number = fields.Integer(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    actor = fields.Selection(list(words.ROLES.items()), required=True, readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    payload = fields.Text(readonly=True, help="Canonical JSON; empty once erased.")
    payload_hash = fields.Char(required=True, readonly=True)
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(required=True, readonly=True)
    title = fields.Char("What", compute="_compute_words")
    summary = fields.Char("In Short", compute="_compute_words")

    _once = models.UniqueIndex("(complaint_id, number)")

    def init(self):
        """The guard is the database's: it holds for who comes past this program too."""
        self.env.cr.execute(SQL(GUARD))

    @api.depends_context("lang")
    def _compute_words(self):
        for entry in self:
            entry.title = timeline_wording.title(entry.kind, entry.code, self.env._)
            entry.summary = timeline_wording.summary(
                entry._content(), entry.kind, self.env._
            )

    @api.model
    def _append(self, news, actor, at=None):
        """Add entries to the timelines of complaints.

        :param news: [(complaint, kind, code, payload)], in order; payload is a dict
        :param actor: a role of the lifecycle
        """
        if not news:
            return
        at = (at or fields.Datetime.now()).replace(microsecond=0)
        complaints = self.env["consumer.complaint"].union(*(new[0] for new in news))
        ends = self._ends_of(complaints)
        rows = []
        for complaint, kind, code, payload in news:
            case, number, head = ends[complaint.id]
            stamp = _stamp(at)
            entry = chain.link(
                case, number + 1, head, stamp, kind, code, actor, payload
            )
            ends[complaint.id] = case, entry.number, entry.hash
            rows.append((complaint.id, at, entry))
        self._insert(rows)
        self._remember(complaints, ends)

    @api.model
    def _ends_of(self, complaints):
        """{complaint id: (number of the case, entries so far, hash of the last)}"""
        complaints.flush_recordset(["number", "timeline_count", "timeline_head"])
        query = SQL(
            "SELECT id, number, coalesce(timeline_count, 0),"
            " coalesce(timeline_head, '')"
            " FROM consumer_complaint WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
            complaints.ids,
        )
        return {id_: tuple(end) for id_, *end in self.env.execute_query(query)}

    @api.model
    def _insert(self, rows):
        values = {
            "complaint_id": [id_ for id_, _at, _entry in rows],
            "at": [at for _id, at, _entry in rows],
            "user_id": [self.env.uid] * len(rows),
        }
        names = "number kind code actor payload payload_hash previous_hash hash"
        for name in names.split():
            values[name] = [getattr(entry, name) for _id, _at, entry in rows]
        self.env.execute_query(
            SQL(f"{INSERT} RETURNING id", uid=self.env.uid, **values)
        )

    @api.model
    def _remember(self, complaints, ends):
        self.env.cr.execute(
            SQL(
                REMEMBER,
                ids=complaints.ids,
                numbers=[ends[id_][1] for id_ in complaints.ids],
                hashes=[ends[id_][2] for id_ in complaints.ids],
            )
        )
        names = ["timeline_count", "timeline_head", "timeline_ids"]
        complaints.invalidate_recordset(names, flush=False)

    def _entry(self):
        """The entry as the rules take it."""
        self.ensure_one()
        head = self.complaint_id.number, self.number, _stamp(self.at)
        what = self.kind, self.code, self.actor, self.payload or None
        hashes = self.payload_hash, self.previous_hash or "", self.hash
        return chain.Entry(*head, *what, *hashes)

    def _content(self):
        """What an entry holds, as a dict; empty where it was erased."""
        self.ensure_one()
        return json.loads(self.payload) if self.payload else {}

    def action_check(self):
        """Check the timelines that these entries belong to."""
        return self.complaint_id.action_check_chain()

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list:
            raise UserError(self.env._("Timelines are written by what happens alone."))
        return super().create(vals_list)

    def write(self, vals):
        if vals:
            raise UserError(self.env._("A timeline can't be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Nothing is taken out of a timeline."))


def _stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

KINDS = [
    ("identity", "Identity Shown"),
    ("searched", "Identity Searched For"),
    ("exhibit", "Exhibit Opened"),
    ("dossier", "Dossier Opened"),
    ("exported", "Exported"),
]
# Where a draft is deleted, its entries stay and lead nowhere; nothing else changes.
GUARD = """
CREATE OR REPLACE FUNCTION consumer_access_guard() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND (NEW.complaint_id IS NULL OR NEW.complaint_id = OLD.complaint_id)
       AND (NEW.complainant_id IS NULL OR NEW.complainant_id = OLD.complainant_id)
       AND ROW(NEW.user_id, NEW.at, NEW.hour, NEW.kind, NEW.what, NEW.number,
               NEW.count, NEW.company_id)
           IS NOT DISTINCT FROM
           ROW(OLD.user_id, OLD.at, OLD.hour, OLD.kind, OLD.what, OLD.number,
               OLD.count, OLD.company_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'consumer_access is append-only'
        USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS consumer_access_guard ON consumer_access;
CREATE TRIGGER consumer_access_guard BEFORE UPDATE OR DELETE ON consumer_access
    FOR EACH ROW EXECUTE FUNCTION consumer_access_guard();
DROP TRIGGER IF EXISTS consumer_access_guard_all ON consumer_access;
CREATE TRIGGER consumer_access_guard_all BEFORE TRUNCATE ON consumer_access
    FOR EACH STATEMENT EXECUTE FUNCTION consumer_access_guard();
"""
INSERT = """
    INSERT INTO consumer_access (user_id, at, hour, kind, count, create_uid,
                create_date, complainant_id, complaint_id, number, what, company_id)
    SELECT %(uid)s, %(at)s, date_trunc('hour', %(at)s), %(kind)s, %(count)s, %(uid)s,
           %(at)s, *
      FROM unnest(%(complainant_id)s::int[], %(complaint_id)s::int[],
                  %(number)s::text[], %(what)s::text[], %(company_id)s::int[])
        ON CONFLICT DO NOTHING
"""


class ConsumerAccess(models.Model):
    """Who saw whose identity, opened proof, or took cases out: only ever added to.

    Entered where records are read (`consumer.access.mixin`), so no door leads around
    it. One entry for each user, record and hour: the log stays readable. It names
    nobody but the staff; whom it was about is told by the case.
    """

    _name = "consumer.access"
    _description = "Look at Personal Data"
    _order = "at desc, id desc"
    _rec_name = "number"

    user_id = fields.Many2one(
        "res.users", "Seen By", required=True, readonly=True, ondelete="restrict"
    )
    at = fields.Datetime("When", required=True, readonly=True)
    hour = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(KINDS, "What Was Done", required=True, readonly=True)
    complainant_id = fields.Many2one(
        "consumer.complainant",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    complaint_id = fields.Many2one(
        "consumer.complaint", readonly=True, index="btree_not_null", ondelete="set null"
    )
    number = fields.Char(
        "Complaint's Number", readonly=True, help="Stays where a draft is deleted."
    )
    what = fields.Char(
        readonly=True, help="An exhibit's label, a version, or a kind of records."
    )
    about = fields.Char("About What", compute="_compute_about")
    count = fields.Integer("Records", required=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    # each export is told; everything else once an hour
    _once = models.UniqueIndex(
        "(user_id, hour, kind, COALESCE(complainant_id, 0), COALESCE(complaint_id, 0),"
        " COALESCE(what, '')) WHERE kind != 'exported'"
    )

    def init(self):
        """The guard is the database's: it holds for who comes past this program too."""
        self.env.cr.execute(SQL(GUARD))

    @api.depends("what")
    @api.depends_context("lang")
    def _compute_about(self):
        """Kinds of records in the reader's words."""
        models = self.env["ir.model"]
        for look in self:
            name = look.what in self.env and models._get(look.what).name
            look.about = name or look.what

    @api.model
    def _note(self, kind, records):
        """Enter that the user sees these records, each as an entry of its own."""
        # sudo: what is entered is the log's, not the user's to choose
        records = records._origin.sudo().with_context(active_test=False)
        about = [record._access_facts() for record in records.exists()]
        if about:
            self._insert(kind, about)

    @api.model
    def _note_export(self, records):
        """Enter that the user takes these records out, all as one entry."""
        # sudo: as above
        facts = records.sudo()._access_facts() if len(records) == 1 else {}
        self._insert("exported", [{**facts, "what": records._name}], len(records))

    @api.model
    def _note_search(self, model):
        """Enter that the user looks for somebody by name, number or address."""
        self._insert("searched", [{"what": model}])

    @api.model
    def _insert(self, kind, about, count=1):
        names = "complainant_id complaint_id number what company_id".split()
        columns = {name: [facts.get(name) or None for facts in about] for name in names}
        columns["company_id"] = [
            company or self.env.company.id for company in columns["company_id"]
        ]
        self.env.cr.execute(
            SQL(
                INSERT,
                uid=self.env.uid,
                at=fields.Datetime.now(),
                kind=kind,
                count=count,
                **columns,
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list:
            raise UserError(self.env._("Looks are entered by looking alone."))
        return super().create(vals_list)

    def write(self, vals):
        if vals:
            raise UserError(self.env._("The log of looks can't be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Nothing is taken out of the log of looks."))

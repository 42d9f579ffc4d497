import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL
from odoo.tools.mimetypes import guess_mimetype

from ..rules import privacy

SOURCES = [
    ("consumer", "Consumer"),
    ("agent", "Staff"),
    ("respondent", "Respondent"),
    ("body", "Body"),
]
# What may still be put right: the label on the file, not the file.
CHANGEABLE = {"kind_id", "note", "is_released"}
ERASED = {"content", "erased_at", "name", "note"}
GUARD = """
CREATE OR REPLACE FUNCTION consumer_exhibit_guard() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND ROW(NEW.complaint_id, NEW.number, NEW.sha256, NEW.size,
               NEW.mimetype, NEW.received_at, NEW.source, NEW.replaces_id, NEW.identity)
           IS NOT DISTINCT FROM
           ROW(OLD.complaint_id, OLD.number, OLD.sha256, OLD.size,
               OLD.mimetype, OLD.received_at, OLD.source, OLD.replaces_id, OLD.identity)
       AND (NEW.name = OLD.name
            OR (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL))
       AND (OLD.erased_at IS NULL OR NEW.erased_at = OLD.erased_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an exhibit is never changed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS consumer_exhibit_guard ON consumer_exhibit;
CREATE TRIGGER consumer_exhibit_guard BEFORE UPDATE OR DELETE ON consumer_exhibit
    FOR EACH ROW EXECUTE FUNCTION consumer_exhibit_guard();
DROP TRIGGER IF EXISTS consumer_exhibit_guard_all ON consumer_exhibit;
CREATE TRIGGER consumer_exhibit_guard_all BEFORE TRUNCATE ON consumer_exhibit
    FOR EACH STATEMENT EXECUTE FUNCTION consumer_exhibit_guard();
"""


class ConsumerExhibit(models.Model):
    """A file that proves something: hashed when it arrives, never changed afterwards.

    A better version of it is a new exhibit that names the one it replaces.
    """

    _name = "consumer.exhibit"
    _description = "Exhibit"
    _inherit = "consumer.access.mixin"
    _access_kind = "exhibit"
    _access_fields = frozenset(("content",))
    _order = "complaint_id, number"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="restrict"
    )
    number = fields.Integer(required=True, readonly=True)
    label = fields.Char(compute="_compute_label")
    name = fields.Char("File", required=True, readonly=True)
    kind_id = fields.Many2one("consumer.exhibit.kind", index="btree_not_null")
    content = fields.Binary(attachment=True, readonly=True)
    sha256 = fields.Char("SHA-256", required=True, readonly=True)
    size = fields.Integer("Bytes", required=True, readonly=True)
    mimetype = fields.Char("Kind of File", required=True, readonly=True)
    received_at = fields.Datetime(required=True, readonly=True)
    source = fields.Selection(SOURCES, required=True, readonly=True)
    replaces_id = fields.Many2one(
        "consumer.exhibit", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    replaced_by_ids = fields.One2many("consumer.exhibit", "replaces_id", readonly=True)
    identity = fields.Boolean(
        readonly=True, help="It shows who the complainant is, as an identity card does."
    )
    is_released = fields.Boolean(
        "Respondent Sees It",
        help="The respondent sees the consumer's proof once somebody has looked at it "
        "and released it; never what shows who the complainant is.",
    )
    note = fields.Char()
    erased_at = fields.Datetime(
        readonly=True, help="When its content was erased; the hash stays."
    )

    _once = models.UniqueIndex("(complaint_id, number)")

    def init(self):
        """The guard is the database's: it holds for who comes past this program too."""
        self.env.cr.execute(SQL(GUARD))

    @api.depends("number")
    def _compute_label(self):
        for exhibit in self:
            exhibit.label = f"E{exhibit.number}"

    @api.depends("label", "name")
    def _compute_display_name(self):
        for exhibit in self:
            exhibit.display_name = f"{exhibit.label} {exhibit.name}"

    @api.model_create_multi
    def create(self, vals_list):
        """Receive files: number, hash and moment are told by the file and the clock."""
        numbers = self._next_numbers([vals.get("complaint_id") for vals in vals_list])
        now = fields.Datetime.now()
        for vals, number in zip(vals_list, numbers, strict=True):
            vals |= self._facts_of(vals.get("content"))
            vals |= {"number": number, "received_at": now, "erased_at": False}
            vals.setdefault("source", "agent")
        exhibits = super().create(vals_list)
        exhibits._check_replaced()
        exhibits._log_received()
        return exhibits

    @api.model
    def _facts_of(self, content):
        """Hash, size and kind of a file, told by its bytes alone."""
        raw = base64.b64decode(content or b"")
        if not raw:
            raise ValidationError(
                self.env._("An exhibit needs a file that is not empty.")
            )
        return {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "size": len(raw),
            "mimetype": guess_mimetype(raw),
        }

    @api.model
    def _next_numbers(self, complaint_ids):
        """The number of each new exhibit in its case; cases count for themselves."""
        complaints = self.env["consumer.complaint"].browse(set(complaint_ids))
        groups = self.env["consumer.exhibit"]._read_group(
            [("complaint_id", "in", complaints.ids)], ["complaint_id"], ["number:max"]
        )
        last = {complaint.id: number for complaint, number in groups}
        numbers = []
        for id_ in complaint_ids:
            last[id_] = last.get(id_, 0) + 1
            numbers.append(last[id_])
        return numbers

    def _check_replaced(self):
        for exhibit in self.filtered("replaces_id"):
            if exhibit.replaces_id.complaint_id != exhibit.complaint_id:
                raise ValidationError(
                    self.env._("An exhibit replaces one of the same case.")
                )

    def _log_received(self):
        """One entry a file, with its hash: the timeline proves when it came."""
        for source, exhibits in self.grouped("source").items():
            news = [
                (exhibit.complaint_id, "exhibit", "received", exhibit._told())
                for exhibit in exhibits
            ]
            actor = self.env["consumer.complaint"]._own_role()
            actor = actor if source == "agent" else source
            self.env["consumer.timeline"]._append(news, actor)

    def _log_released(self, is_released):
        """Who showed the respondent what, and who took it back."""
        code = "released" if is_released else "withheld"
        for exhibit in self:
            exhibit.complaint_id._log("exhibit", code, {"exhibit": exhibit.label})

    def _told(self):
        """What the timeline tells of an exhibit; names of files may be personal."""
        self.ensure_one()
        replaced = self.replaces_id
        return {
            "exhibit": self.label,
            "sha256": self.sha256,
            "size": self.size,
            **({"replaces": replaced.label} if replaced else {}),
        }

    def write(self, vals):
        if set(vals) - CHANGEABLE and not self._erasing(vals):
            raise UserError(
                self.env._(
                    "An exhibit is never changed: a better version is a new one."
                )
            )
        result = super().write(vals)
        if "is_released" in vals:
            self._log_released(vals["is_released"])
        return result

    def _erasing(self, vals):
        """Retention takes the content and the words out, and nothing else."""
        return (
            self.env.su
            and set(vals) <= ERASED
            and not any(vals.get(name) for name in ("content", "note"))
        )

    def _erase(self):
        """Take the files out, and what they are called; what they were is proved by
        their hashes. The moment first: it is what lets the file go."""
        # sudo: whoever may erase a case erases its proof
        exhibits = self.sudo().filtered(lambda exhibit: not exhibit.erased_at)
        now = fields.Datetime.now()
        exhibits.write({"erased_at": now, "name": privacy.ERASED, "note": False})
        exhibits.write({"content": False})

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An exhibit is never deleted."))

    def _access_facts(self):
        return {**super()._access_facts(), "what": self.label}

    def _note_access(self, names):
        """How big a file is may be asked without opening it."""
        if self.env.context.get("bin_size"):
            return None
        return super()._note_access(names)

    def _is_intact(self):
        """Whether the file is the one that was received, or was erased in time."""
        self.ensure_one()
        if self.erased_at:
            return True
        # sudo: the check reads all, whoever asks for it
        content = self.sudo().with_context(bin_size=False).content
        raw = base64.b64decode(content or b"")
        return hashlib.sha256(raw).hexdigest() == self.sha256

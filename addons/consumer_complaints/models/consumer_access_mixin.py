from odoo import models


class ConsumerAccessMixin(models.AbstractModel):
    """For models whose reading and export is entered in `consumer.access`.

    It sits where the ORM fetches values and hands them out, below `read`, `web_read`,
    `search_read`, `copy_data` and exports. What the program reads for itself, with
    sudo, is no look of the user. A host names its fields, and makes them
    ``prefetch=False``: they are then fetched only for who asks for them.
    """

    _name = "consumer.access.mixin"
    _description = "Looks Are Logged"
    _access_kind = "identity"
    _access_fields = frozenset()

    def _access_facts(self):
        """Hook: what the log tells of this record, as values of `consumer.access`."""
        self.ensure_one()
        complaint = self.complaint_id if "complaint_id" in self._fields else self
        return {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "company_id": complaint.company_id.id,
        }

    def _note_access(self, names):
        """Enter a look, if it is one: at one of the fields, not by the program."""
        if self and not self.env.su and self._access_fields.intersection(names):
            self.env["consumer.access"]._note(self._access_kind, self)

    def _fetch_query(self, query, fields):
        fetched = super()._fetch_query(query, fields)
        fetched._note_access(field.name for field in fields)
        return fetched

    def _read_format(self, fnames, load="_classic_read"):
        self._note_access(fnames)
        return super()._read_format(fnames, load)

    def _export_rows(self, fields, **options):
        self._note_access(path[0] for path in fields if path)
        return super()._export_rows(fields, **options)

    def export_data(self, fields_to_export):
        self.env["consumer.access"]._note_export(self)
        return super().export_data(fields_to_export)

from odoo import fields, models

# What a call consists of, in the order in which it is told.
CALL_FIELDS = (
    "caller_phone",
    "partner_name",
    "address",
    "product_id",
    "serial_number",
    "fault",
)


class HelpdeskTicket(models.Model):
    """What the hotline desk leaves on a ticket."""

    _inherit = "helpdesk.ticket"

    desk_key = fields.Char(
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="The call at the hotline desk that made the ticket; it makes no other.",
    )

    _desk_key_uniq = models.UniqueIndex(
        "(desk_key) WHERE desk_key IS NOT NULL",
        "This call has been saved already.",
    )

    def _describe_call(self):
        """What the caller said, as lines of "label: value"."""
        self.ensure_one()
        lines = []
        for name in CALL_FIELDS:
            field, value = self._fields[name], self[name]
            if value:
                text = value.display_name if field.relational else value
                lines.append(f"{field._description_string(self.env)}: {text}")
        return lines

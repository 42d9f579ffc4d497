from odoo import api, fields, models


class ServiceSpecialDayFillLine(models.TransientModel):
    """One change that filling a calendar would make."""

    _name = "service.special.day.fill.line"
    _description = "Change by Filling In Holidays"
    _order = "date, id"

    fill_id = fields.Many2one(
        "service.special.day.fill", required=True, ondelete="cascade", index=True
    )
    action = fields.Selection(
        [
            ("added", "Add"),
            ("changed", "Change"),
            ("removed", "Remove"),
            ("kept", "Keep"),
        ],
        required=True,
    )
    date = fields.Date(required=True)
    name = fields.Char()
    before = fields.Char(string="In the Calendar")
    after = fields.Char(string="Published")

    @api.model
    def _prepare(self, change):
        """The values of the line that shows a `Change`."""
        named = change.wanted or change.held.row
        if change.action == "kept":
            named = change.held.row
        return {
            "action": change.action,
            "date": change.day,
            "name": dict(named.names).get(self.env.lang) or dict(named.names)["en_US"],
            "before": change.held and self._say(change.held.row),
            "after": change.wanted and self._say(change.wanted),
        }

    @api.model
    def _say(self, row):
        """What a `DayRow` makes of its day, in a word or two."""
        kinds = dict(
            self.env["service.special.day"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        kind = kinds["on" if row.working else "off"]
        if row.hours:
            return f"{kind} {_clock(row.hours[0])}–{_clock(row.hours[1])}"
        return kind


def _clock(hour):
    minutes = round(hour * 60)
    return f"{minutes // 60}:{minutes % 60:02}"

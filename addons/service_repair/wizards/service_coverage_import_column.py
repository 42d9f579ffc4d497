from odoo import api, fields, models


class ServiceCoverageImportColumn(models.TransientModel):
    """What a column of the imported table holds."""

    _name = "service.coverage.import.column"
    _description = "Column of a Coverage Import"
    _order = "position"

    import_id = fields.Many2one(
        "service.coverage.import", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(required=True)
    name = fields.Char(string="Title", readonly=True)
    sample = fields.Char(string="For Example", readonly=True)
    role = fields.Selection(
        [
            ("region", "Region, or a part of it"),
            ("address", "Address"),
            ("station", "Station"),
            ("category", "Product category"),
            ("emergency", "For emergencies only"),
        ],
        string="Holds",
        help="Several columns may be parts of the region, from the large to the small. "
        "The address counts in rows without a region.",
    )

    @api.depends("name", "position")
    def _compute_display_name(self):
        for column in self:
            column.display_name = column.name or str(column.position + 1)

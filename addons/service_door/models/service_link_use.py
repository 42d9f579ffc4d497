from odoo import fields, models


class ServiceLinkUse(models.Model):
    """What was done by a link, when, and from where."""

    _name = "service.link.use"
    _description = "Use of a Link"
    _order = "at desc, id desc"
    _rec_name = "action"

    link_model = fields.Char(required=True, readonly=True)
    link_id = fields.Many2oneReference(
        model_field="link_model", required=True, readonly=True
    )
    at = fields.Datetime(string="Moment", required=True, readonly=True)
    action = fields.Char(required=True, readonly=True)
    address = fields.Char(
        string="From",
        readonly=True,
        help="Stands for the address on the internet, and does not tell it: uses from "
        "the same one have the same letters.",
    )

    _link_at = models.Index("(link_model, link_id, at)")

from odoo import fields, models
from odoo.orm.model_classes import add_to_registry

NAME = "service.link.test"


def use_fake_link(test_class):
    """Give a test class a model of links, which lead to contacts."""

    class TestLink(models.Model):
        _name = NAME
        _inherit = ["service.link.mixin"]
        _description = "Test Link"
        _module = "service_door"
        _log_access = True

        partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
        url = fields.Char(groups="base.group_user")
        last_used_at = fields.Datetime(groups="base.group_user")

        def _link_path(self):
            return "/door/test/"

        def _leads_somewhere(self):
            return self.partner_id.active

        def _check_may_manage(self):
            self.partner_id.check_access("write")

    registry = test_class.registry
    add_to_registry(registry, TestLink)
    test_class.addClassCleanup(registry.__delitem__, NAME)
    registry._setup_models__(test_class.env.cr, [NAME])
    registry.init_models(test_class.env.cr, [NAME], {"models_to_check": True})
    test_class.env["ir.model.access"].create(
        {
            "name": "test link",
            "model_id": test_class.env["ir.model"]._get_id(NAME),
            "group_id": test_class.env.ref("base.group_user").id,
            "perm_read": True,
        }
    )
    return test_class.env[NAME]

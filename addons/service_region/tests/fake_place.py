from odoo import models
from odoo.orm.model_classes import add_to_registry


def use_fake_place(test_class):
    """Give a test class a model of its own that has an address with a region."""

    class TestPlace(models.Model):
        _name = "service.region.test.place"
        _inherit = ["service.region.mixin"]
        _description = "Test Place"
        _module = "service_region"
        _log_access = True

    name, registry = TestPlace._name, test_class.registry
    add_to_registry(registry, TestPlace)
    test_class.addClassCleanup(registry.__delitem__, name)
    registry._setup_models__(test_class.env.cr, [name])
    registry.init_models(test_class.env.cr, [name], {"models_to_check": True})
    test_class.env["ir.model.access"].create(
        {
            "name": "test place",
            "model_id": test_class.env["ir.model"]._get_id(name),
            "group_id": test_class.env.ref("base.group_user").id,
            "perm_read": True,
            "perm_write": True,
            "perm_create": True,
            "perm_unlink": True,
        }
    )
    return test_class.env[name]

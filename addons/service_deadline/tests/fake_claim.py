from odoo import fields, models
from odoo.orm.model_classes import add_to_registry


def use_fake_claim(test_class):
    """Give a test class a model of its own that keeps deadlines."""

    class TestClaim(models.Model):
        _name = "service.deadline.test.claim"
        _inherit = ["mail.thread", "mail.activity.mixin", "service.deadline.mixin"]
        _description = "Test Claim"
        _module = "service_deadline"
        _log_access = True

        name = fields.Char()
        company_id = fields.Many2one("res.company")
        user_id = fields.Many2one("res.users")
        category = fields.Char()
        sector = fields.Char()
        province = fields.Char()
        calendar_id = fields.Many2one("resource.calendar")
        escalated = fields.Integer()
        breaches = fields.Json()  # names of clocks, as the hook heard of them
        told = fields.Json()  # what became of promises

        def _deadline_event_codes(self):
            known = super()._deadline_event_codes()
            return known | {"opened", "answered", "waiting", "going_on", "dropped"}

        def _deadline_facts(self, event):
            return {
                **super()._deadline_facts(event),
                "sector": self.sector or "",
                "province": self.province or "",
            }

        def _deadline_calendar(self):
            return self.sudo().calendar_id or super()._deadline_calendar()

        def write(self, vals):
            result = super().write(vals)
            if {"category", "sector", "province", "calendar_id"} & vals.keys():
                self._deadline_refresh("Changed")
            return result

        def _deadline_breached(self, deadlines):
            result = super()._deadline_breached(deadlines)
            for clock in deadlines:
                claim = clock._record()
                claim.breaches = [*(claim.breaches or []), clock.name]
            return result

        def _deadline_promised(self, promises):
            self.told = [*(self.told or []), *("made" for _each in promises)]
            return super()._deadline_promised(promises)

        def _deadline_promise_ended(self, promises, how):
            self.told = [*(self.told or []), how]
            return super()._deadline_promise_ended(promises, how)

        def _deadline_escalate(self, deadlines, step):
            for claim in self:
                claim.escalated += 1

    name, registry = TestClaim._name, test_class.registry
    add_to_registry(registry, TestClaim)
    test_class.addClassCleanup(registry.__delitem__, name)
    registry._setup_models__(test_class.env.cr, [name])
    registry.init_models(test_class.env.cr, [name], {"models_to_check": True})
    test_class.env["ir.model.access"].create(
        {
            "name": "test claim",
            "model_id": test_class.env["ir.model"]._get_id(name),
            "group_id": test_class.env.ref("base.group_user").id,
            "perm_read": True,
            "perm_write": True,
            "perm_create": True,
            "perm_unlink": True,
        }
    )
    return test_class.env[name]

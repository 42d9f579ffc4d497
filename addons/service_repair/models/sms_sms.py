from odoo import fields, models


class SmsSms(models.Model):
    """SMS about visits go by the gateway of the visit's company, and what became of
    them is told to the visit."""

    _inherit = "sms.sms"

    service_reminder_ids = fields.One2many(
        "service.visit.reminder", "sms_id", groups="service_repair.group_agent"
    )

    def _get_sms_company(self):
        # sudo: whose SMS it is, whoever sends it
        about = self.sudo().service_reminder_ids.company_id
        return about.sudo(self.env.su) or super()._get_sms_company()

    def _of_companies(self):
        """(company, its SMS about visits) of each, then (none, the others)."""
        # sudo: as above
        about = self.filtered(lambda sms: sms.sudo().service_reminder_ids)
        yield from about.grouped(lambda sms: sms._get_sms_company()).items()
        yield self.env["res.company"], self - about

    def _split_by_api(self):
        for company, rows in self._of_companies():
            if company:
                rows = rows.with_company(company)
                yield company._get_sms_api_class()(rows.env), rows
            elif rows:
                yield from super(SmsSms, rows)._split_by_api()

    def _send(self, *args, **kwargs):
        """The queue hands in the SMS of all companies together."""
        if self.env.context.get("sms_api"):
            return super()._send(*args, **kwargs)
        for company, rows in self._of_companies():
            if rows:
                rows = rows.with_company(company or self.env.company)
                super(SmsSms, rows)._send(*args, **kwargs)
        return None

    def _handle_call_result_hook(self, results):
        """Agents see which customers could not be told."""
        labels = dict(self._fields["failure_type"]._description_selection(self.env))
        # sudo: what became of an SMS is noted, whoever sent it
        for sms in self.sudo().filtered("service_reminder_ids"):
            if sms.state == "error":
                detail = labels.get(sms.failure_type)
                sms.service_reminder_ids._fail("refused", detail)
            else:
                sms.service_reminder_ids._took()
        return super()._handle_call_result_hook(results)

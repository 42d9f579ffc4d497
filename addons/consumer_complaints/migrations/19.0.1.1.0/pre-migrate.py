"""What the update brings anew: letters that nobody changed, and the rule by which an
agent sees complainants without a case, which was too wide."""

LETTERS = [
    "mail_template_acknowledgement",
    "mail_template_holding",
    "mail_template_final_answer",
    "mail_template_deadlock",
    "mail_template_referral",
]


def migrate(cr, version):
    cr.execute(
        """WITH unchanged AS (
               DELETE FROM mail_template template USING ir_model_data name
                WHERE name.module = 'consumer_complaints'
                  AND name.model = 'mail.template' AND name.name = ANY(%s)
                  AND template.id = name.res_id
                  AND template.write_date <= template.create_date + interval '1 minute'
            RETURNING template.id)
           DELETE FROM ir_model_data
            WHERE model = 'mail.template' AND res_id IN (SELECT id FROM unchanged)""",
        [LETTERS],
    )
    cr.execute(
        """WITH wide AS (
               DELETE FROM ir_rule rule USING ir_model_data name
                WHERE name.module = 'consumer_complaints' AND name.model = 'ir.rule'
                  AND name.name = 'consumer_complainant_rule_agent'
                  AND rule.id = name.res_id
            RETURNING rule.id)
           DELETE FROM ir_model_data
            WHERE model = 'ir.rule' AND res_id IN (SELECT id FROM wide)"""
    )

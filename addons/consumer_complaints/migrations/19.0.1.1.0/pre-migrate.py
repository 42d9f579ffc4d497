"""Letters that nobody changed make way for their new texts, which the update brings."""

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

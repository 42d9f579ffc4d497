from odoo import api, fields, models


class ConsumerPractice(models.Model):
    """What a respondent did, in one of three vocabularies.

    Ours has a code for each obstruction that a complaint can name; Mathur's types and
    the OECD's groups let our figures be compared with published ones. The law beside a
    practice is the nearest rule of mainland China, which has no list of its own.
    """

    _name = "consumer.practice"
    _description = "Practice"
    _inherit = ["consumer.shipped.mixin"]
    _order = "sequence, id"
    _rec_names_search = ["name", "code", "definition"]

    _shipped_file = "practices.csv"
    _shipped_prefix = "practice"

    code = fields.Char(required=True, help="The name that programs and files use.")
    name = fields.Char(required=True, translate=True)
    definition = fields.Text(translate=True, help="How one knows it.")
    taxonomy = fields.Selection(
        [
            ("house", "Obstruction Codes"),
            ("mathur", "Mathur et al. (2019)"),
            ("oecd", "OECD (2022)"),
        ],
        required=True,
        default="house",
        index=True,
    )
    group = fields.Char(translate=True)
    law = fields.Char(
        translate=True, help="The nearest rule of mainland China, with its article."
    )
    verification = fields.Selection(
        [
            ("full_text", "Full text read"),
            ("official_excerpt", "Official excerpt read"),
            ("secondary", "Secondary source only"),
            ("memory", "Unverified"),
        ],
        "How Sure",
        help="How the least certain of the rules was read.",
    )
    right_ids = fields.Many2many("consumer.right", string="Rights Touched")
    is_green = fields.Boolean(
        "Green Channel",
        help="Complaints of this practice come first and have tighter house "
        "deadlines. To begin with it is what keeps somebody in a plan that "
        "he wants to leave: each day of it costs.",
    )
    sequence = fields.Integer(default=1000)
    active = fields.Boolean(default=True)
    checklist_ids = fields.One2many("consumer.checklist.line", "practice_id")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is a practice with this code already."
    )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for practice in self:
            code = f"{practice.code} " if practice.code else ""
            practice.display_name = f"{code}{practice.name or ''}"

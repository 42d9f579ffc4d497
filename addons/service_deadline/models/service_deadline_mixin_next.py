from odoo import api, fields, models
from odoo.tools import SQL, date_utils

OPERATORS = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}


class ServiceDeadlineMixin(models.AbstractModel):
    """What lists and kanbans show of deadlines: the next one, and how near it is.

    Nothing of it is stored: it follows the clock on the wall. It is read for a page in
    one query, and searched through the index of open clocks.
    """

    _inherit = "service.deadline.mixin"

    deadline_next_id = fields.Many2one(
        "service.deadline", "Next Deadline", compute="_compute_deadline_next"
    )
    deadline_next_at = fields.Datetime(
        "Due", compute="_compute_deadline_next", search="_search_deadline_next_at"
    )
    deadline_state = fields.Selection(
        selection="_selection_deadline_state",
        compute="_compute_deadline_next",
        search="_search_deadline_state",
        help="Due soon: less than a quarter of the time is left.",
    )
    deadline_left = fields.Char("Time Left", compute="_compute_deadline_next")
    deadline_promises_broken = fields.Integer(
        "Broken Promises", compute="_compute_deadline_promises_broken"
    )

    @api.model
    def _selection_deadline_state(self):
        """The labels as code: those of a list would be records of each host's, which
        are made after this addon's translations are loaded and so stay English."""
        labels = {
            "late": self.env._("Late"),
            "soon": self.env._("Due soon"),
            "running": self.env._("In time"),
            "paused": self.env._("Paused"),
        }
        return list(labels.items())

    @api.depends_context("lang", "tz")
    def _compute_deadline_next(self):
        nearest = self._deadline_nearest()
        now = fields.Datetime.now()
        for record in self:
            clock = nearest.get(record.id, self.env["service.deadline"])
            record.deadline_next_id = clock
            record.deadline_next_at = clock.due_at
            record.deadline_state = clock._urgency(now) if clock else False
            record.deadline_left = clock._left(now) if clock else False

    def _deadline_nearest(self):
        """The open clock of each record that is due first: id → clock.

        Those that are paused come after those that run.
        """
        if not self.ids:
            return {}
        self.env["service.deadline"].flush_model()
        query = SQL(
            """SELECT DISTINCT ON (res_id) res_id, id FROM service_deadline
                WHERE res_model = %s AND res_id IN %s
                  AND state IN ('running', 'late', 'paused')
                ORDER BY res_id, state = 'paused', due_at, id""",
            self._name,
            tuple(self.ids),
        )
        rows = self.env.execute_query(query)
        # sudo: who may read the record may know when it is due
        clocks = self.env["service.deadline"].sudo()
        clocks = clocks.browse(clock_id for _record_id, clock_id in rows)
        return {row[0]: clock for row, clock in zip(rows, clocks, strict=True)}

    def _compute_deadline_promises_broken(self):
        domain = [
            ("res_model", "=", self._name),
            ("res_id", "in", self.ids),
            ("policy_id", "=", False),
            ("state", "in", ("late", "missed")),
        ]
        # sudo: who may read the record may know how often it was let down
        deadlines = self.env["service.deadline"].sudo()
        counts = dict(deadlines._read_group(domain, ["res_id"], ["__count"]))
        for record in self:
            record.deadline_promises_broken = counts.get(record.id, 0)

    @api.model
    def _search_deadline_next_at(self, operator, value):
        if operator == "in" and set(value) == {False}:
            return [("id", "not in", self._deadline_query(SQL("TRUE")))]
        if operator == "not in" and set(value) == {False}:
            return [("id", "in", self._deadline_query(SQL("TRUE")))]
        if operator not in OPERATORS:
            return NotImplemented
        if isinstance(value, str):
            value = date_utils.parse_date(value, self.env)
        having = SQL("min(due_at) %s %s", SQL(OPERATORS[operator]), value)
        if operator in ("<", "<="):
            # some clock before is the first clock before: no need to group
            before = SQL("due_at %s %s", SQL(operator), value)
            return [("id", "in", self._deadline_few(before))]
        return [("id", "in", self._deadline_query(SQL("TRUE"), having))]

    @api.model
    def _search_deadline_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        conditions = {
            "late": SQL("due_at < %s", now),
            "soon": SQL(
                "due_at >= %(now)s AND due_at - %(now)s < (due_at - started_at) / 4",
                now=now,
            ),
            "running": SQL("due_at >= %s", now),
        }
        wanted = [conditions[state] for state in value if state in conditions]
        domain = []
        if wanted:
            either = SQL(" OR ").join(wanted)
            domain.append(("id", "in", self._deadline_few(SQL("(%s)", either))))
        if "paused" in value:
            domain.append(("id", "in", self._deadline_query(SQL("TRUE"), paused=True)))
        return ["|"] * (len(domain) - 1) + domain or [(0, "=", 1)]

    @api.model
    def _deadline_few(self, condition):
        """The same where few of many are meant: they are found before all else.

        Else PostgreSQL walks all records in the order of the list and looks up the
        clocks.
        """
        return SQL("(SELECT unnest(ARRAY%s))", self._deadline_query(condition))

    @api.model
    def _deadline_query(self, condition, having=None, paused=False):
        """The ids of records with an open clock for which ``condition`` holds."""
        self.env["service.deadline"].flush_model()
        states = SQL("state = 'paused'" if paused else "state IN ('running', 'late')")
        return SQL(
            "(SELECT res_id FROM service_deadline"
            " WHERE res_model = %s AND %s AND %s%s)",
            self._name,
            states,
            condition,
            SQL(" GROUP BY res_id HAVING %s", having) if having else SQL(),
        )

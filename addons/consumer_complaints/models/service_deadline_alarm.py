from odoo import api, models

from ..rules.lifecycle import ENDED


class ServiceDeadlineAlarm(models.AbstractModel):
    """Nobody need hear that a right of a consumer ends whose case is over."""

    _inherit = "service.deadline.alarm"

    @api.model
    def _take_step(self, clocks, step):
        idle = clocks.filtered(_is_settled_bar)
        if clocks - idle:
            return super()._take_step(clocks - idle, step)
        return None


def _is_settled_bar(clock):
    is_bar = clock.policy_id.kind == "time_bar"
    of_case = clock.res_model == "consumer.complaint"
    return is_bar and of_case and clock._record().state in ENDED

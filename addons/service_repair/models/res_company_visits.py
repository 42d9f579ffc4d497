from odoo import fields, models


class ResCompany(models.Model):
    """How a company makes appointments and sends its technicians."""

    _inherit = "res.company"

    service_visit_minutes = fields.Integer(
        string="Length of a Visit (Minutes)",
        default=60,
        help="Where the kind of product does not say another length.",
    )
    service_window_minutes = fields.Integer(
        string="Arrival Window (Minutes)",
        default=120,
        help="Customers are told that the technician arrives within so many minutes.",
    )
    service_lead_minutes = fields.Integer(
        string="Earliest Visit after (Minutes)",
        default=120,
        help="Appointments begin at least so long after they are made. Emergencies "
        "wait for nothing.",
    )
    service_cutoff_hour = fields.Float(
        string="Next Day Bookable until",
        default=18.0,
        help="Later than this hour nobody books a visit for the next day.",
    )
    service_horizon_days = fields.Integer(
        string="Bookable for (Days)",
        default=14,
        help="So many days ahead appointments are offered.",
    )
    service_offer_minutes = fields.Integer(
        string="Time to Answer an Offer (Minutes)",
        default=240,
        help="A visit that its technician has not accepted by then goes to the next.",
    )
    service_offer_minutes_emergency = fields.Integer(
        string="Time to Answer an Emergency (Minutes)", default=5
    )
    service_quiet_from = fields.Float(
        string="Quiet from",
        default=21.0,
        help="Between these hours nobody is reminded of an appointment.",
    )
    service_quiet_until = fields.Float(string="Quiet until", default=8.0)
    service_warranty_days = fields.Integer(
        string="Repair Warranty (Days)",
        default=90,
        help="So long after a repair the same fault is seen to free of charge.",
    )

    _service_visit_times_sensible = models.Constraint(
        "CHECK (service_visit_minutes BETWEEN 5 AND 1440"
        " AND service_window_minutes BETWEEN 0 AND 1440"
        " AND service_lead_minutes BETWEEN 0 AND 43200"
        " AND service_cutoff_hour BETWEEN 0 AND 24"
        " AND service_horizon_days BETWEEN 1 AND 90"
        " AND service_offer_minutes BETWEEN 1 AND 10080"
        " AND service_offer_minutes_emergency BETWEEN 1 AND 1440"
        " AND service_quiet_from BETWEEN 0 AND 24"
        " AND service_quiet_until BETWEEN 0 AND 24"
        " AND service_warranty_days BETWEEN 0 AND 3650)",
        "Visits: one of the times lies outside of what is possible.",
    )

    def _has_technicians(self):
        """Whether somebody can be sent at all."""
        # sudo: whoever asks
        people = self.env["resource.resource"].sudo()
        return bool(
            people.search_count(
                [
                    ("service_station_id", "!=", False),
                    ("company_id", "in", [*self.ids, False]),
                ],
                limit=1,
            )
        )

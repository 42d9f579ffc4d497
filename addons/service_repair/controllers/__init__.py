from . import (
    booking,
    contractor,
    customer_link,
    customer_visit,
    portal,
    portal_submit,
    station_finder,
    verify,
    visit_confirm,
    visit_phone,
    visit_phone_acts,
)

from . import (
    contractor,
    customer_link,
    portal,
    portal_submit,
    visit_phone,
)

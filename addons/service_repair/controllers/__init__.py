from . import (
    contractor,
    contractor_visits,
    customer_link,
    guide,
    portal,
    portal_submit,
)

from . import (
    consumer_complainant,
    consumer_complaint,
    consumer_complaint_complainant,
    consumer_complaint_deadlines,
    consumer_complaint_exhibits,
    consumer_complaint_life,
    consumer_complaint_timeline,
    consumer_exhibit,
    consumer_remedy,
    consumer_timeline,
    ir_attachment,
    res_company,
)

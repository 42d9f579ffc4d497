from . import (
    service_deadline_promise_note,
    service_deadline_recompute,
    service_deadline_recompute_line,
    service_special_day_fill,
    service_special_day_fill_line,
)

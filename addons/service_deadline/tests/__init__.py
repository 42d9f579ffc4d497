from . import (
    test_against_odoo,
    test_calendar_changed,
    test_calendar_cn,
    test_calendar_compiled,
    test_special_day,
    test_special_day_fill,
    test_special_day_planning,
    test_special_day_yearly,
)

from . import (
    ir_module_module,
    resource_calendar,
    resource_calendar_attendance,
    resource_calendar_holidays,
    resource_calendar_leaves,
    resource_calendar_planning,
    resource_calendar_rules,
    service_special_day,
    service_special_day_dataset,
)

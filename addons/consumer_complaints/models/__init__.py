from . import (
    complaints_shipped_mixin,
    consumer_checklist_line,
    consumer_exhibit_kind,
    consumer_nature,
    consumer_practice,
    consumer_respondent,
    consumer_respondent_code,
    consumer_respondent_name,
    consumer_respondent_similar,
    consumer_right,
)

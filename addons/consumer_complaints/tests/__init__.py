from . import (
    test_checklist,
    test_respondent,
    test_respondent_code,
    test_respondent_similar,
    test_shipped,
    test_taxonomy_access,
    test_taxonomy_chinese,
)

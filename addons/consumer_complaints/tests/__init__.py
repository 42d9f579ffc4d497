from . import (
    test_body,
    test_body_access,
    test_body_dataset,
    test_body_file,
    test_body_jurisdiction,
    test_checklist,
    test_respondent,
    test_respondent_code,
    test_respondent_similar,
    test_shipped,
    test_taxonomy_access,
    test_taxonomy_chinese,
)

from . import (
    service_configuration_issue,
    service_configuration_scope,
    service_coverage_import,
    service_coverage_import_column,
    service_coverage_import_line,
    service_coverage_import_plan,
    service_coverage_import_source,
    service_coverage_import_station,
    service_coverage_proof,
    service_coverage_proof_line,
    service_ticket_merge,
    service_visit_slot,
)

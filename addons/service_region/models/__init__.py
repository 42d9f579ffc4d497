from . import (
    service_region,
    service_region_dataset,
    service_region_deletion,
    service_region_mixin,
    service_region_name,
    service_region_path,
    service_region_resolver,
    service_region_search,
)

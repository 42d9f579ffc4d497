from . import service_region_resolver  # service.region builds on it
from . import service_region
from . import service_region_name
from . import service_region_dataset
from . import service_region_mixin

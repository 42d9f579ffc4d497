from . import service_region_trial

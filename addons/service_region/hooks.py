from .models.service_region_dataset import CHECKSUM
from .models.service_region_resolver import REVISION


def forget_parameters(env):
    """After an uninstallation: leave nothing of what the addon noted for itself."""
    noted = [("key", "in", (CHECKSUM, REVISION))]
    env["ir.config_parameter"].search(noted).unlink()

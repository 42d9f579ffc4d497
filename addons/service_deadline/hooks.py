from .models.service_special_day_dataset import CHECKSUM


def forget_parameters(env):
    """After an uninstallation: leave nothing of what the addon noted for itself."""
    env["ir.config_parameter"].search([("key", "=", CHECKSUM)]).unlink()

from . import models, wizards
from .hooks import forget_parameters

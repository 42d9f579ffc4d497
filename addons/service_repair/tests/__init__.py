from . import test_creation

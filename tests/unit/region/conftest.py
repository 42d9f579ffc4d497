"""The resolver over the base data, built once for all tests of this folder."""

import pytest
from region_tables import DATA
from service_region_rules.dataset import read_rows, read_vocabulary
from service_region_rules.resolver import RegionResolver


@pytest.fixture(scope="session")
def rows():
    return read_rows(DATA)


@pytest.fixture(scope="session")
def resolver(rows):
    return RegionResolver(rows, read_vocabulary(DATA))

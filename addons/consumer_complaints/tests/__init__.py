from . import (
    test_clocks,
    test_exhibit,
    test_life,
    test_timeline,
)

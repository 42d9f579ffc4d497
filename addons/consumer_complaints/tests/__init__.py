from . import (
    test_clocks,
    test_exhibit,
    test_from_ticket,
    test_life,
    test_referral,
    test_timeline,
)

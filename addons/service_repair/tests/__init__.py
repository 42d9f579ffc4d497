from . import test_by_hand, test_creation, test_rerouting, test_station_events

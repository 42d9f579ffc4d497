from . import (
    test_access,
    test_door,
    test_form_press,
    test_link,
)

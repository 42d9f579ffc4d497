from . import (
    ir_http,
    service_door_thread,
    service_form_press,
    service_link_mixin,
    service_link_use,
)

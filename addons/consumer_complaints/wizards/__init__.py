from . import (
    consumer_exhibit_upload,
    consumer_promise_note,
    consumer_step,
)

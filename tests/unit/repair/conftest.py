"""Properties are not measured by the clock: a busy machine fails no test."""

import os

from hypothesis import settings

# Five times as many examples under ./dev prove as in ./dev test.
EXAMPLES = 500 if os.environ.get("PROVE") else 100

settings.register_profile("unhurried", deadline=None, max_examples=EXAMPLES)
settings.load_profile("unhurried")

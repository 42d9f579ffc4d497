"""What cannot be computed, as errors that a reader's language can word."""

from .wording import describe


class DeadlineError(ValueError):
    """Something that has no answer.

    ``key`` and ``params`` are a step of ``wording``, so that a caller can say it with
    ``describe([(error.key, error.params)], translate)``; ``str`` says it in English.
    """

    def __init__(self, key, **params):
        self.key, self.params = key, params
        super().__init__(describe([(key, params)]))


class InvalidPattern(DeadlineError):
    """A calendar that cannot be: an unknown zone, hours in the wrong order."""


class InvalidTerm(DeadlineError):
    """A term that cannot be: negative, not a number, absurdly long, unknown words."""


class InvalidMoment(DeadlineError):
    """A moment without a time zone; a pause that is open, or ends before it starts."""


class NoWorkingTime(DeadlineError):
    """The calendar has no working hours where the question needs some."""


class OutOfRange(DeadlineError):
    """The answer lies before year 1 or after year 9999."""

"""What a change of a ticket means for its promises."""

from collections.abc import Iterator


def what_happened(before: set[str], after: set[str]) -> Iterator[str]:
    """The events between two states of a ticket, in the order they are reported.

    A state is what holds of the ticket: "repair", "taken" (somebody has it), "awaited"
    (the customer must act first), "closed", "dropped" (closed without service). A
    ticket that is opened again starts anew.
    """
    came, went = after - before, before - after
    if "repair" in came or "closed" in went:
        yield "ticket_created"
    if "taken" in came:
        yield "ticket_taken"
    if "awaited" in came:
        yield "customer_awaited"
    if "awaited" in went:
        yield "customer_answered"
    if "closed" in came:
        yield "ticket_dropped" if "dropped" in after else "ticket_done"

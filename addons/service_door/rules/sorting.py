"""Files of which some are taken and others are not: what is good of them stays."""

from collections.abc import Sequence

from .uploads import Limits, Refusal, refusal


def sort_files(
    files: Sequence[tuple[str, bytes]],
    kept: Sequence[int],
    limits: Limits,
) -> tuple[list[tuple[str, bytes]], Refusal | None]:
    """(files to take, the first refusal): one that is refused stops no other.

    :param files: (name, content), as they came
    :param kept: bytes of each file that was taken before
    """
    taken, first = [], None
    for name, content in files:
        refused = refusal([(name, content)], limits) or _too_much(
            [*kept, *(len(other) for _name, other in taken)], len(content), limits
        )
        first = first or refused
        if not refused:
            taken.append((name, content))
    return taken, first


def _too_much(sizes, more, limits):
    if len(sizes) >= limits.max_files:
        return Refusal("many")
    return Refusal("together") if sum(sizes) + more > limits.max_together else None

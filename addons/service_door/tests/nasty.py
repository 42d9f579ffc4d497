"""What people and machines send to doors that was never meant to be sent."""

NASTY = (
    "",
    "0",
    "-1",
    "None",
    "9" * 40,
    "../../etc/passwd",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\0",
    "%00",
    "\u202e投诉",
    "\ud83d",  # half of a character
    "é" * 48,
    "a" * 5000,
    "a" * 30_000,
    "{{7*7}}",
    "%s%n",
    "１２３",
    "2026-02-30",
)


def nasty_value(dice, *others) -> bytes:
    """One of them, or of others, as the value of a field; bytes, as not each is a
    text."""
    return dice.choice((*NASTY, *others)).encode("utf-8", "replace")


def nasty_path(dice) -> str:
    """One of them as a part of an address, which no client sends longer than that."""
    part = nasty_value(dice).decode()
    return part.replace("/", "%2F").replace("\0", "%00")[:2000]

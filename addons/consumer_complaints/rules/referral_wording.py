"""The words for the states of a referral.

``_lt`` only marks the texts for the exporter of translations.
"""

_lt = str

LABELS = {
    "draft": _lt("To Be Sent"),
    "to_file": _lt("To Be Filed"),
    "queued": _lt("Being Sent"),
    "failed": _lt("Not Sent"),
    "sent": _lt("Sent"),
    "acknowledged": _lt("Receipt Confirmed"),
    "accepted": _lt("Taken Up"),
    "refused": _lt("Refused"),
    "settled": _lt("Settled"),
    "ended": _lt("Mediation Ended"),
    "decided": _lt("Decided"),
    "withdrawn": _lt("Withdrawn"),
}
EVENTS = {
    "prepare": _lt("Prepare for Filing"),
    "queue": _lt("Send"),
    "fail": _lt("Sending failed"),
    "send": _lt("Sent"),
    "acknowledge": _lt("Receipt confirmed"),
    "accept": _lt("Taken up"),
    "refuse": _lt("Refused"),
    "settle": _lt("Settled"),
    "end": _lt("Mediation ended"),
    "decide": _lt("Decided"),
    "withdraw": _lt("Withdrawn"),
}

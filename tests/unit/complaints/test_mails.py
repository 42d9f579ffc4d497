"""Mails: which are of the person that they name."""

import pytest
from consumer_complaints_rules.mails import is_unproven


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], False),
        (["mx.a.example; dmarc=pass; spf=pass"], False),
        (["mx.a.example; dmarc=fail (p=NONE) header.from=b.example"], True),
        (["mx.a.example; DMARC=Fail"], True),
        (["mx.a.example; spf=fail smtp.mailfrom=b.example"], True),
        (["mx.a.example; spf=softfail; dkim=pass header.d=b.example"], False),
        (["mx.a.example; spf=neutral"], False),
        (["mx.a.example; dmarc=none; spf=fail"], True),
        (["mx.a.example; none"], False),
        # what stands further down may be the sender's own
        (["mx.a.example; dmarc=fail", "mx.a.example; dmarc=pass"], True),
        (["mx.a.example; dmarc=pass", "mx.b.example; dmarc=fail"], False),
    ],
)
def test_what_the_receiving_server_found(results, expected):
    headers = [("From", "x@b.example")]
    headers += [("Authentication-Results", result) for result in results]
    assert is_unproven(headers) is expected

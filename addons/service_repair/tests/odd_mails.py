"""Fifty odd mails, made here, each with what must become of it.

The outcomes are those of `service.mail`; each mail is looked at on its own.
"""

import base64
import quopri
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

TO = "weixiu@repair.example.com"
FROM = "王芳 <wangfang@customer.example.com>"
PLACE = "湖南省凤凰县沱江镇虹桥路8号"
TEXT = f"您好，\n家里的指纹锁打不开了。\n地址：{PLACE}\n电话 13800138000\n\n谢谢\n王芳"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def head(name, to=TO, sender=FROM, subject="锁打不开", **headers):
    """The headers of a mail as bytes, written as careless programs do: in raw UTF-8."""
    lines = {
        "Message-Id": f"<{name}@customer.example.com>",
        "Date": "Mon, 02 Mar 2026 10:00:00 +0800",
        "From": sender,
        "To": to,
        "Subject": subject,
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    return "".join(f"{k}: {v}\r\n" for k, v in lines.items() if v is not None).encode()


def raw(name, body, content_type="text/plain; charset=utf-8", encoding=None, **headers):
    if encoding:
        headers["Content_Transfer_Encoding"] = encoding
    body = body.encode() if isinstance(body, str) else body
    headers["Content_Type"] = content_type
    return head(name, **headers) + b"\r\n" + body


def proper(name, text=TEXT, **headers):
    """A mail as Python's library writes it."""
    mail = EmailMessage()
    mail["Message-Id"] = f"<{name}@customer.example.com>"
    mail["From"], mail["To"] = FROM, TO
    mail["Subject"] = headers.pop("subject", "锁打不开")
    for key, value in headers.items():
        mail[key.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def with_file(name, content, maintype, subtype, filename):
    mail = proper(name)
    mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=filename)
    return mail.as_bytes()


def nested(name, depth):
    inner = MIMEText(TEXT, "plain", "utf-8")
    for _level in range(depth):
        outer = MIMEMultipart()
        outer.attach(inner)
        inner = outer
    return head(name) + inner.as_bytes()


def forwarded(name):
    inner = proper(f"{name}-inner")
    outer = MIMEMultipart()
    outer.attach(MIMEText("请帮忙处理", "plain", "utf-8"))
    outer.attach(MIMEMessage(inner))
    return head(name, subject="Fwd: 锁打不开") + outer.as_bytes()


def report(name):
    return raw(
        name,
        "--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.com\r\n\r\n"
        "Final-Recipient: rfc822; x@example.com\r\nAction: failed\r\n"
        "Status: 5.1.1\r\n\r\n--b--\r\n",
        'multipart/report; report-type=delivery-status; boundary="b"',
        sender="MAILER-DAEMON@mx.example.com",
        subject="Undelivered Mail Returned to Sender",
    )


def calendar(name):
    event = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20260302T020000Z\r\nSUMMARY:上门\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    mail = proper(name)
    mail.add_alternative(event, subtype="calendar", params={"method": "REQUEST"})
    return mail.as_bytes()


def encoded_mails():
    gbk, big5 = TEXT.encode("gbk"), TEXT.encode("utf-8")
    html = "<p>您好</p><p>家里的锁打不开，<b>" + PLACE + "</b></p>"
    return [
        ("utf8", raw("utf8", TEXT)),
        ("utf8-8bit", raw("utf8-8bit", TEXT, encoding="8bit")),
        ("utf8-base64", proper("utf8-base64").as_bytes()),
        (
            "utf8-qp",
            raw("utf8-qp", quopri.encodestring(big5), encoding="quoted-printable"),
        ),
        ("gbk", raw("gbk", gbk, "text/plain; charset=gbk", "8bit")),
        (
            "gb2312",
            raw(
                "gb2312", base64.b64encode(gbk), "text/plain; charset=gb2312", "base64"
            ),
        ),
        (
            "gb18030",
            raw("gb18030", TEXT.encode("gb18030"), 'text/plain; charset="gb18030"'),
        ),
        ("gbk-subject", proper("gbk-subject", subject="锁坏了").as_bytes()),
        (
            "utf16",
            raw(
                "utf16",
                base64.b64encode(TEXT.encode("utf-16")),
                "text/plain; charset=utf-16",
                "base64",
            ),
        ),
        ("html", raw("html", html, "text/html; charset=utf-8")),
        (
            "html-gbk",
            raw("html-gbk", html.encode("gbk"), "text/html; charset=gb2312", "8bit"),
        ),
        (
            "html-script",
            raw(
                "html-script",
                f"<script>alert(1)</script>{html}",
                "text/html; charset=utf-8",
            ),
        ),
        (
            "html-broken",
            raw(
                "html-broken", f"<table><td><<<p>{PLACE}</b", "text/html; charset=utf-8"
            ),
        ),
        ("crlf-in-subject", raw("crlf-in-subject", TEXT, subject="锁\r\n 打不开")),
        ("nul", raw("nul", TEXT + "\0\0 完")),
        ("emoji", raw("emoji", TEXT + "😭🔒")),
        (
            "full-width",
            raw("full-width", TEXT.replace("13800138000", "１３８００１３８０００")),
        ),
        ("traditional", raw("traditional", "您好\n我家的鎖打不開，在湖南鳳凰縣。")),
    ]


def shaped_mails():
    photo = with_file("photo", PIXEL, "image", "png", "锁.png")
    return [
        ("photo", photo),
        ("pdf", with_file("pdf", b"%PDF-1.4", "application", "pdf", "发票.pdf")),
        ("xml", with_file("xml", b"<a/>", "text", "xml", "a.xml")),
        (
            "no-name",
            raw(
                "no-name",
                "--b\r\nContent-Type: application/x\r\n"
                "Content-Disposition: attachment\r\n\r\nx\r\n--b--",
                'multipart/mixed; boundary="b"',
            ),
        ),
        ("nested", nested("nested", 12)),
        ("forwarded", forwarded("forwarded")),
        (
            "forwarded-text",
            raw(
                "forwarded-text",
                "---------- Forwarded message ----------\n"
                f"发件人: 李四\n日期: 3月\n主题: 锁\n\n{TEXT}",
                subject="转发: 锁",
            ),
        ),
        ("quoted-only", raw("quoted-only", "> " + TEXT.replace("\n", "\n> "))),
        ("empty", raw("empty", "", subject="")),
        (
            "empty-multipart",
            raw("empty-multipart", "", 'multipart/mixed; boundary="b"'),
        ),
        ("no-boundary", raw("no-boundary", TEXT, "multipart/mixed")),
        ("calendar", calendar("calendar")),
        ("long-line", raw("long-line", "锁" * 50_000)),
        ("long-subject", raw("long-subject", TEXT, subject="锁" * 5000)),
        ("no-subject", raw("no-subject", TEXT, subject=None)),
        ("no-date", raw("no-date", TEXT, Date=None)),
        ("bad-date", raw("bad-date", TEXT, Date="昨天下午")),
        ("far-date", raw("far-date", TEXT, Date="Mon, 02 Mar 9999 10:00:00 +0800")),
        ("no-from", raw("no-from", TEXT, sender=None)),
        ("odd-from", raw("odd-from", TEXT, sender="王芳")),
        ("no-id", raw("no-id", TEXT, **{"Message-Id": None})),
        ("no-to", raw("no-to", TEXT, to=None)),
    ]


def broken_mails():
    return [
        ("junk", b"\xff\xfe\x00\x81junk\r\n\r\n\x80\x81\x82", "by_hand"),
        ("nothing", b"", "by_hand"),
        (
            "unknown-charset",
            raw("unknown-charset", TEXT, "text/plain; charset=x-klingon"),
            None,
        ),
        ("bad-base64", raw("bad-base64", "!!!not base64===", encoding="base64"), None),
        ("huge", raw("huge", TEXT + "x" * (2 * 2**20)), "by_hand"),
    ]


def automatic_mails():
    return [
        (
            "auto-submitted",
            raw("auto-submitted", "我不在", Auto_Submitted="auto-replied"),
            "automatic",
        ),
        (
            "auto-subject",
            raw("auto-subject", "我不在", subject="自动回复: 锁"),
            "automatic",
        ),
        ("bulk", raw("bulk", "促销", Precedence="bulk"), "automatic"),
        ("dsn", report("dsn"), "bounce"),
        ("null-path", raw("null-path", "lost", Return_Path="<>"), "bounce"),
    ]


def corpus():
    """[(name, source, outcome)], fifty of them; None: a ticket or a person's."""
    tickets = [(name, source, "ticket") for name, source in encoded_mails()]
    tickets += [(name, source, "ticket") for name, source in shaped_mails()]
    return [*tickets, *broken_mails(), *automatic_mails()]

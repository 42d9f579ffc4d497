"""What a mail says, read from its text: tables over `rules.mail_text` and its head."""

import pytest
from service_repair_rules.mail_head import read_head
from service_repair_rules.mail_text import (
    Places,
    choose_address,
    find_phones,
    read_mail,
)


@pytest.mark.parametrize(
    "body, text, signature",
    [
        ("锁坏了", "锁坏了", ""),
        ("您好，\n锁坏了\n谢谢\n王芳", "锁坏了", "王芳"),
        ("Dear team,\nlock broken\n-- \nAnn", "lock broken", "Ann"),
        (
            "锁坏了\n\n手机：13800138000\n地址：昆山市",
            "锁坏了",
            "手机：13800138000\n地址：昆山市",
        ),
        ("手机：13800138000\n地址：昆山市", "手机：13800138000\n地址：昆山市", ""),
        ("坏了\n> 哪里坏了", "坏了", ""),
        ("坏了\n在 2026年3月2日，客服 写道：\n哪里", "坏了", ""),
        ("坏了\nOn Mon, Mar 2, 2026 desk wrote:\nwhere", "坏了", ""),
        ("坏了\n------------------ 原始邮件 ------------------\n旧的", "坏了", ""),
        ("坏了\n发件人: 客服\n发送时间: 3月\n收件人: 我\n主题: x\n\n旧的", "坏了", ""),
        (
            "---- Forwarded message ----\n发件人: 李\n日期: 3\n主题: x\n\n锁坏了",
            "锁坏了",
            "",
        ),
        ("", "", ""),
    ],
)
def test_own_words_apart_from_quotes_and_signature(body, text, signature):
    mail = read_mail("", body)
    assert (mail.text, mail.signature) == (text, signature)


@pytest.mark.parametrize(
    "text, serial",
    [
        ("序列号：AB-123456", "AB-123456"),
        ("序列号是 20260001", "20260001"),
        ("SN:ab12cd34", "AB12CD34"),
        ("S/N # X1-2345", "X1-2345"),
        ("Serial No. 77QX5", "77QX5"),
        ("序列号看不清", ""),
        ("SNOW123456", ""),
        ("订单号 123456", ""),
    ],
)
def test_serial_number_stands_behind_its_name(text, serial):
    assert read_mail("", text).serial == serial


def test_mobile_numbers_come_first():
    """A mobile number reaches the customer; the signature's come after the text's."""
    assert find_phones("0512-57301234 或 138 0013 8000") == [
        "138 0013 8000",
        "0512-57301234",
    ]
    mail = read_mail("", "打 0512-57301234\n谢谢\n手机 13900139000")
    assert mail.phones == ("0512-57301234", "13900139000")


def test_reply_marks_are_no_part_of_the_subject():
    assert read_mail("Re: 转发: 锁坏了", "").subject == "锁坏了"


def test_address_is_what_is_labelled_else_the_shortest_that_says_the_same():
    places = Places(("昆山",), "我在苏州。锁坏了", ("我在苏州", "锁坏了"))
    unknown = ("unknown", None)
    found = dict.fromkeys(places.pieces(), unknown)
    assert choose_address(places, found) == ""
    found["我在苏州"] = found["我在苏州。锁坏了"] = ("ambiguous", "320500")
    assert choose_address(places, found) == "我在苏州"
    found["昆山"] = ("resolved", "320583")
    assert choose_address(places, found) == "昆山"


@pytest.mark.parametrize(
    "headers, kind",
    [
        ("From: a@b.cn", "mail"),
        ("From: a@b.cn\nAuto-Submitted: no", "mail"),
        ("From: a@b.cn\nAuto-Submitted: auto-replied", "automatic"),
        ("From: a@b.cn\nPrecedence: bulk", "automatic"),
        ("From: a@b.cn\nSubject: 自动回复：在休假", "automatic"),
        ("From: a@b.cn\nSubject: 门锁自动回复位", "mail"),
        ("From: mailer-daemon@b.cn", "bounce"),
        ("From: a@b.cn\nReturn-Path: <>", "bounce"),
        ("", "unreadable"),
    ],
)
def test_kind_of_mail(headers, kind):
    assert read_head(f"{headers}\n\nx".encode()).kind == kind


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_raw_chinese_headers_are_read(charset):
    head = read_head("From: 王芳 <a@b.cn>\nSubject: 锁坏了\n\n".encode(charset))
    assert (head.subject, head.sender) == ("锁坏了", "a@b.cn")


def test_fingerprint_is_of_sender_and_words():
    one = read_head(b"From: a@b.cn\nDate: 1\n\nwords")
    assert one.fingerprint == read_head(b"From: a@b.cn\r\n\r\nwords\r\n").fingerprint
    assert one.fingerprint != read_head(b"From: c@b.cn\n\nwords").fingerprint
    assert one.fingerprint != read_head(b"From: a@b.cn\n\nother").fingerprint

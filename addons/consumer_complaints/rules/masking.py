"""What may be shown of somebody's identity to those who must not know it.

A mask tells people apart who are known already and leads to nobody else: it shows the
least that a reader recognises, hides values too short to hide anything in, and has the
same number of stars however long the value is.
"""

import re
import unicodedata

STARS = "**"
HIDDEN = "****"
MAX_WORDS = 3  # of a name; what is longer is no name
# Surnames of two characters; a name that begins with another one has a surname of one.
COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 夏侯 皇甫 尉迟 尉遲 公孙 "
    "公孫 长孙 長孫 慕容 司徒 司空 令狐 宇文 端木 东方 東方 西门 "
    "西門 南宫 南宮 独孤 獨孤 呼延 轩辕 軒轅 闻人 聞人 澹台 澹臺 "
    "公冶 太史 申屠 钟离 鍾離 拓跋 百里 东郭 東郭 濮阳 濮陽 淳于 "
    "单于 單于 赫连 赫連 第五".split()
)
# Mail services of the public: a domain of one's own is as good as a name.
PUBLIC_MAIL = frozenset(
    "qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com "
    "189.cn wo.cn aliyun.com gmail.com outlook.com hotmail.com live.com yahoo.com "
    "icloud.com me.com proton.me".split()
)
# Scripts that write a name without spaces, the surname first.
_EASTERN = re.compile(
    "[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_WESTERN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_LEAST_LETTERS = 3  # of a western name of one word whose initial is shown


def mask_name(name: str | None) -> str:
    """林小雨 → 林**, 欧阳小雨 → 欧阳**, John Smith → J** S**, Li Na → L** N**.

    A short word alone is hidden whole: of Li an initial is half.
    """
    words = _clean(name).split()
    if words and all(_EASTERN.match(word) for word in words):
        words = ["".join(words)]
    least = _LEAST_LETTERS if len(words) == 1 else 2
    return " ".join(_mask_word(word, least) for word in words[:MAX_WORDS])


def mask_phone(phone: str | None) -> str:
    """138 0013 8000 → 138****8000; shorter numbers show less, the shortest nothing."""
    if not _clean(phone):
        return ""
    digits = "".join(char for char in _clean(phone) if char.isdecimal())
    if len(digits) > 11:
        digits = re.sub("^(00)?86", "", digits)
    if len(digits) >= 11:
        return digits[:3] + HIDDEN + digits[-4:]
    return HIDDEN + digits[-2:] if len(digits) >= 8 else HIDDEN


def mask_email(email: str | None) -> str:
    """xiaoyu@qq.com → x***@qq.com; a domain that is not public is hidden as well."""
    if not _clean(email):
        return ""
    local, _at, domain = _clean(email).rpartition("@")
    first = local[0] if len(local) >= _LEAST_LETTERS and local[0].isalnum() else ""
    domain = domain.lower()
    return f"{first}***@{domain if domain in PUBLIC_MAIL else '***'}"


def mask_id(number: str | None) -> str:
    """430102200001011234 → ****1234; documents of fewer characters show two or none."""
    text = re.sub(r"[\W_]", "", _clean(number))
    if not _clean(number):
        return ""
    shown = 4 if len(text) >= 15 else 2 if len(text) >= 8 else 0
    return HIDDEN + text[len(text) - shown :]


def _clean(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").strip()


def _mask_word(word: str, least: int) -> str:
    if _EASTERN.match(word):
        return _surname(word) + STARS
    plain = len(word) >= least and _WESTERN.fullmatch(word)
    return (word[0] if plain else "") + STARS


def _surname(name: str) -> str:
    """The surname, as far as a given name follows it."""
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        return name[:2]
    return name[:1] if len(name) > 1 else ""

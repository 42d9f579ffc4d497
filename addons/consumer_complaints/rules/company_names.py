"""Names of companies as they are compared: two that look alike are perhaps one.

Neither the legal form nor the country in brackets, width, case nor punctuation tell
companies apart; everything else does, so that branches in two provinces stay two.
"""

import re
import unicodedata

_CHINESE_FORMS = re.compile(
    "(?:股份有限公司|有限责任公司|集团有限公司|集团公司|有限公司|责任公司|集团|公司|股份)+$"
)
_WESTERN_FORMS = re.compile(
    r"(?:[\s,.]+(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|plc"
    r"|group|holdings?|gmbh|ag|sa|pte|pty))+\.?\s*$"
)
_COUNTRY = re.compile(r"[(（](?:中国|china)[)）]")


def name_key(name: str | None) -> str:
    """The same for “某某科技（中国）有限公司” and “某某科技”; "" if nothing is left."""
    text = unicodedata.normalize("NFKC", name or "").casefold().strip()
    text = _COUNTRY.sub("", text)
    bare = _WESTERN_FORMS.sub("", _CHINESE_FORMS.sub("", text.replace(" 公司", "公司")))
    # a name that is nothing but a legal form is all there is to compare
    return re.sub(r"[\W_]+", "", bare) or re.sub(r"[\W_]+", "", text)

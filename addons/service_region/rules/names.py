"""Short forms of official names, as people say and write them."""

import re

# The nationalities named in the titles of autonomous divisions. Those of the second
# group also occur without 族 (塔什库尔干塔吉克自治县).
_WITH_CLAN = (
    "达斡尔|鄂温克|鄂伦春|土家|布依|仡佬|仫佬|毛南|傈僳|拉祜|纳西|哈尼|景颇|布朗|普米"
    "|独龙|德昂|基诺|阿昌|撒拉|保安|东乡|裕固|朝鲜|各|壮|满|回|苗|彝|藏|侗|瑶|白|傣|黎"
    "|佤|畲|水|羌|怒|土|京|门巴|珞巴|赫哲|俄罗斯|乌孜别克|塔塔尔"
)
_WITHOUT_CLAN = "维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古|锡伯|鄂温克|达斡尔|鄂伦春"
_CLANS = re.compile(f"(?:(?:{_WITH_CLAN}|{_WITHOUT_CLAN})族|{_WITHOUT_CLAN})+$")
_AUTONOMOUS = re.compile("(?P<stem>.+)自治(?P<kind>[县州旗区])$|(?P<district>.+族)区$")
_SUFFIX = {
    "province": re.compile("(?:特别行政区|自治区|[省市])$"),
    "prefecture": re.compile("(?:地区|[市盟州])$"),
    "county": re.compile("(?:新区|特区|(?<=.{3})林区|[市县区旗])$"),
    "town": re.compile(
        "(?:街道办事处|地区办事处|办事处|街道|民族乡|民族苏木|苏木|地区|[镇乡])$"
    ),
}
# A town called after a road would turn every address on that road into the town.
_ROAD = re.compile("(?:[路街道巷]|大院)$")


def short_names(official: str, level: str) -> tuple[str, ...]:
    """Return the shorter forms of an official name, longer ones first.

    昆山市 gives 昆山; 湘西土家族苗族自治州 gives 湘西州 and 湘西; 文县 gives nothing,
    because a single character names no place. ``level`` is a RegionRow's.
    """
    if level == "country":
        return ()
    if level == "town":
        return _short_town(official)
    autonomous = _AUTONOMOUS.match(official)
    if autonomous and level != "province":
        return _short_autonomous(official, autonomous)
    stem = _SUFFIX[level].sub("", official)
    if level == "province":
        stem = _CLANS.sub("", stem) if len(stem) > 3 else stem
    return _worthy(official, stem)


def _short_autonomous(official, match):
    """Drop the nationalities: 环江毛南族自治县 is called 环江县 or 环江."""
    stem = match["stem"] or match["district"]
    kind = match["kind"] or "区"
    bare = _CLANS.sub("", stem)
    if len(bare) < 2:  # 东乡族自治县, 鄂温克族自治旗: the nationality is the name
        bare = stem.removesuffix("族")
    forms = [bare + kind, bare]
    if match["kind"]:
        forms[:0] = [bare + "自治" + kind, stem + kind]
    return _worthy(official, *forms)


def _short_town(official):
    stem = _SUFFIX["town"].sub("", official)
    if stem == official or _ROAD.search(stem):
        return ()
    if not stem.endswith("族"):
        return _worthy(official, stem)
    bare = _CLANS.sub("", stem)
    return _worthy(official, bare + official[len(stem) :][-1:], bare)


def _worthy(official, *forms):
    """Keep what can stand as a name, each once."""
    kept = dict.fromkeys(form for form in forms if len(form) > 1 and form != official)
    return tuple(kept)

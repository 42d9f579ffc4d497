"""Names of development zones: what has a government office but no county code."""

import re

from regions_base import Name

# How the long official endings are cut in speech.
SHORTER_ENDINGS = (
    ("高新技术产业开发区", ("高新区", "高新技术开发区", "高新开发区")),
    ("高技术产业开发区", ("高区", "高新区")),
    ("高新技术开发区", ("高新区",)),
    ("经济技术开发区", ("经开区", "经济开发区", "经济技术开发区")),
    ("经济开发区", ("经开区", "经济技术开发区")),
    ("航空港经济综合实验区", ("航空港区", "航空港实验区")),
    ("城乡一体化示范区", ("示范区", "一体化示范区")),
    ("转型综合改革示范区", ("综改示范区", "综改区")),
    ("产业开发区", ("开发区",)),
    ("高新技术产业园区", ("高新区",)),
    ("管理区管委会", ("管理区",)),
)
PROVINCES = "河北|河南|安徽|吉林|湖南|内蒙古|辽宁|山西"


def zone_names(zone: Name) -> set[Name]:
    """The zone's name as listed and as people shorten it, all of the same region.

    >>> sorted(n.name for n in zone_names(Name("130500", "河北邢台经济开发区", "zone")))
    ['河北邢台经济开发区', '邢台经开区', '邢台经济开发区', '邢台经济技术开发区']
    """
    stem = re.sub(rf"^({PROVINCES})(?=..)", "", zone.name)
    names = {zone.name, stem}
    for ending, shorter in SHORTER_ENDINGS:
        if stem.endswith(ending):
            head = stem.removesuffix(ending)
            names.update(head + short for short in shorter)
            break
    names.update({name.replace("市", "", 1) for name in names if "市" in name[2:4]})
    return {zone._replace(name=name) for name in names}

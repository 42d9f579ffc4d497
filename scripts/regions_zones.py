"""Names of development zones: what has a government office but no county code."""

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


def zone_names(zone: Name, prefecture: str) -> set[Name]:
    """The zone's name as listed and as people shorten it, all of the same region.

    ``prefecture`` is the name of the region that holds the zone. The province in front
    goes only where the city follows it: 河北邢台经济开发区 is 邢台经济开发区, but
    吉林高新技术产业开发区 is the city's own.
    """
    city = prefecture.removesuffix("市").removesuffix("盟")
    at = zone.name.find(city)
    stem = zone.name[at:] if at > 0 else zone.name
    names = {zone.name, stem}
    for ending, shorter in SHORTER_ENDINGS:
        if stem.endswith(ending):
            head = stem.removesuffix(ending)
            names.update(head + short for short in shorter)
            break
    names.update(name.replace(prefecture, city, 1) for name in list(names))
    return {zone._replace(name=name) for name in names}

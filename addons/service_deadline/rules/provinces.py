"""The provinces of China by their codes (GB/T 2260), in English and Chinese."""

from .dataset import Word

HOME = "CN"
PROVINCES = {
    "110000": Word("Beijing", "北京"),
    "120000": Word("Tianjin", "天津"),
    "130000": Word("Hebei", "河北"),
    "140000": Word("Shanxi", "山西"),
    "150000": Word("Inner Mongolia", "内蒙古"),
    "210000": Word("Liaoning", "辽宁"),
    "220000": Word("Jilin", "吉林"),
    "230000": Word("Heilongjiang", "黑龙江"),
    "310000": Word("Shanghai", "上海"),
    "320000": Word("Jiangsu", "江苏"),
    "330000": Word("Zhejiang", "浙江"),
    "340000": Word("Anhui", "安徽"),
    "350000": Word("Fujian", "福建"),
    "360000": Word("Jiangxi", "江西"),
    "370000": Word("Shandong", "山东"),
    "410000": Word("Henan", "河南"),
    "420000": Word("Hubei", "湖北"),
    "430000": Word("Hunan", "湖南"),
    "440000": Word("Guangdong", "广东"),
    "450000": Word("Guangxi", "广西"),
    "460000": Word("Hainan", "海南"),
    "500000": Word("Chongqing", "重庆"),
    "510000": Word("Sichuan", "四川"),
    "520000": Word("Guizhou", "贵州"),
    "530000": Word("Yunnan", "云南"),
    "540000": Word("Tibet", "西藏"),
    "610000": Word("Shaanxi", "陕西"),
    "620000": Word("Gansu", "甘肃"),
    "630000": Word("Qinghai", "青海"),
    "640000": Word("Ningxia", "宁夏"),
    "650000": Word("Xinjiang", "新疆"),
    "710000": Word("Taiwan", "台湾"),
    "810000": Word("Hong Kong", "香港"),
    "820000": Word("Macao", "澳门"),
}

# From the province to the village, each level has its length.
LENGTHS = (2, 4, 6, 9, 12)


def province_of(code: str) -> str:
    """The province of a division's code of 2, 4, 6, 9 or 12 digits.

    Raises KeyError for what is no code of a province or of a division in one.
    """
    code = code.strip()
    province = code[:2] + "0000"
    digits = code.isascii() and code.isdigit()
    if not digits or len(code) not in LENGTHS or province not in PROVINCES:
        raise KeyError(code)
    return province

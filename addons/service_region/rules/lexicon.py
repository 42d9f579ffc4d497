"""Words that tell what a name in a sentence stands for.

Regular expressions over normalised text. ``*_AFTER`` are matched right behind a name.
Word lists are plain; what they decide is said in ``mentions`` and ``standing``.
"""

import re

_NUMBER = r"(?:\d{1,3}|(?!五一|八一|七一|五四|三八|二七)第?[一二三四五六七八九十]{1,2})"

#: A short name with one of these behind it names a road called after the place.
ROAD_AFTER = re.compile(
    rf"大街|(?:[东西南北中前后新老内外上下]{{0,2}}|{_NUMBER})"
    r"(?:路|街|大道|巷|弄|胡同|公路|高速|国道|高架|大桥|立交|广场|公园|步行街|地铁"
    r"|道(?=\d|号|[与和]|交|口|\W|$)|里(?=\d)|桥(?=\W|[头下边旁]|$))"
)

#: Dishes, brands and goods carry the name of where they come from.
BRAND_AFTER = re.compile(
    r"\w{0,3}?(?:小吃|名吃|拉面|小面|面馆|火锅|米粉|米线|水粉|凉皮|泡馍|烩面|饵丝|烤鸭"
    r"|牛肉|羊肉|肉夹馍|肉片|小笼|汤包|生煎|馄饨|麻辣|龙虾|海鲜|烧烤|烧鸡|烧饼|豆腐|火腿|年画"
    r"|玉器|瓷器|陶瓷|特产|土特产|粮油|苹果|红枣|大枣|大米|葡萄|月饼|麻花|料理|餐馆"
    r"|菜馆|饭馆|酒楼|早点|早茶|烧腊|刺绣|剪刀)"
    r"|(?:银行|农商|商行|信用社|人寿|证券|信托|卫视|日报|晚报|电视台|时间|汽车|啤酒"
    r"|[面粉鸡鸭鹅鱼菜饭饼包粥汤串茶酒醋蜜玉瓷腊](?=[店馆铺庄楼厂坊摊王的]|\W|$)"
    r"|牌(?!照)|老板|先生|女士|小姐|师傅|老师|大姐|大哥|经理|阿姨)"
)

#: Buildings and bodies mostly stand where they are called after, but not surely.
POI_AFTER = re.compile(
    r"\w{0,2}?(?:大学|学院|医院|[中小]学|机场|[火汽高铁客运]*车?站|饭店|酒店|宾馆"
    r"|大厦|大楼|商厦|花园|公寓|小区|国际|名都|新城|新村|家园|豪庭|名苑|别墅|山庄"
    r"|商[场城会贸]|市场|百货|中心|科技|集团|公司|会馆|影城|超市|物流|建材|五金|华府)"
    r"|[苑府宫城](?=[A-Za-z\d]|\W|$)"
)

#: An ordinary word with one of these behind it is the ordinary word.
WORD_AFTER = re.compile(
    r"[局厅部所司社行厂商方办村里门楼院店校站号率性化力量法类费伙业板面心医学级小]"
    r"|医疗|愉快|人员|机关|分局|配件|回收|使用|[上下湖山河寺庙塔港]"
)

#: A zone, mostly without a county code, may be called like a district elsewhere:
#: 合肥滨湖新区 is not 无锡's 滨湖区.
ZONE_AFTER = re.compile("新区")

#: The end of a township's name that is an ordinary word with what follows: 湖南乡村.
COUNTRYSIDE = re.compile(r"乡[村下亲音]$")

#: Longer words that hold a name, or a part of one, without naming the place.
MASKS = re.compile(
    r"中华人民共和国|市中心|城中村|东方红|和平鸽|公安[局厅部]|新华[书社]|人民政府|新安装|上海滩|大同小异|大理石"
    r"|[示模]范县|恍然大悟|长治久安|东山再起|热火朝天|朝天椒|周口店|扩大化|武昌[鱼起]|出海口"
    r"|(?<![北南])京东(?!大鼓)|黄河|(?<!镇)长江|合作社|南部地区|北部地区|东部|西部|价值连城"
    r"|来安装|网上商城|在线商城|加拿大|旧金山|吉隆坡|和歌山|鸭绿江|松花江"
    r"|[今明昨每整半几白天]天|[前后]天(?=[^\W津])|周[一二三四五六日]|星期[一二三四五六]"
    r"|密[码封闭]|平时(?!代)|三明治|太原始(?!发)|大余额|上高[压温处]|石狮子|弥勒佛|石柱子"
    r"|东西(?=安[装全])|家中(?=卫生)|[朝向][东南西北](?=阳台)|小店[里铺]"
)

#: Short names of divisions that are first of all words of everyday complaints.
EVERYDAY = frozenset(
    "大厂 小店 交口 元宝 黑水 威信 湖里 江岸 响水 通道 洞口 港口 站前 台前 路北 路南"
    " 温泉 合作".split()
)

#: Words in their own right that also begin names: 我和田先生, 从化工厂.
FUNCTION_HEADS = frozenset("和于从到与跟同来")
#: What stands before a name rather than before a part of another word.
PLACE_BEFORE = re.compile(
    r"(?:^|\W|[\dA-Za-z_在到去是来住往位就的省市州盟区县族旗于从回离派我们你他人这那和跟与及或还])$"
)
#: The same, where the name begins with a word that may follow a person: 我和田先生.
HEAD_BEFORE = re.compile(r"(?:^|\W|[在到去是住位就的省市州盟区县族旗])$")
#: What stands behind a name rather than behind a part of another word.
PLACE_AFTER = re.compile(
    r"$|\W|[\dA-Za-z_的这那市县城区镇乡街路有人要我你他东西南北老新下乡附周边内里是来没能也和在买搬]"
)

#: In front of and behind a name that can only be a place.
WHEREABOUTS = re.compile(r"(?:^|[我人家]在|住在?|位于|地址是?|来自?|去|到)$")
#: In front of where a thing or a person is: only a place can fill the clause.
PUT_BEFORE = re.compile(r"(?:[柜箱车]子?|锁|机器|设备|[我人家店厂装放停住])在$")
CLAUSE_END = re.compile(r"\W|$|[的这那市]")

#: In front of a person's or a product's name.
NAME_BEFORE = re.compile(
    r"(?:联系人|姓名|户主|收[货件]人|我[叫姓]|请?联系|型号|品牌|牌子|款式|系列|密码|单号)"
    r"\W*[是为]?\W*\w?$|(?:^|[\s,。;:：]|业主|客户|用户|机主|找|叫)"
    r"[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗]$"
)

_COUNTRIES = (
    "日本|韩国|朝鲜|越南|泰国|缅甸|老挝|柬埔寨|马来西亚|新加坡|印尼|印度尼西亚|印度|菲律宾"
    "|蒙古国|哈萨克斯坦|吉尔吉斯斯坦|乌兹别克斯坦|俄罗斯|乌克兰|美国|加拿大|英国|法国|德国"
    "|意大利|西班牙|葡萄牙|荷兰|瑞士|瑞典|澳大利亚|澳洲|新西兰|巴西|阿根廷|墨西哥|埃及"
    "|南非|尼日利亚|肯尼亚|沙特|阿联酋|土耳其|伊朗|尼泊尔|巴基斯坦|孟加拉国|斯里兰卡"
)
_FOREIGN_CITIES = (
    "首尔|釜山|仁川|大邱|平壤|东京|大阪|京都|横滨|名古屋|札幌|神户|福冈|河内|胡志明|海防|岘港"
    "|曼谷|清迈|普吉|仰光|曼德勒|万象|琅勃拉邦|金边|槟城|马尼拉|雅加达|巴厘|新德里|孟买"
    "|加德满都|乌兰巴托|阿拉木图|莫斯科|海参崴|符拉迪沃斯托克|伦敦|巴黎|柏林|罗马|米兰|马德里"
    "|纽约|洛杉矶|旧金山|芝加哥|温哥华|多伦多|悉尼|墨尔本|奥克兰|迪拜|开罗"
)
#: Countries and foreign cities: a name close behind one of them lies abroad, unless a
#: word such as 在 begins a statement of its own.
ABROAD_BEFORE = re.compile(
    rf"(?:{_COUNTRIES}|{_FOREIGN_CITIES})[^\W住在到去来回从是和]{{0,5}}$"
)

#: Official names that any city may use for one of its parts.
GENERIC = frozenset(
    "东街道 西街道 南街道 北街道 东区 西区 南区 北区 中区 城区 郊区 矿区 新区 市区"
    " 市中 城中".split()
)
GENERIC_ZONE = re.compile(
    r"(?:国家级?|省级|高新|经济|技术|产业|工业|科技|开发|旅游|度假|保税|综合|示范"
    r"|试验|实验|管理|园艺|原种|良种|种畜|水产|养殖|[农林牧渔盐茶]场|[园区新])+$"
)

#: What may stand between two names of one place when the second needs the first.
LINK = re.compile(
    r"(?:[^\w。！？!?\n]|的|那边|这边|那里|这里|那儿|这儿|下面|底下|下属|辖区|境内"
    r"|市区|县城|老城|城区|这个|那个|叫|有个|[省市州县区旗])*$"
)

BRACKET_END = re.compile(r"[)）\]】]")
CLAUSE_BREAK = re.compile(r"[,，。;；!！?？\n、]|…| {2,}")

#: Between two places of equal standing.
EQUAL = re.compile(r"\W*(?:和|与|跟|及|以及|或|或者|还是|要么|、|/)\W*\w?$")

# --- Which of several places is meant -------------------------------------------------

#: Standing of a place, from ruled out to asked for. AWAY is where somebody is for now,
#: or what is named in passing: it gives way to any other place, but counts where there
#: is none.
DENIED, PAST, ELSEWHERE, AWAY, NEUTRAL, PRESENT, MEANT = -4, -3, -2, -1, 0, 1, 2

#: In front of a place, up to eight characters away: it is not this one.
DENIED_BEFORE = re.compile(
    r"(?<![是])不是(?!很|太|吗|吧)|并非|而非|(?<!在)不在(?!家|了)|[没未]在(?!家)|没有?[搬去]"
    r"|(?<![锁关忍记挡])不住"
    r"|(?<![特差性级分区识告个辨])别(?![的人墅处扭])|(?<!要)不要|(?<!用)不用|不必|无需"
    r"|不需要|勿|甭|(?<!去)不去|没去|不该|不应|[写填派发送听录登记弄搞当选]错?成"
    r"|[写填派发送下错误录登记弄搞]错(?:到|在)|误以为|以为|误写|误填|误派|错写|错填|错派"
    r"|怎么(?:会|可能)是?|不[归属]于?|谁\w{0,4}说|不再?[放摆存](?!心)|没说|[不别]修"
)
#: In front of a place: it was this one.
PAST_BEFORE = re.compile(
    r"以前|之前|原来|原先|从前|曾经?|早先|先前|早年|当初|当时|那时|本来|原本|起初|最早"
    r"|前几年|前些年|前年|去年|上次|上回|[老旧原](?:地址|址|房|厂|店|办公|公司|仓库|宅)"
    r"|[旧原](?:\W|是)*$"
)
#: A past word that belongs to something bought or built, not to the place.
PAST_OF_GOODS = re.compile(r"\w{0,6}?[买购订装换修配报送]\w{0,2}[的过]")
#: In front of a place: it is this one now, or this is the right one.
PRESENT_BEFORE = re.compile(
    r"现[在住址于用居]|目前|如今|眼下|后来|今年|刚刚?[搬迁]|[这本此今]次|这[回趟]|今天"
    r"|(?:但|可|不过|只)是?\w{0,5}[是在住归属]$|[常长]住|定居|落户|人(?:[早已就现]\w{0,2})?在|位置|地点"
    r"|最[后终]到|(?:重新|另外?|再)\w?[下报开派寄登]"
    r"|新(?:的?地址|址|家|房|店|厂|办公|公司|仓库|住|单|的?是|\W*$)"
    r"|一直都?[在住]"
    r"|(?<!没)(?<!没有)[搬迁转挪移调带拉拖运送寄拿换](?:家|迁|货)?[到至去来进往回]"
)
MEANT_BEFORE = re.compile(
    r"[说指问报讲]的(?:其实|应该)?就?是|(?:应该|其实|实际|准确说|正确|而|却|都|就)(?:上|的)?是"
    r"|(?:其实|实际上?)\w{0,4}[在到去来归属]|(?:不对|[哦噢啊呃]不|[说写弄报搞]错了?)[^\w]"
    r"|[改换更][到成为在至送派寄发装去来]|[改更][正换]|变更[到成为]|正确|为准"
    r"|(?:^|[,，。;；!！ ])是"
)
#: In front of a place: it is where the work is to be done.
WORK_BEFORE = re.compile(
    r"(?:[柜箱锁]|设备|机器|机子|东西|产品|货|主机)[子具头体]?\w{0,4}?[在放装摆搁运搬送寄用]"
    r"|[放装摆搁用]在|使用|安装|上门|服务地|维修地|报修地|施工|项目|工地|现场|实际"
    r"|[派到来去]\w{0,3}修|派[到往去]|用户|客户|业主|买家|使用[方人者]"
    r"|目的地|终点|到货|货[到在]|收[件货]|具体(?:位置|地[址点])|[给替帮]$"
    r"|(?:坏|故障|问题|毛病|打不开|锁死)[了掉]?的\w{0,5}[是在]"
    r"|(?:报修|[只先要报该来得]修)的?\w{0,2}是?$"
    r"|(?:[叫让请派帮先]|麻烦|安排|赶)[^\W勿别不]{0,6}?[到去来](?:一?[趟下])?$"
)
#: In front of a place: it is known for another reason.
ELSEWHERE_BEFORE = re.compile(
    r"老家|籍贯|户口|户籍|身份证|注册|工商|执照|开票|发票|抬头|税务|总部|总公司|总店|母公司"
    r"|厂家|生产(?!建设)|产地|产于|[发寄]件|发货|寄自|买自|购[于自买]|采购|订购|路过|途经|跑[到去]"
    r"|经过|网点|服务站|维修点|经销商|代理商|供应商|供货|卖家|商家|厂商|退货|来自|出生|归属地|号码"
    r"|手机号|车牌|口音|从|离(?![我咱])|距|靠近|毗邻|[紧邻]邻|[紧就我家还是,]挨[着近]?$|交界"
    r"|(?<!睦)邻[县市区镇]|(?:隔壁|旁边|边上|对面|附近|再过去)(?:就|便|才)?是$"
)

#: Relatives, colleagues and others than the speaker.
_OTHERS = (
    r"(?:妈|爸|父母|爷爷|奶奶|外婆|外公|岳母|岳父|公婆|婆婆|丈母娘|老公|老婆|先生|太太|爱人|媳妇"
    r"|丈夫|妻子|儿子|女儿|孩子|哥|姐|弟|妹|亲戚|朋友|同学|邻居|老板|领导|同事|房东|师傅|他|她)"
)
#: In front of a place: somebody is there for a while, somebody else is there, it was
#: of late, or it is what a screen or a paper says.
AWAY_BEFORE = re.compile(
    r"出差|旅游|旅行|上学|读书|打工|上班|上个?月|上个?星期|上周|昨天|前天|前几天|显示|导航|系统"
    r"|第一次|头一次|首次|上一[次回]|物流|快递|地图|最近的|标的是|(?<![送运寄发派搬迁])往$"
    rf"|单子?上|{_OTHERS}(?:[^\W我]{{0,4}}[在住]|家?是?)$"
)

_LABELS = (
    rf"(?:{_OTHERS}|我(?!们|家|公司|{_OTHERS})|[分总]公司"
    r"|[甲乙丙丁A-Da-d]\w?[店处地家库房]|[老新大小分总一二三]店|[老新]房|家|单位|公司|店|厂房|厂|仓库|库房|车间|门市|门面|别墅|公寓"
    r"|学校|宿舍|办公室|工地|老家|买家|客户|用户)"
)
#: How a place is called by who is there.
LABEL = re.compile(_LABELS)
LABEL_AFTER = re.compile(rf"(?:的|那边|那家|是?我们?)?({_LABELS})")
#: A clause that takes up such a label: 坏的是单位那台, 师傅去买家那.
POINTER = re.compile(
    rf"(?:坏|修|装|开|用|故障|问题|报修|师傅|[去来到]|[柜箱锁]子?)?的?(?:\w{{0,2}}[是在去来到])?的?"
    rf"(?P<label>{_LABELS})(?:[里那这的]|(?=\W|$))"
    r"(?!\w{0,6}(?:没事|没坏|没问题|不急|正常|不用|别))"
)

_SHOP = r"(?:的|那边|这边|那家|\w{0,5}(?:店|城|商场|市场|超市|展会|网点|门市|公司|厂))?"
_WHO = r"(?:给?我们?|他们?|公司|单位)?"
#: Right behind a place, within the clause.
AFTER = (
    (
        DENIED,
        re.compile(
            r"\w{0,8}?(?:不用|不要|不必|别|无需)再?[来去派发管上跑]|\w{0,3}?不[去到]了"
            r"|\w{0,8}?(?:不对|错了|作废|取消|写错|填错|搞错|弄错|不是我|[不没](?:是|算)(?=[啊哦呢的吧了哈]?\W))"
        ),
    ),
    (
        PAST,
        re.compile(
            r"(?:那边|那里|的|那个|\w{0,4}?[房店厂家])?\w{0,3}?(?:已经?|都|早|就|要)?"
            r"(?:[搬迁](?!运)\w?[到去至往走出离来过回了]|不住|退租|退了|卖了|拆了|关了|停业|撤了|不做了)"
            r"|\((?:旧|原|老|以前)\)"
        ),
    ),
    (
        ELSEWHERE,
        re.compile(
            rf"{_SHOP}{_WHO}(?:购?买(?!\w{{0,2}}房)|购|下单|订[的购]|采购|发[的货]|寄|提[的货])"
            r"|人(?!民)|口音|话|户口|籍|[的]?号码|的号|的?手机|的?车牌|牌照|的?总部|的?总公司"
            r"|注册|开票|的?厂家|厂?生产|产的|中转|转[运车机]"
        ),
    ),
    (
        AWAY,
        re.compile(
            # somebody is there for a while, or comes from there
            r"\w{0,3}?(?:出差|旅游|旅行|上班|工作|打工|上学|读书|念书|开会|培训|学习)"
            r"|过来|出发|[来去]的|打[过来]"
            # what was to be done there is done, or can wait
            r"|\w{0,6}?(?:修好了|报废|退[掉了回]|不修|修不了|别[再修管]|先[不放]|不急|停用"
            r"|撤[销单]|完成|(?<!没)修过|没货|缺货|租出去|没事|没坏|没问题"
            r"|没关系|无关|太远|签[的了订约])"
            # what is near it, and who is from there
            r"|(?:那边)?的?(?:路上|途中|方向|旁边|隔壁|边上|附近|对面|师傅|经销商|代理|网点"
            r"|售后|客服|物流|快递|朋友|亲戚|同事|仓库|工厂)"
            r"|\w{0,2}(?:挨着|隔着|接壤|相邻|搭界)|有(?:售后|网点|师傅|门店)"
            r"|\w{0,4}是总(?:店|部|公司)"
        ),
    ),
    (MEANT, re.compile(r"\w{0,6}?(?:才是|才对|为准|没错)|\(新\w{0,2}\)")),
)

# --- Slips of the pen -----------------------------------------------------------------

#: Characters that are words: they are meant as they stand, not slips.
FUNCTION_WORDS = frozenset("的了是我不在有他这个们来到你说着就那和要她也得里以吗呢啊")

#: Characters in front of a suffix that name no division: 保定某县, 全市.
WHICH_ONE = frozenset("本全该各外邻某此两多哪几每别同整贵咱老")

#: Characters that are taken for one another because they look alike.
LOOKALIKES = tuple(
    """
    亳毫豪 儋詹瞻檐 浏刘 汨泪汩 荥荣莱 泌秘沁 邗刊邢刑 鄄甄 郯谈淡
    邳丕邱 砀荡汤 歙翕 黟黔 弋戈代 枞纵 濉睢雎 盱吁 眙胎 崆空 岷眠
    迭送
    涞来莱 鄢焉 郏夹陕 鄱翻 婺务 莘辛幸 岚风凤 隰湿显 滦栾 兖衮充
    莒营吕 沭述沐 峄驿译 嵊乘 缙晋 瓯欧 衢瞿 鄞勤 漳彰障 泸沪芦 崃来
    郫卑牌 犍健键
    阆良朗 綦其 涪培陪 潼童 酉西 藤滕 勐孟猛 郴彬林 溆叙 耒来丰 濮仆
    淅浙析 潢黄璜 涿琢逐 饶绕浇 崇祟 晋普 己已巳 未末 土士 干千于 乌鸟
    泰秦奉
    宜宣 阳阴 桓恒垣 蕲靳 揭竭 徐涂余除 扬杨场 菏荷 沂折 滁涤除 颍颖颕
    洮兆桃 鄂鄠 灞坝 歧岐 弥称 渑绳 嵩高 漯累 淇其 郾偃 阜埠 枣棘
    冶治 蒲浦
    技枝 秭姊 猗倚 绛降 芮内 繁系 忻折 沽活 蓟苏 滨宾 珲辉浑 桦华
    蛟校 磐盘 敦墩 榆愉 朔塑 磴登 阿呵 柯轲 溧漂栗 沅玩 攸修 醴醒
    郸单 柘拓
    湟皇 茫芒 芷止 黎犁 藁蒿 赵越 磁滋 肃萧 容客 高亭 辛幸 昊吴 儒需
    蓬莲 瓮翁 璧壁碧 衮兖 莆蒲甫 邹诌 睢眭 汶纹 泗四 沛市 濂廉
    """.split()
)

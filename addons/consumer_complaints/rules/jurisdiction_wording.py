"""The steps of a proposal in words.

``_lt`` only marks the texts for the exporter of translations; the models hand in the
reader's own translation of them. What a parameter is follows from its name: ``body``
and ``channel`` name a body (a channel perhaps only its kind), ``region`` a division,
``kind``, ``level``, ``status`` and ``law`` are words of the lists below, ``day`` and
``since`` are days; all else is shown as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

_lt = str

TEMPLATES = {
    # where the respondent is
    "at_respondent": _lt("the respondent is in %(region)s"),
    "at_platform_operator": _lt(
        "the platform's operator is registered in %(region)s (%(law)s)"
    ),
    "at_shown_address": _lt(
        "the address shown on the platform is in %(region)s (%(law)s)"
    ),
    "at_platform": _lt("its platform's operator is registered in %(region)s (%(law)s)"),
    "at_platform_instead": _lt(
        "where the respondent is is not known; its platform's operator is in %(region)s"
    ),
    "at_respondent_unshown": _lt(
        "the respondent is in %(region)s; its platform's place, which would decide "
        "(%(law)s), is not known"
    ),
    "at_complainant": _lt(
        "where the respondent is is not known, so %(region)s, where the complainant "
        "is, was taken instead"
    ),
    # why this body
    "operators_province": _lt("the appeal body of the operator's province (%(law)s)"),
    "countys_regulator": _lt("the market regulator of that place (%(law)s)"),
    "own_authority": _lt("the sector's authority there"),
    "for_region": _lt("competent for %(region)s"),
    "for_country": _lt("competent for the whole country"),
    "national_instead": _lt("%(region)s has none, so the national one is asked"),
    "national_by_law": _lt(
        "%(region)s has none, so the national one is asked (%(law)s)"
    ),
    "association": _lt("the consumer association of the %(level)s (%(law)s)"),
    "for_many": _lt("matters of many consumers go to the province (%(law)s)"),
    "none_below": _lt("none of %(region)s can be asked"),
    "cross_province": _lt("the respondent does business across provinces"),
    "silent": _lt("%(body)s let its time pass"),
    "answered": _lt("the respondent answered on %(day)s"),
    "unanswered": _lt("the respondent had until %(day)s and did not answer"),
    # where to go without a body
    "await_answer": _lt("the respondent's answer is awaited first"),
    "tell_first": _lt("the respondent has to be told first"),
    "await_body": _lt("the answer of %(channel)s is awaited"),
    "court_last": _lt(
        "what is left is arbitration, where agreed, or a court (%(law)s)"
    ),
    # why not
    "settled": _lt("the consumer is satisfied with the answer"),
    "court_has_it": _lt("%(channel)s has taken the case, so nobody else will"),
    "inactive": _lt("it is no longer in use"),
    "other_authority": _lt("this sector belongs to %(kind)s (%(law)s)"),
    "already_filed": _lt("the case was filed there (%(since)s)"),
    "already_accepted": _lt("it has accepted the case (%(since)s)"),
    "already_refused": _lt("it has refused the case (%(since)s)"),
    "already_decided": _lt("it has decided the case (%(since)s)"),
    "same_kind": _lt("the case is with %(channel)s (%(status)s %(since)s)"),
    "blocked": _lt(
        "%(channel)s has the case (%(status)s %(since)s), so this body refuses it "
        "(%(law)s)"
    ),
    "untold": _lt("the respondent has to be told first (%(law)s)"),
    "too_early": _lt(
        "the respondent has had only %(had)s of its %(of)s days; possible after "
        "%(day)s (%(law)s)"
    ),
    "too_late": _lt("it took such cases until %(day)s (%(law)s)"),
    "nameless": _lt("it asks for the complainant's real identity (%(law)s)"),
    "no_place": _lt("where the respondent is is not known"),
    "no_body": _lt("no competent body is listed for this country (%(country)s)"),
    # what to mind
    "level_above": _lt("%(region)s has no %(kind)s of its own in the list"),
    "untold_yet": _lt("the respondent has not been told yet"),
    "early": _lt(
        "the respondent has had only %(had)s of its %(of)s days (until %(day)s)"
    ),
    "unjudged": _lt("say why the answer is not enough: it asks for that"),
    "harm_unknown": _lt("there is a time limit, but the day of the event is missing"),
    "soon_late": _lt("it takes the case until %(day)s only, days left: %(left)s"),
    "parallel": _lt(
        "filed with %(channel)s (%(since)s): once that accepts, this one refuses "
        "(%(law)s)"
    ),
    "has_it": _lt("%(channel)s has the case already (%(status)s %(since)s)"),
    "closes": _lt("once it accepts, %(kind)s will refuse the case (%(law)s)"),
    "identity": _lt("the complainant's real identity is needed (%(law)s)"),
}

KINDS = {
    "association": _lt("a consumer association"),
    "adr": _lt("a dispute resolution body"),
    "market_regulator": _lt("a market regulator"),
    "telecom_appeal": _lt("a telecom appeal body"),
    "postal_regulator": _lt("a postal administration"),
    "financial_regulator": _lt("a financial regulator"),
    "ombudsman": _lt("an ombudsman"),
    "regulator": _lt("an authority"),
    "arbitration": _lt("an arbitration body"),
    "court": _lt("a court"),
}
LEVELS = {
    "national": _lt("country"),
    "province": _lt("province"),
    "prefecture": _lt("city"),
    "county": _lt("county"),
}
STATUSES = {
    "filed": _lt("filed"),
    "accepted": _lt("accepted"),
    "refused": _lt("refused"),
    "decided": _lt("decided"),
    "withdrawn": _lt("withdrawn"),
}
# A law that is not listed names itself.
LAWS = {
    "crl_art_37": _lt("Consumer Rights Protection Law, art. 37"),
    "crl_art_39": _lt("Consumer Rights Protection Law, art. 39"),
    "crl_art_47": _lt("Consumer Rights Protection Law, art. 47"),
    "order_35_art_9": _lt("MIIT Order 35, art. 9"),
    "order_35_art_10_4": _lt("MIIT Order 35, art. 10(4)"),
    "order_35_art_11_1": _lt("MIIT Order 35, art. 11(1)"),
    "order_35_art_11_4": _lt("MIIT Order 35, art. 11(4)"),
    "order_121_art_2": _lt("SAMR Order 121, arts. 2 and 16(1)"),
    "order_121_art_10": _lt("SAMR Order 121, arts. 10 and 16"),
    "order_121_art_13": _lt("SAMR Order 121, art. 13"),
    "order_121_art_16_2": _lt("SAMR Order 121, art. 16(2)"),
    "order_121_art_16_4": _lt("SAMR Order 121, art. 16(4)"),
    "postal_rule": _lt("rule on postal appeals, from secondary sources"),
}
LISTS = {"kind": KINDS, "level": LEVELS, "status": STATUSES, "law": LAWS}

SOME_DAY = _lt("day unknown")
THEN = _lt("%(before)s; %(after)s")


class Reader(NamedTuple):
    """How a reader wants it told.

    ``translate`` turns an English template into the reader's language, ``format_date``
    writes a day the reader's way; ``bodies`` and ``regions`` are names by code, where
    one that is missing stays a code.
    """

    translate: Callable[[str], str] = str
    format_date: Callable[[date], str] = date.isoformat
    bodies: Mapping[str, str] = {}
    regions: Mapping[str, str] = {}


def describe(steps: Iterable[tuple[str, dict]], reader: Reader | None = None) -> str:
    """Return steps as one line.

    Steps stored by a later or earlier version that has words for them are left out.
    """
    reader = reader or Reader()
    told = ""
    for key, params in steps:
        if key in TEMPLATES:
            step = reader.translate(TEMPLATES[key]) % _words(params, reader)
            both = {"before": told, "after": step}
            told = reader.translate(THEN) % both if told else step
    return told


def _words(params, reader):
    return {name: _word(name, value, reader) for name, value in params.items()}


def _word(name, value, reader):
    if name in LISTS:
        return reader.translate(LISTS[name].get(value, value)) if value else ""
    if name in ("day", "since"):
        return _day(value, reader)
    if name == "channel" and value in KINDS:
        return reader.translate(KINDS[value])
    names = {"body": reader.bodies, "channel": reader.bodies, "region": reader.regions}
    return names.get(name, {}).get(value, value)


def _day(iso, reader):
    if not iso:
        return reader.translate(SOME_DAY)
    return reader.format_date(date.fromisoformat(iso))

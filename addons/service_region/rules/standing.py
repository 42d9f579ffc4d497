"""What a sentence says about each place it names: meant, denied, past, elsewhere."""

from . import lexicon
from .lexicon import AWAY, DENIED, ELSEWHERE, MEANT, NEUTRAL, PAST, PRESENT

# How many characters a cue may stand in front of the place.
_REACH_DENIED, _REACH_PAST, _REACH = 8, 10, 16


def standings(text, mentions) -> list[tuple[int, int]]:
    """Return for each mention its standing by what precedes and by what follows."""
    breaks = [match.span() for match in lexicon.CLAUSE_BREAK.finditer(text)]
    ends = [0, *(mention.end for mention in mentions)]
    starts = [*(mention.start for mention in mentions[1:]), len(text)]
    before = [
        _clause_before(text, breaks, since, mention.start)
        for since, mention in zip(ends, mentions, strict=False)
    ]
    after = [
        _clause_after(text, breaks, mention.end, until)
        for mention, until in zip(mentions, starts, strict=False)
    ]
    labels = [
        (_labels(lead), _label_behind(tail))
        for lead, tail in zip(before, after, strict=True)
    ]
    known = {label for front, behind in labels for label in (*front, *behind)}
    pointed = _pointed_out(text, breaks, mentions, known)
    return [
        (
            _labelled(front, pointed) or _before(lead),
            _labelled(behind, pointed) or _after(tail),
        )
        for (front, behind), lead, tail in zip(labels, before, after, strict=True)
    ]


def _labels(before):
    """Return how a place is called by the words in front of it: 单位在甲."""
    return lexicon.LABEL.findall(before)


def _label_behind(after):
    """Return how a place is called by the word behind it: 甲分店."""
    behind = lexicon.LABEL_AFTER.match(after)
    return behind.groups() if behind else ()


def _pointed_out(text, breaks, mentions, known):
    """Return the label of the place that a clause without a place points out.

    住在甲,单位在乙,坏的是单位那台: the label is 单位. It must be one of the ``known``
    ones, which places bear.
    """
    starts = [0, *(finish for _begin, finish in breaks)]
    ends = [*(begin for begin, _finish in breaks), len(text)]
    for start, end in zip(starts, ends, strict=True) if known else ():
        pointer = lexicon.POINTER.search(text, start, end)
        if pointer and pointer["label"] in known:
            if not any(start <= mention.start <= end for mention in mentions):
                return pointer["label"]
    return None


def _labelled(labels, label):
    """Judge a place by its own labels; NEUTRAL where it bears none."""
    if not label or not labels:
        return NEUTRAL
    return MEANT if label in labels else ELSEWHERE


def _clause_before(text, breaks, since, end):
    """Return the text in front of a place, from the last break that has words behind.

    The break itself belongs to it: a clause that begins with 是 corrects what was said.
    The rest of a clause that names another place, up to ``since``, is that one's.
    """
    behind_place = since > 0
    since = start = max(since, end - _REACH)
    for begin, finish in breaks:
        if since <= begin and finish <= end:
            if text[finish:end].strip() or (behind_place and start == since):
                start = begin
        elif begin >= end:
            break
    return text[start:end]


def _clause_after(text, breaks, start, until):
    """Return the text behind a place; it ends in a break unless a place follows."""
    for begin, finish in breaks:
        if begin >= start:
            until = min(finish, until)
            break
    return text[start:until] if until < len(text) else text[start:] + "\n"


def _before(words):
    """Judge the words in front of a place.

    What is denied or past beats what the place is used for, that beats where else it
    is known from, and that beats what is present.
    """
    standing, position = NEUTRAL, -1
    for value, cue, reach in (
        (DENIED, lexicon.DENIED_BEFORE, _REACH_DENIED),
        (PAST, lexicon.PAST_BEFORE, _REACH_PAST),
        (PRESENT, lexicon.PRESENT_BEFORE, _REACH),
        (MEANT, lexicon.MEANT_BEFORE, _REACH),
    ):
        last = _last(cue, words, reach)
        if last is None or last.start() <= position:
            continue
        if value == PAST and lexicon.PAST_OF_GOODS.match(words, last.end()):
            continue
        standing, position = value, last.start()
    if standing in (DENIED, PAST):
        return standing
    if lexicon.WORK_BEFORE.search(words):
        return MEANT
    if lexicon.ELSEWHERE_BEFORE.search(words):
        return ELSEWHERE
    if standing == NEUTRAL and lexicon.AWAY_BEFORE.search(words):
        return AWAY
    return standing


def _last(cue, words, reach):
    """Return the last cue that ends within ``reach`` characters of the place.

    A denial ends with its clause: what follows 不是, is the right place.
    """
    last = None
    for match in cue.finditer(words):
        near = len(words) - match.end() <= reach
        if cue is lexicon.DENIED_BEFORE:
            near = near and not lexicon.CLAUSE_BREAK.search(words, match.end())
        last = match if near else last
    return last


def _after(words):
    for standing, cue in lexicon.AFTER:
        if cue.match(words):
            return standing
    return NEUTRAL

"""Timelines that prove themselves: what was changed is found, and named."""

import json

from consumer_complaints_rules import chain
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PAYLOADS = st.dictionaries(TEXTS, TEXTS | st.integers() | st.none(), max_size=4)


def timeline(payloads):
    entries, head = [], ""
    for number, payload in enumerate(payloads, 1):
        at = f"2026-09-25T08:00:{number % 60:02d}Z"
        entry = chain.link("TS/1", number, head, at, "note", "x", "agent", payload)
        entries.append(entry)
        head = entry.hash
    return entries, head


@given(st.lists(PAYLOADS, max_size=6), st.randoms())
def test_a_whole_timeline_has_no_faults_in_whatever_order_it_is_read(payloads, random):
    entries, head = timeline(payloads)
    random.shuffle(entries)
    assert chain.verify(entries, len(payloads), head) == []


@given(st.lists(PAYLOADS, min_size=1, max_size=6), st.data())
def test_any_change_of_any_entry_is_named(payloads, data):
    entries, head = timeline(payloads)
    index = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from(["at", "kind", "code", "actor", "payload"]))
    changed = entries[index]._replace(**{name: "changed"})
    if changed == entries[index]:
        return
    entries[index] = changed
    faults = chain.verify(entries, len(payloads), head)
    assert (index + 1) in {fault.number for fault in faults}


@given(st.lists(PAYLOADS, min_size=1, max_size=6), st.data())
def test_any_entry_taken_out_is_named(payloads, data):
    entries, head = timeline(payloads)
    index = data.draw(st.integers(0, len(entries) - 1))
    del entries[index]
    faults = chain.verify(entries, len(payloads), head)
    assert chain.Fault(index + 1, "missing") in faults


def test_a_timeline_written_anew_from_the_middle_shows_at_its_end():
    entries, head = timeline([{"a": 1}, {"b": 2}, {"c": 3}])
    forged, _head = timeline([{"a": 1}, {"b": 9}, {"c": 3}])
    assert chain.verify(forged, 3, head) == [chain.Fault(3, "hash")]


def test_an_entry_too_many_is_named():
    entries, head = timeline([{"a": 1}, {"b": 2}])
    assert chain.Fault(2, "number") in chain.verify(entries, 1, entries[0].hash)


@given(st.lists(PAYLOADS, min_size=1, max_size=6))
def test_erased_content_leaves_the_chain_whole(payloads):
    entries, head = timeline(payloads)
    erased = [entry._replace(payload=None) for entry in entries]
    assert chain.verify(erased, len(payloads), head) == []


@given(PAYLOADS)
def test_canonical_is_json_and_does_not_depend_on_order(payload):
    backwards = dict(reversed(payload.items()))
    assert chain.canonical(payload) == chain.canonical(backwards)
    assert json.loads(chain.canonical(payload)) == payload

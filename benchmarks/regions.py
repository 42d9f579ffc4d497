#!/usr/bin/env python3
"""The resolver beside cpca and jionlp on a real list of places, in one run.

Every program reads the same strings, one thread each, in alternating rounds, so that a
busy machine slows all of them alike; the best round of each counts. cpca builds a table
for each call and may therefore also take twenty lists at once. Exits with 1 where a
promise is not kept. Needs requirements-bench.txt.
"""

import csv
import logging
import sys
import time
import tracemalloc
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDON = ROOT / "addons" / "service_region"
sys.path.insert(0, str(ADDON))

from rules.dataset import read_rows, read_vocabulary  # noqa: E402
from rules.resolver import RegionResolver  # noqa: E402

DATA = ADDON / "data"
STRINGS = ROOT / "tests" / "data" / "regions" / "coverage_gold.tsv"
ROUNDS = 5
TIMES_CPCA, TIMES_JIONLP = 1, 300
MAX_SECONDS, MAX_MEGABYTES = 2, 80


def main():
    """Measure, print, and return the number of promises that were not kept."""
    seconds, megabytes, resolver = build()
    texts = strings()
    programs = {
        "resolver": (resolver.resolve_many, texts, 20),
        "cpca": (read_with_cpca, texts, 20),
        "cpca x 20": (read_with_cpca, texts * 20, 1),
        "jionlp": (read_with_jionlp, texts, 1),
    }
    rates = measure(programs)
    for name, rate in rates.items():
        times = rates["resolver"] / rate
        print(f"{name:10}{rate:12,.0f} strings/s   resolver is {times:8.1f} times it")
    cpca = max(rates["cpca"], rates["cpca x 20"])
    kept = [
        promise("at least as fast as cpca", rates["resolver"] / cpca, TIMES_CPCA),
        promise("300 times jionlp", rates["resolver"] / rates["jionlp"], TIMES_JIONLP),
        promise("built in under 2 s", MAX_SECONDS / seconds, 1),
        promise("under 80 MB", MAX_MEGABYTES / megabytes, 1),
    ]
    return kept.count(False)


def build():
    """Return the seconds and megabytes a resolver takes, and the resolver."""
    start = time.perf_counter()
    resolver = RegionResolver(read_rows(DATA), read_vocabulary(DATA))
    seconds = time.perf_counter() - start
    tracemalloc.start()
    weighed = RegionResolver(read_rows(DATA), read_vocabulary(DATA))
    megabytes = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    del weighed
    print(f"built in {seconds:.2f} s, {megabytes:.1f} MB")
    return seconds, megabytes, resolver


def strings():
    with STRINGS.open(encoding="utf-8", newline="") as lines:
        return [line["raw"] for line in csv.DictReader(lines, delimiter="\t")]


def read_with_cpca(texts):
    import cpca

    return cpca.transform(texts)


def read_with_jionlp(texts):
    import jionlp

    return [jionlp.parse_location(text) for text in texts]


def measure(programs):
    """Return strings per second of each program's best round.

    ``programs`` maps a name to what to call, with what, and how often in a round.
    """
    best = dict.fromkeys(programs, 0.0)
    for _ in range(ROUNDS):
        for name, (run, texts, times) in programs.items():
            start = time.perf_counter()
            for _ in range(times):
                run(texts)
            rate = times * len(texts) / (time.perf_counter() - start)
            best[name] = max(best[name], rate)
    return best


def promise(text, value, least):
    kept = value >= least
    print(f"{'kept' if kept else 'BROKEN':8}{text}: {value:.1f} (at least {least})")
    return kept


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sys.exit(min(main(), 1))

"""Which stage of ``./dev test`` runs what, and how the long ones are split."""

from devtools import paths, testing

A_RULE = "tests/unit/region/test_region_limits.py"
A_MODEL = "addons/service_deadline/tests/test_clock.py"


def test_without_arguments_a_stage_runs_what_is_its_own():
    assert testing._wanted(["tests/unit"], []) == ["tests/unit"]
    assert testing._wanted(["tests/unit"], ["-k", "clock"]) == [
        "tests/unit",
        "-k",
        "clock",
    ]


def test_a_named_file_is_run_by_its_own_stage_alone():
    for named in (A_MODEL, f"{A_MODEL}::TestClock::test_cancelled"):
        assert testing._wanted(["tests/unit"], [named, "-x"]) == []
        assert testing._wanted(["addons"], [named, "-x"]) == [named, "-x"]
    assert testing._wanted(["addons"], [A_RULE]) == []


def test_parts_leave_nothing_out_and_are_of_a_size():
    addons = [path for path in paths.ADDONS.iterdir() if path.is_dir()]
    journeys = list((paths.ROOT / "tests" / "journeys").glob("test_*.py"))
    for places, count in ((addons, 2), (journeys, 3)):
        parts = testing._parts(places, count)
        named = sorted(paths.ROOT / name for part in parts for name in part)
        assert named == sorted(places)
        sizes = [
            sum(testing._size(paths.ROOT / name) for name in part) for part in parts
        ]
        assert len(sizes) == count
        assert max(sizes) < 2 * min(sizes)

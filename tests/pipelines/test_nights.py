"""Which nights a run makes, and which of them are shown together. 2026-03-02 is a Monday."""

from datetime import date

import pytest

from pipelines.errors import RefusedNight
from pipelines.nights import days_from, night_that_reads, plan_nights
from pipelines.policy import load_policy

POLICY = load_policy()


def march(*days: int) -> list[date]:
    return [date(2026, 3, day) for day in days]


@pytest.mark.parametrize(
    ("asked", "published", "changed", "groups"),
    [
        pytest.param([2], [], [], [[2]], id="the first night ever"),
        pytest.param([2, 3, 4], [], [], [[2], [3], [4]], id="new nights are shown one by one"),
        pytest.param([4], [2, 3], [], [[4]], id="the next night"),
        pytest.param([3], [2, 3], [], [[3]], id="the last night again"),
        pytest.param(
            [3], [2, 3, 4, 5], [], [[3, 4, 5]], id="a night again takes all later ones along, in one change"
        ),
        pytest.param(
            [3, 4, 5], [2, 3, 4], [], [[3, 4], [5]], id="what is new comes after what is made again"
        ),
        pytest.param([9], [6], [], [[9]], id="Monday after Friday: nights on business days only"),
        pytest.param([7, 8, 9], [6], [], [[7], [8], [9]], id="every calendar day"),
        pytest.param([7], [6, 9], [], [[7, 9]], id="a Saturday put in: Monday is made again"),
        pytest.param([5], [2, 3, 4], [3], [[3, 4], [5]], id="a changed folder of a finished night"),
        pytest.param([], [2, 3, 4], [3], [[3, 4]], id="nothing asked, a folder changed"),
        pytest.param([], [2, 3], [], [], id="nothing to do"),
        pytest.param([2], [3, 4], [], [[2, 3, 4]], id="an earlier first night"),
    ],
)
def test_plan(asked, published, changed, groups):
    planned = plan_nights(march(*asked), march(*published), march(*changed), POLICY)
    assert planned == [march(*group) for group in groups]


@pytest.mark.parametrize(
    ("asked", "published", "missing"),
    [
        pytest.param([5], [2, 3], "2026-03-04", id="a business day is missing"),
        pytest.param([10], [6], "2026-03-09", id="the Monday is missing, the week-end is not"),
        pytest.param([2], [5], "2026-03-04", id="a first night too early"),
    ],
)
def test_a_night_whose_predecessor_has_not_run_is_refused(asked, published, missing):
    with pytest.raises(RefusedNight, match=f"expected night {missing}"):
        plan_nights(march(*asked), march(*published), [], POLICY)


def test_every_calendar_day_of_a_range_is_a_night():
    assert days_from(*march(6, 9)) == march(6, 7, 8, 9)


def test_a_folder_belongs_to_the_first_night_not_before_it():
    assert [night_that_reads(day, march(2, 6, 9)) for day in march(1, 6, 7)] == march(2, 6, 9)

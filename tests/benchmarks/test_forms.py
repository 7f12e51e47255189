"""The benchmark of forms: it measures the form that it says it does."""

from benchmarks.forms import CONDITIONS, FIELDS, blueprint, condition, measured
from form_engine import Forms


def test_the_form_has_as_many_fields_and_conditions_as_it_says() -> None:
    (definition,) = Forms(blueprint()).made("sheet", "edit")
    assert len(definition.field_names) == FIELDS
    assert sum(bool(condition(number)) for number in range(FIELDS)) == CONDITIONS


def test_every_act_is_done_and_timed() -> None:
    results = list(measured(rounds=1))
    assert [result.measure.name for result in results] == [
        "drawn", "the page, from request to answer", "after an answer",
    ]  # fmt: skip
    assert all(result.ours > 0 for result in results)

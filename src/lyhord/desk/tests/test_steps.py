"""The order of the founding guide."""

from lyhord.desk.rules.steps import ORDER, Step, number_of, step_after, step_before, step_to_resume


def test_every_question_has_one_before_and_one_after():
    assert [step_after(step) for step in ORDER] == [*ORDER[1:], None]
    assert [step_before(step) for step in ORDER] == [None, *ORDER[:-1]]


def test_the_guide_is_resumed_at_the_first_open_question():
    assert step_to_resume({}) == Step.COMPANY
    assert step_to_resume({"company": "answered", "structure": "skipped"}) == Step.TOGETHER
    assert step_to_resume(dict.fromkeys(ORDER, "answered")) is None


def test_questions_are_numbered_from_one():
    assert (number_of(Step.COMPANY), number_of(Step.MONITORS)) == (1, 10)

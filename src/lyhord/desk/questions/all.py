"""All questions, by step."""

from lyhord.desk.questions import (
    company,
    functions,
    goals,
    monitors,
    positions,
    sourcing,
    strategy,
    structure,
    together,
    words,
)
from lyhord.desk.questions.base import Question
from lyhord.desk.rules.steps import Step

QUESTIONS: dict[Step, Question] = {
    module.QUESTION.step: module.QUESTION
    for module in (
        company, structure, together, positions, functions, strategy, goals, sourcing, words, monitors,
    )
}  # fmt: skip

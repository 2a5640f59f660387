"""Quizzes: what students take, and what their teachers set up and grade."""

from contracts.courses.analysis import GetQuizFigures
from contracts.courses.attempts import (
    CheckAnswer,
    FinishAttempt,
    GetAttempt,
    GetQuiz,
    SaveAnswer,
    StartAnswerUpload,
    StartAttempt,
)
from contracts.courses.grading import (
    GetGradedAttempt,
    GradeAnswer,
    ListQuizStudents,
    ListWaitingAttempts,
)
from contracts.courses.questions import AddQuestion, ListQuestions, RemoveQuestion, UpdateQuestion
from contracts.courses.quizzes import (
    GetQuizDraft,
    ListRegradeChanges,
    ListRegrades,
    RegradeQuiz,
    RemoveQuizOverride,
    SetQuizOverride,
    SetQuizSlots,
    UpdateQuizSettings,
)
from gateway.endpoints import Endpoint

_QUIZ = "/v1/quizzes/{lesson_id}"
_ATTEMPT = "/v1/attempts/{attempt_id}"
_ANSWER = f"{_ATTEMPT}/answers/{{question_id}}"
_BANK = "/v1/teaching/courses/{course_id}/questions"
_QUESTION = "/v1/teaching/questions/{question_id}"
_TAUGHT = "/v1/teaching/quizzes/{lesson_id}"
_GRADED = "/v1/teaching/attempts/{attempt_id}"
_OVERRIDE = f"{_TAUGHT}/overrides/{{student_id}}"

ENDPOINTS = (
    Endpoint("GET", _QUIZ, GetQuiz),
    Endpoint("POST", f"{_QUIZ}/attempts", StartAttempt, 201),
    Endpoint("GET", _ATTEMPT, GetAttempt),
    Endpoint("PUT", _ANSWER, SaveAnswer),
    Endpoint("POST", f"{_ANSWER}/check", CheckAnswer),
    Endpoint("POST", f"{_ANSWER}/uploads", StartAnswerUpload, 201),
    Endpoint("POST", f"{_ATTEMPT}/finish", FinishAttempt),
    Endpoint("GET", _BANK, ListQuestions),
    Endpoint("POST", _BANK, AddQuestion, 201),
    Endpoint("PUT", _QUESTION, UpdateQuestion),
    Endpoint("DELETE", _QUESTION, RemoveQuestion),
    Endpoint("GET", _TAUGHT, GetQuizDraft),
    Endpoint("PUT", f"{_TAUGHT}/settings", UpdateQuizSettings),
    Endpoint("PUT", f"{_TAUGHT}/slots", SetQuizSlots),
    Endpoint("GET", f"{_TAUGHT}/students", ListQuizStudents),
    Endpoint("GET", f"{_TAUGHT}/figures", GetQuizFigures),
    Endpoint("PUT", _OVERRIDE, SetQuizOverride),
    Endpoint("DELETE", _OVERRIDE, RemoveQuizOverride),
    Endpoint("POST", f"{_TAUGHT}/regrades", RegradeQuiz, 201),
    Endpoint("GET", f"{_TAUGHT}/regrades", ListRegrades),
    Endpoint("GET", "/v1/teaching/regrades/{regrade_id}/changes", ListRegradeChanges),
    Endpoint("GET", "/v1/teaching/grading", ListWaitingAttempts),
    Endpoint("GET", _GRADED, GetGradedAttempt),
    Endpoint("PUT", f"{_GRADED}/grades/{{question_id}}", GradeAnswer),
)

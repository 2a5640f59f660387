/** What teachers see of quizzes. */
export { GradeAttemptPage } from "./GradeAttemptPage";
export { GradingPage } from "./GradingPage";
export { QuizEditorPage } from "./QuizEditorPage";

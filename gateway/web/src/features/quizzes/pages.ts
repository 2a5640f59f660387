/** What students see of quizzes. */
export { AttemptPage } from "./take/AttemptPage";
export { QuizCard } from "./take/QuizCard";

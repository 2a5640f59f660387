/** How an answer did, what would have been right, and why. */
import { CircleCheck, CircleDashed, CircleDot, CircleX, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LessonBody } from "@/features/study/LessonBody";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

import type { Answer, AnswerKey, AskedQuestion, QuestionFeedback, Verdict } from "../types";

const LOOKS = {
  right: { Icon: CircleCheck, look: "bg-brand-soft text-brand-ink" },
  partial: { Icon: CircleDot, look: "bg-accent-soft text-accent-ink" },
  wrong: { Icon: CircleX, look: "bg-danger-soft text-danger" },
  unanswered: { Icon: CircleDashed, look: "bg-sunken text-muted" },
  ungraded: { Icon: Hourglass, look: "bg-info-soft text-info-ink" },
} as const;

interface Props {
  question: AskedQuestion;
  feedback: QuestionFeedback;
  answer: Answer;
}

export function FeedbackBox({ question, feedback, answer }: Props) {
  const { t } = useTranslation();
  const explained = question.options.filter(
    ({ id = "" }) => feedback.option_explanations[id] && answer.choices.includes(id),
  );
  return (
    <div className="mt-5 grid gap-3" data-verdict={feedback.verdict}>
      {feedback.verdict && (
        <VerdictLine verdict={feedback.verdict} score={feedback.score} points={question.points} />
      )}
      {feedback.key && feedback.verdict !== "right" && (
        <RightAnswer question={question} answerKey={feedback.key} />
      )}
      {explained.map(({ id = "", text }) => (
        <p key={id} className="text-[0.9375rem]">
          <strong>
            <bdi>{text}</bdi>:
          </strong>{" "}
          <bdi>{feedback.option_explanations[id]}</bdi>
        </p>
      ))}
      {feedback.explanation_html && (
        <div className="rounded-2xl bg-sunken px-4 py-3">
          <LessonBody html={feedback.explanation_html} />
        </div>
      )}
      <Levels question={question} levels={feedback.levels} />
      {feedback.comment && (
        <blockquote className="border-s-4 border-brand ps-4">
          <span className="block text-sm font-semibold text-muted">{t("quiz.teacherSays")}</span>
          <span dir="auto" className="block whitespace-pre-line">
            {feedback.comment}
          </span>
        </blockquote>
      )}
    </div>
  );
}

interface VerdictProps {
  verdict: Verdict;
  score: number | null | undefined;
  points: number;
}

export function VerdictLine({ verdict, score, points }: VerdictProps) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const { Icon, look } = LOOKS[verdict];
  const number = (value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const earned = verdict !== "ungraded" && score !== null && score !== undefined;
  return (
    <p className={classes("flex items-center gap-3 rounded-2xl px-4 py-3 font-semibold", look)}>
      <Icon aria-hidden="true" className="size-5 shrink-0" />
      <span className="flex-1">{t(`quiz.verdict.${verdict}`)}</span>
      {earned && (
        <span className="font-medium tabular-nums">
          {t("quiz.scoreOf", { score: number(score), max: number(points) })}
        </span>
      )}
    </p>
  );
}

function Levels({ question, levels }: { question: AskedQuestion; levels: Record<string, string> }) {
  const chosen = question.rubric.flatMap((criterion) => {
    const level = criterion.levels.find((one) => one.id === levels[criterion.id ?? ""]);
    return level ? [{ id: criterion.id, title: criterion.title, level }] : [];
  });
  if (chosen.length === 0) return null;
  return (
    <dl className="grid gap-2 text-[0.9375rem]">
      {chosen.map(({ id, title, level }) => (
        <div key={id} className="flex flex-wrap justify-between gap-x-4">
          <dt dir="auto" className="font-medium">
            {title}
          </dt>
          <dd dir="auto" className="text-muted">
            {level.title} ({level.points})
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function RightAnswer({
  question,
  answerKey,
}: {
  question: AskedQuestion;
  answerKey: AnswerKey;
}) {
  const { t } = useTranslation();
  const lines = linesOf(question, answerKey, { true: t("quiz.true"), false: t("quiz.false") });
  if (lines.length === 0) return null;
  return (
    <div className="text-[0.9375rem]">
      <p className="font-semibold">{t("quiz.rightAnswer")}</p>
      <ul
        className={classes(
          "mt-1 grid gap-1 ps-5",
          question.type === "ordering" ? "list-decimal" : "list-disc",
        )}
      >
        {lines.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The key in words. */
function linesOf(
  question: AskedQuestion,
  key: AnswerKey,
  words: { true: string; false: string },
): string[] {
  const texts = new Map(
    [...question.options, ...question.items, ...question.lefts, ...question.rights].map(
      ({ id = "", text }) => [id, text],
    ),
  );
  const text = (id: string) => texts.get(id) ?? "";
  if (question.type === "true_false") return [key.truth ? words.true : words.false];
  if (question.type === "ordering") return key.order.map(text);
  if (question.type === "matching")
    return Object.entries(key.pairs).map(([left, right]) => `${text(left)} — ${text(right)}`);
  return [...key.choices.map(text), ...key.accepted];
}

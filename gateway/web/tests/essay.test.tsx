/** What is typed and what is sent beside it meet in one answer. */
import { beforeAll, expect, it, vi } from "vitest";

import type { CourseFile } from "@/api/types";
import { EssayInput } from "@/features/quizzes/questions/EssayInput";
import { AnswerQueue } from "@/features/quizzes/take/answer-queue";
import { useQueueState } from "@/features/quizzes/take/useAttempt";
import { type AskedQuestion, NO_ANSWER } from "@/features/quizzes/types";
import { startLanguages } from "@/i18n";

import { show, until, write } from "./shown";

let arrive: (file: CourseFile) => void;
vi.mock("@/features/quizzes/questions/upload", () => ({
  uploadAnswerFile: () => new Promise<CourseFile>((resolve) => (arrive = resolve)),
}));

beforeAll(startLanguages);

const QUESTION = { id: "q", type: "essay", answer_form: "either", rubric: [] } as unknown as Pick<
  AskedQuestion,
  "id"
> as AskedQuestion;

function Essay({ queue }: { queue: AnswerQueue }) {
  const { answers } = useQueueState(queue);
  return (
    <EssayInput
      question={QUESTION}
      answer={answers.get("q")?.answer ?? NO_ANSWER}
      frozen={false}
      labelledBy="q"
      onChange={(revise, typing) => queue.revise("q", revise, typing)}
    />
  );
}

it("keeps what was typed while a file was on its way", async () => {
  const shelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  const queue = new AnswerQueue("a", [], () => new Promise(() => undefined), shelf);
  const { page } = show(<Essay queue={queue} />);
  const text = await until(() => {
    const found = page.querySelector("textarea");
    if (!found) throw new Error("The field is not there yet.");
    return found;
  });
  write(text, "Before");
  const picker = page.querySelector<HTMLInputElement>("input[type=file]");
  Object.defineProperty(picker, "files", { value: [new File(["x"], "map.png")] });
  Object.defineProperty(picker, "value", { value: "", writable: true });
  picker?.dispatchEvent(new Event("change", { bubbles: true }));
  await until(() => expect(page.querySelector("[role=progressbar]")).not.toBeNull());

  write(text, "Before and meanwhile");
  arrive({ id: "f", name: "map.png", media_type: "image/png", size: 1, url: "" });

  await until(() =>
    expect(queue.snapshot().answers.get("q")?.answer).toMatchObject({
      text: "Before and meanwhile",
      file_ids: ["f"],
    }),
  );
  queue.stop();
});

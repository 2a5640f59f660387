/** Questions that are put into a quiz stay in it, however slow and crossed the answers are. */
import { useQuery } from "@tanstack/react-query";
import { beforeAll, expect, it } from "vitest";

import { quizDraftQuery, quizKeys } from "@/features/quizzes/queries";
import { slotOf } from "@/features/quizzes/teach/QuestionsTab";
import { useChangeSlots } from "@/features/quizzes/teach/useQuizDraft";
import type { QuizDraft, Slot } from "@/features/quizzes/types";
import { startLanguages } from "@/i18n";

import { serve, show, until } from "./shown";

beforeAll(startLanguages);

const PATH = "/v1/teaching/quizzes/{lesson_id}";
const draftOf = (...ids: string[]) =>
  ({ lesson_id: "quiz", course_id: "course", slots: ids.map(slotOf) }) as QuizDraft;

/** A quiz with one question, as an editor that adds others sees it. */
async function opened() {
  let add: (questionId: string) => void = () => undefined;
  function Editor({ draft }: { draft: QuizDraft }) {
    const { mutate } = useChangeSlots(draft);
    add = (questionId) => mutate((slots) => [...slots, slotOf(questionId)]);
    return <p>{draft.slots.map((slot) => slot.question_id).join(" ")}</p>;
  }
  function Page() {
    const { data } = useQuery(quizDraftQuery("quiz"));
    return data ? <Editor draft={data} /> : null;
  }
  const { page, client } = show(<Page />);
  const standing = () => page.querySelector("p")?.textContent;
  await until(() => expect(standing()).toBe("one"));
  return { client, standing, add: (questionId: string) => add(questionId) };
}

it("shows a question although an older answer comes after it", async () => {
  const late: (() => void)[] = [];
  serve("GET", { [PATH]: () => draftOf("one") });
  serve("PUT", { [`${PATH}/slots`]: () => draftOf("one", "two") });
  const { client, standing, add } = await opened();
  serve("GET", {
    [PATH]: () => new Promise((answer) => late.push(() => answer(draftOf("one")))),
  });

  void client.invalidateQueries({ queryKey: quizKeys.draft("quiz") });
  await until(() => expect(late).toHaveLength(1));
  add("two");
  await until(() => expect(standing()).toBe("one two"));
  late.forEach((answer) => answer());
  await until(() => expect(client.isFetching()).toBe(0));

  expect(standing()).toBe("one two");
});

it("keeps both questions when the second is added before the first is stored", async () => {
  serve("GET", { [PATH]: () => draftOf("one") });
  serve("PUT", {
    [`${PATH}/slots`]: ({ body }) => ({ ...draftOf(), ...(body as { slots: Slot[] }) }),
  });
  const { standing, add } = await opened();

  add("two");
  add("three");

  await until(() => expect(standing()).toBe("one two three"));
});

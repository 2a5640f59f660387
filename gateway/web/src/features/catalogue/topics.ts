/** The lessons of a module under their headings, as every outline shows them. */
import type { Topic } from "@/api/types";

interface Placed {
  topic_id?: string | null;
}

interface Group<Lesson> {
  /** Null for the lessons that come before the topics. */
  topic: Topic | null;
  lessons: Lesson[];
}

/** What holds no lessons is left out: there is nothing to study under it. */
export function byTopic<Lesson extends Placed>(module: {
  lessons: Lesson[];
  topics?: Topic[];
}): Group<Lesson>[] {
  const topics = [null, ...(module.topics ?? [])];
  return topics
    .map((topic) => ({
      topic,
      lessons: module.lessons.filter((lesson) => (lesson.topic_id ?? null) === (topic?.id ?? null)),
    }))
    .filter(({ lessons }) => lessons.length > 0);
}

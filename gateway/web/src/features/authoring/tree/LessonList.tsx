/** The lessons of a module or of one of its topics. */

import type { Module } from "@/api/types";

import { Gap } from "./Gap";
import { LessonRow } from "./LessonRow";
import { lessonRow, lessonsIn } from "./model";

export function LessonList({ module, topicId }: { module: Module; topicId: string | null }) {
  const lessons = lessonsIn(module, topicId);
  const row = lessonRow(module.id, topicId);
  return (
    <>
      <Gap place={{ ...row, index: 0 }} />
      {lessons.length > 0 && (
        <ol>
          {lessons.map((lesson, index) => (
            <li key={lesson.id}>
              <LessonRow lesson={lesson} />
              <Gap place={{ ...row, index: index + 1 }} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

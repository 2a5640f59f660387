/** A file of an answer on its way. */
import { api, unwrap } from "@/api/client";
import { announcementOf, putFile } from "@/api/transfer";
import type { CourseFile } from "@/api/types";

interface Place {
  attemptId: string;
  questionId: string;
}

export async function uploadAnswerFile(
  { attemptId, questionId }: Place,
  file: File,
  onShare: (share: number) => void,
): Promise<CourseFile> {
  const permission = await unwrap(
    api.POST("/v1/attempts/{attempt_id}/answers/{question_id}/uploads", {
      params: { path: { attempt_id: attemptId, question_id: questionId } },
      body: announcementOf(file),
    }),
  );
  const onProgress = (sent: number) => onShare(file.size ? Math.min(1, sent / file.size) : 0);
  return putFile(permission, { file, onProgress });
}

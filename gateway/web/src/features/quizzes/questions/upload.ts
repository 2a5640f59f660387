/** Sending a file of an answer, with progress. */
import { api, unwrap } from "@/api/client";
import { networkProblem, Problem } from "@/api/problems";
import { session } from "@/api/session";
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
  const upload = await unwrap(
    api.POST("/v1/attempts/{attempt_id}/answers/{question_id}/uploads", {
      params: { path: { attempt_id: attemptId, question_id: questionId } },
      body: {
        name: file.name.slice(-200),
        size: file.size,
        media_type: file.type || "application/octet-stream",
      },
    }),
  );
  return put(upload.url, await session.token(), file, onShare);
}

/** By XMLHttpRequest, because `fetch` cannot tell how much has been sent. */
function put(
  url: string,
  token: string | null,
  file: File,
  onShare: (share: number) => void,
): Promise<CourseFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0);
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText) as CourseFile)
        : reject(problemOf(request));
    request.onerror = () => reject(networkProblem());
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", file.type);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  try {
    return new Problem(request.status, JSON.parse(request.responseText) as object);
  } catch {
    return new Problem(request.status);
  }
}

/** Changes to the tree of a course; moves are shown before the server has answered. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseDraft, LessonKind } from "@/api/types";
import { complain } from "@/ui/Toasts";

import { useShowDraft } from "../useDraft";
import { applyMove, type Move, type TreeNode } from "./model";
import { rememberMoved } from "./moved";

const treeKey = (courseId: string) => ["tree", courseId];

function send({ node, to }: Move): Promise<CourseDraft> {
  const { index } = to;
  const module_id = to.moduleId ?? "";
  if (node.kind === "module") {
    const path = { module_id: node.id };
    return unwrap(
      api.PUT("/v1/teaching/modules/{module_id}/place", { params: { path }, body: { index } }),
    );
  }
  if (node.kind === "topic") {
    return unwrap(
      api.PUT("/v1/teaching/topics/{topic_id}/place", {
        params: { path: { topic_id: node.id } },
        body: { module_id, index },
      }),
    );
  }
  return unwrap(
    api.PUT("/v1/teaching/lessons/{lesson_id}/place", {
      params: { path: { lesson_id: node.id } },
      body: { module_id, topic_id: to.topicId, index },
    }),
  );
}

/** One after another; the answer to the last one is what stays, and a refusal undoes its move. */
export function useMove(courseId: string) {
  const client = useQueryClient();
  const show = useShowDraft();
  const mutationKey = treeKey(courseId);
  const isLast = () => client.isMutating({ mutationKey }) === 1;
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join("-") },
    mutationFn: send,
    onMutate: async (move: Move) => {
      await client.cancelQueries({ queryKey: keys.draft(courseId) });
      const before = client.getQueryData<CourseDraft>(keys.draft(courseId));
      if (before) client.setQueryData(keys.draft(courseId), applyMove(before, move));
      rememberMoved(move.node.id);
      return { before };
    },
    onSuccess: async (draft) => {
      if (isLast()) await show(draft);
    },
    onError: (error, _move, context) => {
      if (context?.before) client.setQueryData(keys.draft(courseId), context.before);
      void client.invalidateQueries({ queryKey: keys.draft(courseId) });
      complain(error);
    },
  });
}

function useTreeChange<Input>(change: (input: Input) => Promise<CourseDraft>) {
  const show = useShowDraft();
  return useMutation({ mutationFn: change, onSuccess: show, onError: complain });
}

interface Renaming {
  node: TreeNode;
  title: string;
}

export const useRename = () =>
  useTreeChange(({ node, title }: Renaming) => {
    const body = { title };
    return node.kind === "module"
      ? unwrap(
          api.PATCH("/v1/teaching/modules/{module_id}", {
            params: { path: { module_id: node.id } },
            body,
          }),
        )
      : unwrap(
          api.PATCH("/v1/teaching/topics/{topic_id}", {
            params: { path: { topic_id: node.id } },
            body,
          }),
        );
  });

export function useRenameLesson(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ node, title }: Renaming) =>
      unwrap(
        api.PATCH("/v1/teaching/lessons/{lesson_id}", {
          params: { path: { lesson_id: node.id } },
          body: { title },
        }),
      ),
    onSuccess: async (lesson) => {
      await showAnswer(client, keys.lessonDraft(lesson.id), lesson);
      await client.invalidateQueries({ queryKey: keys.draft(courseId) });
    },
    onError: complain,
  });
}

export const useRemove = () =>
  useTreeChange((node: TreeNode) => {
    if (node.kind === "module") {
      const path = { module_id: node.id };
      return unwrap(api.DELETE("/v1/teaching/modules/{module_id}", { params: { path } }));
    }
    if (node.kind === "topic") {
      const path = { topic_id: node.id };
      return unwrap(api.DELETE("/v1/teaching/topics/{topic_id}", { params: { path } }));
    }
    const path = { lesson_id: node.id };
    return unwrap(api.DELETE("/v1/teaching/lessons/{lesson_id}", { params: { path } }));
  });

export const useAddTopic = (moduleId: string) =>
  useTreeChange((title: string) =>
    unwrap(
      api.POST("/v1/teaching/modules/{module_id}/topics", {
        params: { path: { module_id: moduleId } },
        body: { title },
      }),
    ),
  );

export const useDuplicateLesson = () =>
  useTreeChange((lessonId: string) =>
    unwrap(
      api.POST("/v1/teaching/lessons/{lesson_id}/copies", {
        params: { path: { lesson_id: lessonId } },
      }),
    ),
  );

export function useAddLesson(courseId: string, moduleId: string, topicId: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; kind: LessonKind }) =>
      unwrap(
        api.POST("/v1/teaching/modules/{module_id}/lessons", {
          params: { path: { module_id: moduleId } },
          body: { ...body, topic_id: topicId },
        }),
      ),
    onSuccess: async (lesson) => {
      client.setQueryData(keys.lessonDraft(lesson.id), lesson);
      void client.invalidateQueries({ queryKey: keys.taught, exact: true });
      await client.invalidateQueries({ queryKey: keys.draft(courseId) });
    },
    onError: complain,
  });
}

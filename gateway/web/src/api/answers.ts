/** Answers to changes, shown in place of what was read before. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Shows what the server answered to a change. A question that was on its way meanwhile is dropped:
 * its answer may be older, and what is shown is what the next change begins with.
 */
export async function showAnswer<Answer>(
  client: QueryClient,
  queryKey: QueryKey,
  answer: Answer,
): Promise<void> {
  await client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, answer);
}

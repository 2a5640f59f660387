/** The text that a guardian reads before they agree. */
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import type { useConsentText } from "./useFamily";

export function ConsentText({ text }: { text: ReturnType<typeof useConsentText> }) {
  if (text.error) return <ErrorState error={text.error} retry={() => void text.refetch()} />;
  if (!text.data) {
    return (
      <Loading>
        <Skeleton className="h-56" />
      </Loading>
    );
  }
  return (
    <div
      lang={text.data.language}
      tabIndex={0}
      role="region"
      aria-label={text.data.version}
      className="prose max-h-72 overflow-y-auto rounded-2xl border border-line bg-sunken p-4 text-base"
      dangerouslySetInnerHTML={{ __html: text.data.html }}
    />
  );
}

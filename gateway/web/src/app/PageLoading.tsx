/** Fills the frame until it is known what the page shows. */
import { Loading } from "@/ui/States";
import { Spinner } from "@/ui/Spinner";

export function PageLoading() {
  return (
    <Loading className="grid flex-1 place-items-center py-32 text-brand">
      <Spinner className="size-8" />
    </Loading>
  );
}

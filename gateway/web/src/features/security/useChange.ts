/** Changes to how somebody signs in: what the pages know about it is asked for again afterwards. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/api/keys";
import { isProblem } from "@/api/problems";
import { session } from "@/api/session";
import { complain } from "@/ui/Toasts";

interface Change<Input, Output> {
  run: (input: Input) => Promise<Output>;
  onDone?: (output: Output) => void;
  /** Shows the refusal where the person looks; a toast otherwise. */
  onRefused?: (error: unknown) => void;
}

export function useChange<Input = void, Output = unknown>(change: Change<Input, Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change.run,
    onSuccess: (output) => {
      // A session that could do nothing but this is free to go on.
      void session.reload();
      void client.invalidateQueries({ queryKey: keys.secondFactors });
      void client.invalidateQueries({ queryKey: keys.devices });
      void client.invalidateQueries({ queryKey: keys.signInSettings });
      change.onDone?.(output);
    },
    onError: (error) => {
      if (isProblem(error, "step_up_required")) return;
      if (change.onRefused) change.onRefused(error);
      else complain(error);
    },
  });
}

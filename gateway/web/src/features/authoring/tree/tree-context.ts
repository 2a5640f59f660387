/** What every part of the tree needs to know. */
import { createContext, use } from "react";

import type { CourseDraft } from "@/api/types";

import type { Move, TreeNode } from "./model";

export interface TreeState {
  draft: CourseDraft;
  frozen: boolean;
  /** What is being carried. */
  dragged: TreeNode | null;
  move: (move: Move) => void;
}

export const TreeContext = createContext<TreeState | null>(null);

export function useTree(): TreeState {
  const tree = use(TreeContext);
  if (!tree) throw new Error("A part of the tree stands outside of it.");
  return tree;
}

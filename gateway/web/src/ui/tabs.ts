/** How a row of tabs looks. */

export const TAB_ROW = "flex gap-6 overflow-x-auto border-b border-line";

export const TAB =
  "min-h-11 border-b-2 border-transparent px-1 font-semibold whitespace-nowrap text-muted " +
  "hover:text-ink data-[state=active]:border-brand data-[state=active]:text-ink";

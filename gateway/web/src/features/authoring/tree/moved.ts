/** Which node has just been moved: its handle takes the focus where it stands now. */

/** Milliseconds within which a moved node is drawn in its new place. */
const DRAWN_WITHIN = 3_000;

let moved: string | null = null;

/** Called by a handle when it is drawn. */
export function takeFocus(id: string): void {
  if (moved === id) document.getElementById(`handle-${id}`)?.focus();
}

export function rememberMoved(id: string): void {
  moved = id;
  requestAnimationFrame(() => takeFocus(id));
  setTimeout(() => {
    if (moved === id) moved = null;
  }, DRAWN_WITHIN);
}

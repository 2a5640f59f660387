/** Adds to a lesson's HTML what a reader's device can do: copy code, scroll wide tables. */

export const COPY = "data-copy";

interface Words {
  copy: string;
  code: string;
  table: string;
}

function wrap(element: Element, className: string): HTMLElement {
  const frame = element.ownerDocument.createElement("div");
  frame.className = className;
  element.replaceWith(frame);
  frame.append(element);
  return frame;
}

/** A block wider than the page is scrolled, so the keyboard has to reach it. */
function makeScrollable(element: Element, label: string): void {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", label);
}

function addCopyButton(block: Element, words: Words): void {
  const frame = wrap(block, "code-block");
  const button = frame.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "code-label no-print";
  button.setAttribute(COPY, "");
  button.textContent = words.copy;
  frame.append(button);
}

/** `html` comes sanitized from the server; the result is only shown, never sent back. */
export function enrich(html: string, words: Words): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const pre of page.querySelectorAll("pre")) {
    makeScrollable(pre, words.code);
    const block = pre.parentElement?.classList.contains("highlight") ? pre.parentElement : pre;
    addCopyButton(block, words);
  }
  for (const table of page.querySelectorAll("table")) {
    makeScrollable(wrap(table, "table-scroll"), words.table);
  }
  for (const image of page.querySelectorAll("img")) image.setAttribute("loading", "lazy");
  for (const link of page.querySelectorAll('a[href^="http"]')) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noreferrer noopener");
  }
  return page.body.innerHTML;
}

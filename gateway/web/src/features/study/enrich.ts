/** Adds to a lesson's HTML what a reader's device can do: copy code, scroll wide tables. */

export const COPY = "data-copy";

interface Words {
  copy: string;
  table: string;
}

function wrap(element: Element, className: string): HTMLElement {
  const frame = element.ownerDocument.createElement("div");
  frame.className = className;
  element.replaceWith(frame);
  frame.append(element);
  return frame;
}

/** A table wider than the page is scrolled, so the keyboard has to reach it. */
function makeScrollable(element: Element, label: string): void {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", label);
}

function addCopyButton(figure: Element, words: Words): void {
  const button = figure.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "copy no-print";
  button.setAttribute(COPY, "");
  button.textContent = words.copy;
  figure.append(button);
}

/** `html` comes sanitized from the server; the result is only shown, never sent back. */
export function enrich(html: string, words: Words): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const figure of page.querySelectorAll("figure.code")) addCopyButton(figure, words);
  for (const table of page.querySelectorAll("table")) {
    makeScrollable(wrap(table, "table-scroll"), words.table);
  }
  for (const link of page.querySelectorAll('a[href^="http"]'))
    link.setAttribute("target", "_blank");
  return page.body.innerHTML;
}

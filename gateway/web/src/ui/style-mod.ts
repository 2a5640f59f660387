/**
 * The editor's styles as a constructed style sheet.
 *
 * The original writes a <style> element, which the content security policy refuses. It does not when
 * its root is no document, so it is given something that only passes style sheets on.
 */
import { StyleModule as Original } from "style-mod-original";

const page = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets: CSSStyleSheet[]) {
    document.adoptedStyleSheets = sheets;
  },
};

export class StyleModule extends Original {
  static override mount(
    _root: Document | ShadowRoot,
    modules: Original | readonly Original[],
  ): void {
    Original.mount(page as unknown as ShadowRoot, modules);
  }
}

import { describe, expect, it, vi } from "vitest";
import { ViewLink } from "../src/api/view-link";

function opened(pathname: string, hash: string) {
  const location = { pathname, hash, reload: vi.fn() };
  const replaceState = vi.fn((_state: unknown, _title: string, path: string) => {
    location.pathname = path;
    location.hash = "";
  });
  return { location, link: new ViewLink({ location, history: { replaceState }, storage: null }) };
}

describe("the link to a view", () => {
  it("takes the code out of the address at once", () => {
    const { location, link } = opened("/impersonation", "#code=abc");

    expect(link.code).toBe("abc");
    expect(location.hash).toBe("");
  });

  it.each([
    ["a page that a link opened", "/impersonation", "#code=abc"],
    ["a page that came there because its view is over", "/courses", ""],
  ])("gets a page of its own in the tab of %s", (_what, pathname, hash) => {
    const { location, link } = opened(pathname, hash);
    link.clean();

    location.hash = "#code=def";
    link.onFragment();

    expect(location.reload).toHaveBeenCalledOnce();
  });

  it("is nothing to other pages and other fragments", () => {
    const { location, link } = opened("/courses", "#code=abc");

    link.onFragment();
    location.pathname = "/impersonation";
    location.hash = "#top";
    link.onFragment();

    expect(link.isOpen).toBe(false);
    expect(location.reload).not.toHaveBeenCalled();
  });
});

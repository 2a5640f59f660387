/** A view of somebody's academy: its beginning, its mark on every page, its end; as one chunk. */
export { EnterPage } from "./EnterPage";
export { ViewBanner } from "./ViewBanner";
export { ViewOver } from "./ViewOver";

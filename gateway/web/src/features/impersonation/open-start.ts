import { viewLink } from "../../api/view-link";

/** Opens the start page as a new page: the browser's own session is restored there. */
export const openStart = (): void => {
  viewLink.unmark();
  window.location.replace("/");
};

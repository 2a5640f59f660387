/** Opens the start page as a new page: the browser's own session is restored there. */
export const openStart = (): void => window.location.replace("/");

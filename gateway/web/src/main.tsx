/** Starts the web app. */
import "./styles/app.css";
// First, so that the code of a link is out of the address bar before the routes read it.
import "./api/view-link";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { followSystemTheme } from "./app/theme";
import { startSession } from "./app/view";
import { startLanguages } from "./i18n";

followSystemTheme();
startSession();
await startLanguages();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

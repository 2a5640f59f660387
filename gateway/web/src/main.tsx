/** Starts the web app. */
import "./styles/app.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { session } from "./api/session";
import { App } from "./app/App";
import { followSystemTheme } from "./app/theme";
import { startLanguages } from "./i18n";

followSystemTheme();
void session.restore();
await startLanguages();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

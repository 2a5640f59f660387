/** Light, dark, or as the system has it. */

export type Theme = "light" | "dark";

const STORED = "academy.theme";
const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

function stored(): Theme | null {
  try {
    const value = localStorage.getItem(STORED);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

export function currentTheme(): Theme {
  return stored() ?? (systemDark.matches ? "dark" : "light");
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // The choice holds until the page is left.
  }
  show(theme);
}

export function followSystemTheme(): void {
  show(currentTheme());
  systemDark.addEventListener("change", () => show(currentTheme()));
}

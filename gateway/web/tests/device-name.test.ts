import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";

import { deviceOf, isHandheld } from "@/features/security/device-name";

const t = ((key: string, values?: Record<string, string>) =>
  values ? `${values.browser} on ${values.system}` : key) as TFunction;

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36";

describe("the name of a device", () => {
  it.each([
    [CHROME, "Chrome on Windows"],
    [`${CHROME} Edg/141.0`, "Edge on Windows"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) Version/17.1 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) CriOS/119.0 Safari/604",
      "Chrome on iPhone",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
      "Samsung Internet on Android",
    ],
    ["academy-console/0.1", "security.device.console"],
    ["", "security.device.unknown"],
    ["curl/8.5.0", "security.device.unknown"],
  ])("of %s is %s", (userAgent, name) => {
    expect(deviceOf(userAgent, t)).toBe(name);
  });

  it("tells what one holds in the hand", () => {
    expect(isHandheld("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X)")).toBe(true);
    expect(isHandheld(CHROME)).toBe(false);
  });
});

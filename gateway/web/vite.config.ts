import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const gateway = process.env.ACADEMY_URL ?? "http://127.0.0.1:8000";

/** Paths that belong to the gateway, so the service worker must neither answer nor keep them. */
const SERVER_PATHS = [
  /^\/v1\//,
  /^\/\.well-known\//,
  /^\/files\//,
  /^\/media\//,
  /^\/docs/,
  /^\/openapi/,
  /^\/socket\.io/,
];

/** Small parts that nearly every page needs: one request instead of a dozen. */
const SHARED = new RegExp(
  [
    "src/ui/(Badge|Button|Spinner|Notice|States|Rosette|classes|useTitle)",
    "src/api/(queries|keys|client|session|problems|unique-id)",
    "src/i18n/(formats|useFormats)",
    "src/features/catalogue/(Cover|cover-art|CourseTile)\\.",
    "lucide-react",
    "@tanstack/",
  ].join("|"),
);

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      registerType: "prompt",
      injectRegister: null,
      includeAssets: ["favicon.svg", "apple-touch-icon.png", "boot.js"],
      manifest: {
        name: "Academy",
        short_name: "Academy",
        description: "Courses to study at your own pace, from teachers who answer for them.",
        id: "/",
        start_url: "/",
        display: "standalone",
        background_color: "#f6f8f4",
        theme_color: "#0d3b31",
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          {
            src: "/icon-maskable-512.png",
            sizes: "512x512",
            type: "image/png",
            purpose: "maskable",
          },
        ],
      },
      workbox: {
        globPatterns: ["index.html", "assets/*.{js,css}", "assets/*-latin-wght-normal-*.woff2"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [...SERVER_PATHS, /^\/health\//, /^\/metrics/],
        cleanupOutdatedCaches: true,
        runtimeCaching: [],
      },
    }),
  ],
  resolve: {
    alias: {
      "@": source("./src"),
      // The original writes a <style> element, which the content security policy refuses.
      "react-remove-scroll": source("./src/ui/scroll-lock.tsx"),
      "style-mod-original": source("./node_modules/style-mod/src/style-mod.js"),
      "style-mod": source("./src/ui/style-mod.ts"),
    },
  },
  build: {
    assetsInlineLimit: 0,
    target: "es2022",
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "shared", test: SHARED, minShareCount: 3 }] } },
    },
  },
  server: {
    proxy: {
      "/v1": gateway,
      "/.well-known": gateway,
      "/files": gateway,
      "/media": gateway,
      "/socket.io": { target: gateway, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});

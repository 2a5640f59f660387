// Fails the build when the JavaScript of the first load grows beyond its budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 200;
const dist = new URL("../dist/", import.meta.url);
const page = readFileSync(new URL("index.html", dist), "utf8");
const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]);

const weigh = (file) => gzipSync(readFileSync(new URL(file, dist))).length / 1000;
const total = scripts.reduce((sum, file) => sum + weigh(file), 0);

for (const file of scripts) console.log(`${weigh(file).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${total.toFixed(1).padStart(8)} kB  first load, gzipped (budget ${BUDGET_KB} kB)`);
if (total > BUDGET_KB) {
  console.error("First-load JavaScript is over its budget.");
  process.exit(1);
}

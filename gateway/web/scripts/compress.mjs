// Puts compressed copies beside the built files; the gateway sends them to browsers that take them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SMALLEST = 1024;
const dist = new URL("../dist/", import.meta.url);
const files = readdirSync(dist, { recursive: true }).filter((file) =>
  /\.(js|css|html|svg|json|webmanifest)$/.test(file),
);

for (const file of files) {
  const content = readFileSync(new URL(file, dist));
  if (content.length < SMALLEST) continue;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(new URL(`${file}.br`, dist), brotliCompressSync(content, { params }));
  writeFileSync(new URL(`${file}.gz`, dist), gzipSync(content, { level: 9 }));
}
console.log(`Compressed ${files.length} files.`);

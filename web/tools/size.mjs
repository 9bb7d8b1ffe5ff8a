// Prints the JavaScript that loads before the first inbox, in gzip kB, against its bars.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const AIM_KB = 170;
const BAR_KB = 300;

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const files = new Set();

/** Collects a chunk and what it imports at once; what it imports on demand does not count. */
function collect(key) {
    const chunk = manifest[key];
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) collect(next);
}
collect("index.html");

let total = 0;
for (const file of files) {
    const kb = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
    total += kb;
    console.log(`${kb.toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(
    `${total.toFixed(1).padStart(7)} kB  before the first inbox (aim ${AIM_KB}, bar ${BAR_KB})`,
);
if (total > BAR_KB) process.exit(1);

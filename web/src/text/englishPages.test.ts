// What the first screen says is there with it: no module that it loads names words that come later.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { englishImport } from "./englishImport";
import { englishPages } from "./englishPages";
import { englishWork } from "./englishWork";

const ROOT = "src/main.tsx";

/** The file that an import names; `null` for packages and styles. */
function fileOf(from: string, specifier: string): string | null {
    const path = join(dirname(from), specifier);
    return [`${path}.ts`, `${path}.tsx`].find(existsSync) ?? null;
}

/** All sources that are loaded at once with `path`: what is imported on demand is left out. */
function loadedWith(path: string, found = new Set<string>()): Set<string> {
    if (found.has(path)) return found;
    found.add(path);
    const imports = /^(?:import|export)\s+(?!type\b)(?:[^;]*?from\s+)?"(\.[^"]+)";/gm;
    for (const [, specifier = ""] of readFileSync(path, "utf8").matchAll(imports)) {
        const next = fileOf(path, specifier);
        if (next) loadedWith(next, found);
    }
    return found;
}

test("the first screen loads without the words of the pages, and names none of them", () => {
    const sources = loadedWith(ROOT);
    expect(100 < sources.size).toBe(true);
    expect([...sources].filter((path) => path.endsWith("englishPages.ts"))).toEqual([]);
    const later = [englishPages, englishWork, englishImport].flatMap((words) => Object.keys(words));
    const named = [...sources].flatMap((path) => {
        const source = readFileSync(path, "utf8");
        const keys = [...source.matchAll(/"([a-z_]+\.[a-z_0-9]+)"/g)].map((match) => match[1]);
        const beginnings = [...source.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map(
            (match) => match[1] ?? "",
        );
        return later
            .filter((key) => keys.includes(key) || beginnings.some((one) => key.startsWith(one)))
            .map((key) => `${path}: ${key}`);
    });
    expect(named).toEqual([]);
});

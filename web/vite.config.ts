// Build of the web client: one page, hashed assets, compressed copies beside them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** What compresses; fonts and pictures are compressed already. */
const COMPRESSIBLE = /\.(js|css|svg|json|webmanifest|txt)$/;

/** Writes `.br` and `.gz` beside each asset, so that the server never compresses at run time. */
function compressed(): Plugin {
    return {
        name: "meanwhile-compressed",
        apply: "build",
        writeBundle(options) {
            const directory = options.dir ?? "dist";
            for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
                if (!COMPRESSIBLE.test(name)) continue;
                const path = join(directory, name);
                const bytes = readFileSync(path);
                const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
                writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
                writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
            }
        },
    };
}

const server = process.env["MEANWHILE_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
    plugins: [react(), compressed()],
    html: { cspNonce: "__CSP_NONCE__" },
    build: {
        target: ["chrome120", "firefox128", "safari17.4"],
        assetsInlineLimit: 0,
        manifest: true,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    server: { proxy: { "/api": { target: server, ws: true } } },
    test: {
        include: ["src/**/*.test.ts"],
        environment: "node",
        // Tests may say all words, also those that the pages bring along.
        setupFiles: [
            "src/text/englishPages.ts",
            "src/text/englishWork.ts",
            "src/text/englishCheckIn.ts",
            "src/text/englishMyBoard.ts",
            "src/text/englishPicture.ts",
        ],
    },
});

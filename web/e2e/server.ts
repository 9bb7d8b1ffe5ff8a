// Starts the built program on a free port with a data directory of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How long the program may take until it prints its address, in milliseconds. */
const START_MS_MAX = 30_000;

/** A running server. */
export interface Server {
    /** Where it listens, without a slash at the end. */
    url: string;
    data: string;
    /** Ends it at once, as a power cut would (SIGKILL). */
    kill: () => Promise<void>;
    /** Starts it again on the same port and data. */
    restart: () => Promise<void>;
    /** Ends it and removes its data. */
    stop: () => Promise<void>;
}

/** The program: `MEANWHILE_BIN`, or what cargo built last. */
function program(): string {
    const named = process.env["MEANWHILE_BIN"];
    if (named) return named;
    const target = process.env["CARGO_TARGET_DIR"] ?? resolve("..", "target");
    const found = [resolve("..", "dist", "meanwhile"), join(target, "debug", "meanwhile")].find(
        existsSync,
    );
    if (!found) throw new Error("no program found: build it, or set MEANWHILE_BIN");
    return found;
}

/** A port that is free now; the restarted server must have the same. */
function freePort(): Promise<number> {
    return new Promise((done, fail) => {
        const probe = createServer();
        probe.once("error", fail);
        probe.listen(0, "127.0.0.1", () => {
            const address = probe.address();
            const port = typeof address === "object" && address ? address.port : 0;
            probe.close(() => done(port));
        });
    });
}

function exited(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => child.once("exit", () => done()));
}

/** Starts a server with an empty data directory; its media port is a free one unless `media` says which. */
export async function startServer(media = ["--media-port", "0"]): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), "meanwhile-e2e-"));
    const port = await freePort();
    let child: ChildProcess;

    const start = (): Promise<string> => {
        const listen = `127.0.0.1:${port}`;
        const args = ["serve", "--data", data, "--listen", listen, ...media];
        const fresh = spawn(program(), args, { stdio: ["ignore", "pipe", "pipe"] });
        child = fresh;
        return new Promise((done, fail) => {
            let said = "";
            let log = "";
            const timer = setTimeout(() => fail(new Error(`no address: ${log}`)), START_MS_MAX);
            fresh.stdout.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                const found = /https?:\/\/[\w.:[\]-]+/.exec(said);
                if (!found) return;
                clearTimeout(timer);
                done(found[0]);
            });
            fresh.stderr.on("data", (chunk: Buffer) => {
                log += chunk.toString();
            });
            fresh.once("exit", (code) => fail(new Error(`ended with ${code}: ${log}`)));
        });
    };

    const url = await start();
    return {
        url,
        data,
        kill: async () => {
            child.kill("SIGKILL");
            await exited(child);
        },
        restart: async () => {
            await start();
        },
        stop: async () => {
            child.kill("SIGTERM");
            await exited(child);
            rmSync(data, { recursive: true, force: true });
        },
    };
}

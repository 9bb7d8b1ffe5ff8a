// One request to the server: JSON in and out, problems as errors of a kind.
import type { Problem } from "../data/model";
import { text } from "../text/text";

/** The server said no, and why. */
export class Refusal extends Error {
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem.detail || problem.title);
        this.problem = problem;
    }
}

/** No answer: the network or the server is away. Sending again is safe with the same key. */
export class Unreachable extends Error {}

/** What a request may carry besides its path. */
export interface RequestOptions {
    body?: unknown;
    /** Makes a repeated POST count once. */
    idempotencyKey?: string;
    /** The version that was read; refused with `stale` if there is a newer one. */
    version?: number;
    signal?: AbortSignal;
}

/** Sends a request under `/api/v1` and reads its answer. */
export async function request<Answer>(
    method: string,
    path: string,
    options: RequestOptions = {},
): Promise<Answer> {
    const response = await send(method, path, options);
    if (response.ok) {
        if (response.status === 204) return undefined as Answer;
        return (await response.json()) as Answer;
    }
    throw await refusalOf(response);
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = {};
    const init: RequestInit = { method, headers, credentials: "same-origin" };
    if (options.body !== undefined) {
        headers["Content-Type"] = "application/json";
        init.body = JSON.stringify(options.body);
    }
    if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
    if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
    if (options.signal) init.signal = options.signal;
    try {
        return await fetch(`/api/v1${path}`, init);
    } catch (error) {
        if (options.signal?.aborted) throw error;
        throw new Unreachable(text("problem.unreachable"));
    }
}

async function refusalOf(response: Response): Promise<Error> {
    const type = response.headers.get("Content-Type") ?? "";
    if (type.includes("json")) {
        const problem = (await response.json().catch(() => null)) as Problem | null;
        if (problem?.code) return new Refusal(problem);
    }
    // A proxy's own page, or a server that is just starting: worth another try.
    return new Unreachable(text("problem.status", { status: response.status }));
}

/** The refusal that a body carries, if it does. */
export function refusalIn(body: string): Refusal | null {
    try {
        const problem = JSON.parse(body) as Problem;
        return problem.code ? new Refusal(problem) : null;
    } catch {
        return null; // a proxy's own page, or nothing
    }
}

/** What went wrong, in words for people. */
export function problemWords(error: unknown): string {
    if (error instanceof Error && error.message !== "") return error.message;
    return text("problem.unknown");
}

/** What is wrong with which field of a form, by the field's name. */
export function fieldProblems(error: unknown): ReadonlyMap<string, string> {
    if (!(error instanceof Refusal)) return new Map();
    return new Map((error.problem.fields ?? []).map((entry) => [entry.field, entry.detail]));
}

/** A fresh idempotency key. */
export function newKey(): string {
    if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

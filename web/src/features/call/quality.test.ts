import { describe, expect, it } from "vitest";
import { EMPTY } from "../../data/state";
import type { Quality } from "../../transport/frames";
import { callState } from "../../transport/liveState";
import { flowLines, ownQuality, qualityNote } from "./quality";

const data = EMPTY;

function told(change: Partial<Quality>): Quality {
    return {
        level: "poor",
        cause: "me_down",
        lost_up_percent: 0,
        lost_down_percent: 12,
        round_trip_ms: 80,
        server_late_ms: 0,
        ...change,
    };
}

describe("what is said of the quality", () => {
    it("says nothing while all is well", () => {
        expect(qualityNote(data, callState())).toBe("");
        expect(ownQuality(data, callState()).level).toBe("good");
    });

    it("says at once that pictures are paused, and why", () => {
        const call = { ...callState(), paused: new Set(["ben camera"]) };
        expect(qualityNote(data, call)).toMatch(/so that you hear everybody/);
        expect(ownQuality(data, call).level).toBe("fair");
    });

    it("names whose part it is", () => {
        const words = (quality: Quality) => qualityNote(data, { ...callState(), quality });
        expect(words(told({}))).toMatch(/^Your network is slow/);
        expect(words(told({ cause: "me_up" }))).toMatch(/others may hear and see you/);
        expect(words(told({ cause: "server" }))).toMatch(/^The server is busy/);
    });

    it("does not blame one's network for what the server does", () => {
        const quality = told({ cause: "server" });
        const call = { ...callState(), quality, paused: new Set(["ben camera"]) };
        expect(qualityNote(data, call)).toMatch(/^The server/);
    });
});

describe("the details", () => {
    it("say what is not known yet", () => {
        const lines = flowLines(null, { shown: 2, paused: 0 });
        expect(lines.map((line) => line.value)).toEqual([
            "not measured yet",
            "not measured yet",
            "not measured yet",
            "2 shown",
        ]);
    });

    it("say rate and loss of both ways", () => {
        const flow = {
            sent: { kbps: 1840, lostPercent: 4 },
            received: { kbps: 310, lostPercent: null },
            roundTripMs: 42,
        };
        const lines = flowLines(flow, { shown: 1, paused: 3 });
        expect(lines.map((line) => line.value)).toEqual([
            "310 kbit/s",
            "1.8 Mbit/s, 4 % lost",
            "42 ms",
            "1 shown, 3 paused",
        ]);
    });
});

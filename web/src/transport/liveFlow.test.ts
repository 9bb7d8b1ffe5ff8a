import { describe, expect, it } from "vitest";
import { flowBetween, type Sums } from "./liveFlow";

const NONE: Sums = {
    atMs: 0,
    bytesSent: 0,
    bytesReceived: 0,
    packetsSent: 0,
    packetsReceived: 0,
    lostUp: 0,
    lostDown: 0,
    roundTripMs: null,
};

describe("what goes over a connection", () => {
    it("is the difference of two looks", () => {
        const now = {
            ...NONE,
            atMs: 2000,
            bytesSent: 50_000,
            bytesReceived: 250_000,
            packetsSent: 100,
            packetsReceived: 180,
            lostUp: 5,
            lostDown: 20,
            roundTripMs: 31,
        };
        expect(flowBetween(NONE, now)).toEqual({
            sent: { kbps: 200, lostPercent: 5 },
            received: { kbps: 1000, lostPercent: 10 },
            roundTripMs: 31,
        });
    });

    it("says nothing of loss where nothing went, and nothing across two connections", () => {
        const later = { ...NONE, atMs: 1000 };
        expect(flowBetween(NONE, later)?.sent.lostPercent).toBeNull();
        expect(flowBetween({ ...NONE, bytesSent: 9 }, later)).toBeNull();
        expect(flowBetween(later, later)).toBeNull();
    });
});

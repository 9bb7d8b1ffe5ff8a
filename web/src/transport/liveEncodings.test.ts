import { expect, test } from "vitest";
import type { VideoCodec } from "./frames";
import { chooseCodec, type Filmed, planLayers } from "./liveEncodings";

const CAMERA: Filmed = { content: "camera", width: 1280, height: 720 };

function plan(filmed: Filmed, codec: VideoCodec, seen = "lmh") {
    return planLayers(filmed, codec, (rid) => seen.includes(rid));
}

function sides(filmed: Filmed, codec: VideoCodec = "vp8"): number[] {
    const sent = plan(filmed, codec).filter((layer) => layer.active);
    return sent.map((layer) => filmed.height / layer.scaleResolutionDownBy);
}

test("what a device gives is sent in layers, down to a size for small tiles", () => {
    expect(sides({ content: "camera", width: 3840, height: 2160 })).toEqual([360, 1080, 2160]);
    expect(sides({ content: "text", width: 3840, height: 2160 })).toEqual([360, 1080, 2160]);
    expect(sides(CAMERA)).toEqual([180, 360, 720]);
    expect(sides({ content: "camera", width: 640, height: 360 })).toEqual([180, 360]);
    expect(sides({ content: "text", width: 400, height: 200 })).toEqual([200]);
});

test("layers that nobody sees are not sent, in streams or within one", () => {
    const active = (seen: string) => plan(CAMERA, "vp8", seen).map((layer) => layer.active);
    expect(active("lh")).toEqual([true, false, true]);
    expect(active("")).toEqual([false, false, false]);
    const within = (seen: string) => {
        const [first, ...others] = plan(CAMERA, "av1", seen);
        expect(others.some((layer) => layer.active)).toBe(false);
        return first?.active ? [first.scalabilityMode, first.scaleResolutionDownBy] : null;
    };
    expect(within("lmh")).toEqual(["L3T3_KEY", 1]);
    expect(within("m")).toEqual(["L2T3_KEY", 2]);
    expect(within("l")).toEqual(["L1T3", 4]);
    expect(within("")).toBe(null);
});

test("who wants a layer that a small picture does not have gets its highest", () => {
    const small: Filmed = { content: "camera", width: 640, height: 360 };
    expect(plan(small, "vp8", "h").map((layer) => layer.active)).toEqual([false, true, false]);
    expect(plan(small, "vp9", "h")[0]?.scalabilityMode).toBe("L2T3_KEY");
});

test("text is sent whole and slowly, what moves at thirty pictures a second", () => {
    const screen = (content: "text" | "motion") =>
        plan({ content, width: 1920, height: 1080 }, "vp9")[2];
    expect(screen("text")).toMatchObject({ scaleResolutionDownBy: 1, maxFramerate: 15 });
    expect(screen("motion")).toMatchObject({ scaleResolutionDownBy: 1, maxFramerate: 30 });
});

test("a chosen codec is used where all take it; automatic takes newer ones for text", () => {
    const only = (...codecs: VideoCodec[]) => {
        return (codec: VideoCodec) => codecs.includes(codec);
    };
    const text: Filmed = { content: "text", width: 1920, height: 1080 };
    const all = only("vp8", "h264", "vp9", "av1");
    expect(chooseCodec(CAMERA, "av1", all, 8)).toBe("av1");
    expect(chooseCodec(CAMERA, "av1", only("vp8", "vp9"), 8)).toBe("vp8");
    expect(chooseCodec(CAMERA, "auto", all, 8)).toBe("vp8");
    expect(chooseCodec(text, "auto", all, 8)).toBe("av1");
    expect(chooseCodec(text, "auto", all, 2)).toBe("vp9");
    expect(chooseCodec({ ...text, width: 3840, height: 2160 }, "auto", all, 8)).toBe("vp9");
    expect(chooseCodec(text, "auto", only("vp8"), 8)).toBe("vp8");
    expect(chooseCodec(CAMERA, "auto", only("h264"), 8)).toBe("h264");
    expect(chooseCodec(CAMERA, "av1", only("h264"), 8)).toBe("h264");
    expect(chooseCodec(text, "auto", only("h264"), 8)).toBe("h264");
    expect(chooseCodec(CAMERA, "auto", only(), 8)).toBe("vp8");
});

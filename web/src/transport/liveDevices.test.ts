import { expect, test } from "vitest";
import { troubleOf } from "./liveDevices";

test("each error of the browser has a cause that a person can act on", () => {
    const named = (name: string, message = "") => Object.assign(new Error(message), { name });
    expect(troubleOf(named("NotAllowedError", "Permission denied"))).toBe("denied");
    expect(troubleOf(named("NotAllowedError", "Permission denied by system"))).toBe("system");
    expect(troubleOf(named("NotFoundError"))).toBe("none");
    expect(troubleOf(named("OverconstrainedError"))).toBe("none");
    expect(troubleOf(named("NotReadableError"))).toBe("busy");
    expect(troubleOf(named("SecurityError"))).toBe("insecure");
    expect(troubleOf(null)).toBe("unknown");
});

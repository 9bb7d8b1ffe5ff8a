import { expect, test } from "vitest";
import { measured, readThousandths, thousandthsWords, toNumberInput } from "./numbers";

test("numbers are read as people type them", () => {
    expect(readThousandths("3")).toBe(3000);
    expect(readThousandths(" 3,5 ")).toBe(3500);
    expect(readThousandths("-0.25")).toBe(-250);
    expect(readThousandths(".5")).toBe(500);
    expect(readThousandths("")).toBeNull();
    expect(readThousandths("three")).toBeNull();
    expect(readThousandths("1e9")).toBeNull();
    expect(readThousandths("99999999999999999999")).toBeNull();
});

test("numbers are written with their unit", () => {
    expect(thousandthsWords(3500)).toBe("3.5");
    expect(thousandthsWords(1_234_000)).toBe("1,234");
    expect(measured(12_000, "h")).toBe("12 h");
    expect(measured(12_000, "%")).toBe("12%");
    expect(measured(12_000, "")).toBe("12");
    expect(toNumberInput(3500)).toBe("3.5");
});

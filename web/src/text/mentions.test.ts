// Editing keeps mentions.
import { expect, test } from "vitest";
import { editText, wireText } from "./mentions";

test("a mention survives an edit around it", () => {
    const former = "@[Ana Sato](per_1) please look, @_[Ben](per_2) knows";
    expect(editText(former)).toBe("@Ana Sato please look, @_Ben knows");
    expect(wireText("@Ana Sato please look again, @_Ben knows", former)).toBe(
        "@[Ana Sato](per_1) please look again, @_[Ben](per_2) knows",
    );
});

test("a mention that is taken out asks nobody", () => {
    expect(wireText("please look", "@[Ana](per_1) please look")).toBe("please look");
});

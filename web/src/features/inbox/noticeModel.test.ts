// What can be done in place about notices of tasks.
import { expect, test } from "vitest";
import type { TaskNews } from "../../data/model";
import { ANA, delivery, NOW_MS } from "../../data/tests/fixture";
import { task, workData } from "../../data/tests/workFixture";
import { noticeItems } from "./noticeModel";

function actsOn(news: TaskNews): string[] {
    const about = { about: "task", task: task("tsk_1").id, news } as const;
    const data = workData(
        { tasks: [task("tsk_1", { title: "Sign the build" })] },
        { deliveries: [delivery("dlv_1", about, { from: ANA, topic: null, channel: null })] },
    );
    const [item] = noticeItems(data, NOW_MS);
    expect(item?.href).toBe("/tasks/tsk_1");
    return item?.acts.map((act) => (act.act === "my_item" ? act.about.what : act.act)) ?? [];
}

test("what stands still asks for its next step first, and may be helped with or put off", () => {
    expect(actsOn("slow")).toEqual(["step", "help", "snooze", "look"]);
});

test("who is asked to help may look, or say no", () => {
    expect(actsOn("help_wanted")).toEqual(["look", "let_go"]);
});

test("the rest of the news is looked at", () => {
    expect(actsOn("woke")).toEqual(["look", "snooze"]);
    for (const news of ["assigned", "due", "free", "finished"] as const) {
        expect(actsOn(news)).toEqual(["look"]);
    }
});

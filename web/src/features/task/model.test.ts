// The tasks of a call: told by its topic, or one's own.
import { expect, test } from "vitest";
import type { Message, SessionId, TaskId } from "../../data/model";
import type { Data } from "../../data/state";
import { ANA, TOPIC } from "../../data/tests/fixture";
import { task, workData } from "../../data/tests/workFixture";
import { sessionTasks } from "./model";

const CALL = { id: "ses_1" as SessionId, topic: TOPIC };

/** What the topic says when a task is made. */
function made(id: string, text: string, session: SessionId | null): Message {
    const body = { kind: "task_made", task: id as TaskId, ...(session ? { session } : {}) };
    return { topic: TOPIC, author: ANA, text, body } as Message;
}

function withMessages(data: Data, messages: Message[]): Data {
    return { ...data, windows: new Map([[TOPIC, { messages, hasOlder: false, atEnd: true }]]) };
}

test("a task of a call is there once, for who sees it only there and for whose it is", () => {
    const origin = { from: "session" as const, session: CALL.id, topic: TOPIC };
    const own = task("tsk_own", { title: "Sign it", origin, stage: "done" });
    const other = task("tsk_other", { origin: { ...origin, session: "ses_2" as SessionId } });
    const data = withMessages(workData({ tasks: [own, other] }), [
        made("tsk_own", "Sign the build", CALL.id),
        made("tsk_ana", "Call Osaka", CALL.id),
        made("tsk_message", "Out of a message", null),
    ]);
    expect(sessionTasks(data, CALL)).toEqual([
        { id: "tsk_own", title: "Sign it", done: true },
        { id: "tsk_ana", title: "Call Osaka", done: false },
    ]);
});

test("what was made in private is known to its people without a word in the topic", () => {
    const origin = { from: "session" as const, session: CALL.id, topic: TOPIC };
    const data = workData({ tasks: [task("tsk_own", { title: "Sign it", origin })] });
    expect(sessionTasks(data, CALL)).toEqual([{ id: "tsk_own", title: "Sign it", done: false }]);
});

// An address leads to a message by its id or its blocker's, and to older pages until it is there.
import { expect, test } from "vitest";
import type { BlockerId, Message, MessageId, TopicId } from "../../data/model";
import { type Data, EMPTY } from "../../data/state";
import { linkedIn } from "./linked";

const topic = "top_05" as TopicId;

function message(id: string, body: Message["body"] = { kind: "text" }): Message {
    return { id: id as MessageId, body } as Message;
}

function data(hasOlder: boolean, ...messages: Message[]): Data {
    return { ...EMPTY, windows: new Map([[topic, { messages, hasOlder, atEnd: true }]]) };
}

const raised = message("msg_20", { kind: "blocker_raised", blocker: "blk_19" as BlockerId });

test("a loaded message is found by its own id, or by that of its blocker", () => {
    const found = data(true, message("msg_10"), raised);
    expect(linkedIn(found, topic, "msg_10").message).toBe("msg_10");
    expect(linkedIn(found, topic, "blk_19").message).toBe("msg_20");
});

test("an older one is looked for before the oldest that is there", () => {
    expect(linkedIn(data(true, raised), topic, "msg_03")).toEqual({
        message: null,
        before: "msg_20",
    });
    expect(linkedIn(data(true, raised), topic, "blk_03").before).toBe("msg_20");
});

test("what cannot be there is not looked for", () => {
    expect(linkedIn(data(false, raised), topic, "msg_03").before).toBeNull();
    expect(linkedIn(data(true, raised), topic, "msg_21").before).toBeNull();
    expect(linkedIn(data(true, raised), topic, "").before).toBeNull();
    expect(linkedIn(EMPTY, topic, "msg_03").before).toBeNull();
});

// What cards of my board say besides their title: where from, what they wait on, how long they stand.
import { text } from "../text/text";
import type { Task } from "./model";
import { firstNameOf, topicTitle } from "./select";
import type { Data } from "./state";
import { isOpenTask } from "./taskWords";

/** Where a task came from: "from a message in Pumps"; empty for what the reader wrote down. */
export function originWords(data: Data, task: Task): string {
    const { origin } = task;
    if (!origin) {
        if (task.created_by === data.me) return "";
        return text("my_board.from_person", { name: firstNameOf(data, task.created_by) });
    }
    switch (origin.from) {
        case "message":
        case "request":
        case "session": {
            const topic = data.topics.get(origin.topic);
            const place = topic ? topicTitle(data, topic) : "";
            return place === ""
                ? text(`my_board.from_${origin.from}`)
                : text(`my_board.from_${origin.from}_in`, { place });
        }
        case "check_in":
            return text("my_board.from_check_in");
        case "recurred":
            return text("my_board.from_recurred");
        case "import":
            return text("my_board.from_import");
    }
}

/** What a task waits on: "waits on Ruth’s blocker", "waits on “Sign build 2.4”"; empty if nothing. */
export function waitWords(data: Data, task: Task): string {
    if (task.blocked) {
        const blocker = [...data.blockers.values()].find((one) => one.task === task.id);
        if (!blocker) return text("my_board.blocked");
        if (blocker.raised_by === data.me) {
            return text("my_board.blocked_by", { words: blocker.text });
        }
        return text("my_board.waits_blocker", { name: firstNameOf(data, blocker.raised_by) });
    }
    if (task.open_waits === 0) return "";
    const known = task.waits_on.map((id) => data.work.tasks.get(id));
    const title = known.find((other) => other && isOpenTask(other))?.title;
    if (title === undefined || 1 < task.open_waits) {
        return text("my_board.waits_on", { count: task.open_waits });
    }
    return text("my_board.waits_on_title", { title });
}

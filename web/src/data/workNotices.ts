// What notices about tasks, check-ins, updates and polls say, and where they lead.
import { text } from "../text/text";
import { firstNameOf, type Notice } from "./select";
import type { Data } from "./state";

/** A notice about work in its own time. */
export type WorkNotice = Extract<Notice, { about: "task" | "check_in" | "update" | "poll" }>;

export function workNoticeTitle(data: Data, notice: WorkNotice): string {
    const name = notice.from ? firstNameOf(data, notice.from) : text("person.unknown");
    switch (notice.about) {
        case "task": {
            const title = data.work.tasks.get(notice.task)?.title ?? text("notice.task_unknown");
            return text(`notice.task_${notice.news}`, { name, title });
        }
        case "check_in": {
            const title = data.work.checkIns.get(notice.check_in)?.title ?? "";
            return text(`notice.check_in_${notice.news}`, { title });
        }
        case "update": {
            const { of } = notice;
            const title =
                of.on === "goal"
                    ? data.work.goals.get(of.goal)?.objective
                    : data.work.boards.get(of.board)?.name;
            return text("notice.update", { name, title: title ?? "" });
        }
        case "poll": {
            const question = data.work.polls.get(notice.poll)?.question ?? "";
            return text(`notice.poll_${notice.news}`, { question });
        }
    }
}

export function workNoticeHref(notice: WorkNotice): string {
    switch (notice.about) {
        case "task":
            return `/tasks/${notice.task}`;
        case "check_in":
            return `/check-ins/${notice.check_in}/${notice.date}`;
        case "update":
            return notice.of.on === "goal"
                ? `/goals/${notice.of.goal}`
                : `/boards/${notice.of.board}/updates`;
        case "poll":
            return notice.topic ? `/topic/${notice.topic}` : "/";
    }
}

// Does what a key, a button or a menu asks for, and says what came of it.

import type { BlockerId, TalkOfferId } from "../../../data/model";
import { openOverlay } from "../../../data/overlay";
import { firstName, firstNameOf, talkPartner } from "../../../data/select";
import { store } from "../../../data/store";
import { text } from "../../../text/text";
import { acts } from "../../../transport/acts";
import { api } from "../../../transport/api";
import { helpBlocker, takeTalk } from "../../../transport/calls";
import { problemWords } from "../../../transport/http";
import { setRead } from "../../../transport/reading";
import { say } from "../../../ui/Toasts";
import type { Command } from "../commands";
import type { InboxItem } from "../model";
import type { NoticeAct, NoticeItem } from "../noticeModel";

type Go = (path: string) => void;

/** Where a row leads. */
export function hrefOf(item: InboxItem): string {
    switch (item.kind) {
        case "waiting":
        case "others":
            return `/topic/${item.topic}#${item.message}`;
        case "notice":
            return item.href;
        case "new":
            return `/topic/${item.topic}`;
    }
}

function run(work: Promise<unknown>, done: string): void {
    work.then(
        () => {
            if (done !== "") say(done);
        },
        (error) => say(problemWords(error), true),
    );
}

/** Replies in the pane beside the list, else in the topic. */
function reply(item: InboxItem, go: Go): void {
    const box = document.querySelector<HTMLElement>("[data-reading] textarea");
    if (box) box.focus();
    else go(hrefOf(item));
}

function later(item: InboxItem): void {
    if (item.kind === "waiting" || item.kind === "others") {
        openOverlay({ kind: "request_time", request: item.request });
    } else if (item.kind === "new") {
        const of = { of: "topic", of_topic: item.topic } as const;
        openOverlay({ kind: "remind", of, words: item.title });
    } else {
        const act = item.acts.find((one) => one.act === "more_time" || one.act === "again");
        if (act) performNotice(item, act, () => {});
    }
}

function delegate(item: InboxItem): void {
    if (item.kind === "waiting" || item.kind === "others") {
        openOverlay({ kind: "request_person", request: item.request });
    } else if (item.kind === "notice") {
        const act = item.acts.find((one) => one.act === "ask_else");
        if (act) performNotice(item, act, () => {});
    }
}

function done(item: InboxItem): void {
    switch (item.kind) {
        case "waiting":
            run(
                acts.acknowledge(item.request),
                text("inbox.acknowledged", { name: firstName(item.name) }),
            );
            break;
        case "notice": {
            const { notice } = item;
            const reminder =
                notice.about === "reminder" && store.get().reminders.has(notice.reminder);
            run(
                reminder ? acts.reminderDone(notice.reminder) : acts.noticeDone(notice),
                text("inbox.put_away"),
            );
            break;
        }
        case "new": {
            const last = store.get().topics.get(item.topic)?.last_ordinal ?? 0;
            run(setRead(item.topic, last), "");
            break;
        }
        default:
            break;
    }
}

/** Does a command with a row. */
export function perform(item: InboxItem, command: Command, go: Go): void {
    switch (command) {
        case "open":
            go(hrefOf(item));
            break;
        case "reply":
            reply(item, go);
            break;
        case "later":
            later(item);
            break;
        case "delegate":
            delegate(item);
            break;
        case "done":
            done(item);
            break;
        case "why":
            if (item.kind !== "new") go(item.why);
            else if (item.held) go(item.held.why);
            break;
        case "call":
            if (item.kind === "others" && item.asked) {
                openOverlay({ kind: "ring", person: item.asked, topic: item.topic });
            }
            break;
        case "withdraw":
            if (item.kind === "others") {
                const all = item.requests.map((id) => acts.withdraw(id));
                run(Promise.all(all), text("inbox.withdrawn", { name: firstName(item.name) }));
            }
            break;
    }
}

/** Goes into the call with somebody who is stuck; says so if they cannot be rung now. */
async function help(id: BlockerId): Promise<void> {
    const data = store.get();
    const blocker = data.blockers.get(id);
    if (!blocker || (await helpBlocker(blocker))) return;
    say(text("blocker.help_waits", { name: firstNameOf(data, blocker.raised_by) }));
}

async function talk(id: TalkOfferId): Promise<void> {
    const data = store.get();
    const offer = data.talkOffers.get(id);
    const partner = offer && talkPartner(data, offer);
    if (partner) await takeTalk(offer, partner);
}

async function readAll(item: NoticeItem): Promise<void> {
    const { notice } = item;
    if (notice.about !== "digest") return;
    const { topics } = store.get();
    await Promise.all(notice.topics.map((id) => setRead(id, topics.get(id)?.last_ordinal ?? 0)));
    await acts.noticeDone(notice);
}

/** Does what a notice offers in place. */
export function performNotice(item: NoticeItem, act: NoticeAct, go: Go): void {
    const { notice } = item;
    switch (act.act) {
        case "call":
            openOverlay({ kind: "ring", person: act.person, topic: item.topic });
            break;
        case "more_time":
            openOverlay({ kind: "request_time", request: act.request });
            break;
        case "ask_else":
            openOverlay({ kind: "request_person", request: act.request });
            break;
        case "withdraw":
            run(acts.withdraw(act.request), text("inbox.withdrawn", { name: act.name }));
            break;
        case "again":
            again(item);
            break;
        case "my_item":
            openOverlay(act.about);
            break;
        case "help":
            if (notice.about === "blocker") run(help(notice.blocker), "");
            break;
        case "talk":
            if (notice.about === "talk") run(talk(notice.offer), "");
            break;
        case "dismiss_talk":
            if (notice.about === "talk") run(acts.dismissTalk(notice.offer), "");
            break;
        case "not_me":
            run(acts.declineEscalation(act.request), text("notice.declined"));
            break;
        case "confirm":
            run(acts.confirmUrgent(act.message), text("notice.confirmed"));
            break;
        case "verdict":
            run(api.urgentVerdict(act.message, act.urgent), text("notice.verdict_thanks"));
            break;
        case "look":
            go(act.href);
            break;
        case "read_all":
            run(readAll(item), text("notice.all_read"));
            break;
    }
}

/** Another time for a reminder that has come. */
function again({ notice }: NoticeItem): void {
    if (notice.about !== "reminder") return;
    const reminder = store.get().reminders.get(notice.reminder);
    if (!reminder) return;
    openOverlay({ kind: "remind", of: reminder, words: reminder.note, reminder: reminder.id });
}

// What a notice says, in one line: for its row in the Inbox and for the system's notification.
import { text } from "../text/text";
import { firstNameOf, groupName, type Notice, talkPartner } from "./select";
import type { Data } from "./state";
import { workNoticeTitle } from "./workNotices";

/** Who a notice is from, by first name. */
function from(data: Data, notice: Notice): string {
    return notice.from ? firstNameOf(data, notice.from) : text("person.unknown");
}

/** The one line of a notice. */
export function noticeTitle(data: Data, notice: Notice): string {
    switch (notice.about) {
        case "ring":
            return text("notice.ring", { name: from(data, notice) });
        case "reminder":
            return text("notice.reminder", {
                note: data.reminders.get(notice.reminder)?.note ?? "",
            });
        case "nudge": {
            const asker = data.requests.get(notice.request)?.from ?? notice.from;
            const name = asker ? firstNameOf(data, asker) : text("person.unknown");
            return text("notice.nudge", { name });
        }
        case "overdue": {
            const asked = data.requests.get(notice.request)?.asked;
            const name = asked ? firstNameOf(data, asked) : text("person.unknown");
            return text("notice.overdue", { name });
        }
        case "nobody_left": {
            const asked = data.requests.get(notice.request)?.asked;
            if (!asked) return text("notice.nobody_left");
            return text("notice.nobody_left_for", { name: firstNameOf(data, asked) });
        }
        case "urgent_ring": {
            const name = from(data, notice);
            if (notice.asked === data.me) return text("notice.urgent_ring", { name });
            const asked = firstNameOf(data, notice.asked);
            return text("notice.urgent_ring_for", { name, asked });
        }
        case "blocker": {
            const blocker = data.blockers.get(notice.blocker);
            if (!blocker) return text("notice.blocker_gone", { name: from(data, notice) });
            const name = firstNameOf(data, blocker.raised_by);
            return text("notice.blocker", { name, text: blocker.text });
        }
        case "talk": {
            const offer = data.talkOffers.get(notice.offer);
            const partner = offer ? talkPartner(data, offer) : notice.from;
            const name = partner ? firstNameOf(data, partner) : text("person.unknown");
            return text("notice.talk", { name, count: offer?.round_trips ?? 4 });
        }
        case "confirm":
            return text("notice.confirm", { name: from(data, notice) });
        case "verdict":
            return text("notice.verdict", { name: from(data, notice) });
        case "proposal": {
            const group = groupName(data, notice.group);
            if (!notice.from) return text("notice.proposal", { group });
            return text("notice.proposal_by", { name: from(data, notice), group });
        }
        case "review":
            return text("notice.review", { group: groupName(data, notice.group) });
        case "not_sent":
            return text("notice.not_sent");
        case "views_in":
            return text("notice.views_in");
        case "digest":
            return text("notice.digest", { count: notice.messages });
        case "task":
        case "check_in":
        case "update":
        case "poll":
            return workNoticeTitle(data, notice);
    }
}

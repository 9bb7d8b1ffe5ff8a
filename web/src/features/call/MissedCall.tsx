// A call nobody took, as it stands in its topic: who missed it, and the way to call back.
import type { Message } from "../../data/model";
import { nameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { namesOf } from "../../data/words";
import { text } from "../../text/text";
import styles from "./MissedCall.module.css";
import { TalkButton } from "./TalkButton";

export function MissedCall({ message }: { message: Message }) {
    const { body } = message;
    const words = useView((data) => {
        if (body.kind !== "missed_call") return "";
        if (data.me && body.missed_by.includes(data.me)) {
            return text("message.missed_by_you", { name: nameOf(data, message.author) });
        }
        return text("message.missed_by", { names: namesOf(data, body.missed_by) });
    });
    return (
        <p className={styles["missed"]}>
            {words}
            <TalkButton topic={message.topic} label={text("call.call_back")} look="line" />
        </p>
    );
}

// Who is typing in a topic.
import type { TopicId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { listed, text } from "../../text/text";
import styles from "./TypingLine.module.css";

export function TypingLine({ topic }: { topic: TopicId }) {
    const names = useView((data, nowMs) => {
        const typing = [...(data.typing.get(topic) ?? [])];
        return typing
            .filter(([person, untilMs]) => nowMs - data.skewMs < untilMs && person !== data.me)
            .map(([person]) => firstNameOf(data, person));
    });
    return (
        <p className={styles["typing"]} role="status">
            {0 < names.length && text("typing.line", { count: names.length, names: listed(names) })}
        </p>
    );
}

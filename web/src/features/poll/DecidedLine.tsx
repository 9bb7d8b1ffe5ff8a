// A decision that was recorded, in the topic where it was taken.
import { ArrowRight } from "lucide-react";
import { Link } from "wouter";
import type { Message, RecordId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { SafeHtml } from "../../ui/SafeHtml";
import styles from "./DecidedLine.module.css";

export function DecidedLine({ message, record }: { message: Message; record: RecordId }) {
    const view = useView((data) => ({
        name: firstNameOf(data, message.author),
        channel: data.topics.get(message.topic)?.channel ?? "",
    }));
    return (
        <section className={styles["decided"]} aria-label={text("decision.label")}>
            <p className={styles["who"]}>{text("decision.happened", { name: view.name })}</p>
            <SafeHtml html={message.html} />
            <Link href={`/channel/${view.channel}/decisions#${record}`}>
                {text("decision.all")}
                <ArrowRight size={14} aria-hidden="true" />
            </Link>
        </section>
    );
}

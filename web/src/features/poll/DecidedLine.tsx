// A decision that was recorded, in the topic where it was taken.
import { ArrowRight } from "lucide-react";
import { Link } from "wouter";
import type { Message, RecordId } from "../../data/model";
import { firstNameOf } from "../../data/select";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { SafeHtml } from "../../ui/SafeHtml";
import styles from "./DecidedLine.module.css";
import { useRecord } from "./parts/useRecord";

export function DecidedLine({ message, record }: { message: Message; record: RecordId }) {
    const view = useView((data) => ({
        name: firstNameOf(data, message.author),
        channel: data.topics.get(message.topic)?.channel ?? null,
    }));
    const replaced = useRecord(view.channel, record)?.replaced_by ?? null;
    const newer = useRecord(view.channel, replaced);
    const [line = ""] = message.text.split("\n", 1);
    const all = `/channel/${view.channel}/decisions`;
    return (
        <section className={styles["decided"]} aria-label={text("decision.label", { text: line })}>
            <p className={styles["who"]}>{text("decision.happened", { name: view.name })}</p>
            <div className={newer ? styles["replaced"] : undefined}>
                <SafeHtml html={message.html} />
            </div>
            {newer && (
                <Link href={`${all}#${newer.id}`}>
                    {text("decision.replaced_by", { text: newer.text })}
                </Link>
            )}
            <Link href={`${all}#${record}`}>
                {text("decision.all")}
                <ArrowRight size={14} aria-hidden="true" />
            </Link>
        </section>
    );
}

// "Send later": a few good times, or any other on whose clock one likes.
import { CalendarClock, Clock } from "lucide-react";
import { useState } from "react";
import type { LaterChoice, PersonId, TopicId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { MenuButton } from "../../../ui/Menu";
import { onDemand } from "../../../ui/onDemand";
import { laterOptions } from "../later";

const LaterDialog = onDemand(async () => (await import("./LaterDialog")).LaterDialog);

export function LaterMenu({
    topic,
    people,
    onChoose,
}: {
    topic: TopicId;
    /** Whom the message is for: their clocks are offered. */
    people: readonly PersonId[];
    onChoose: (later: LaterChoice) => void;
}) {
    const [picking, setPicking] = useState(false);
    const options = useView((data, nowMs) => laterOptions(data, nowMs, people));
    return (
        <>
            <MenuButton
                label={text("send_later.title")}
                icon={<Clock size={16} />}
                items={[
                    ...options.map((option) => ({
                        id: option.id,
                        label: option.label,
                        hint: option.hint,
                        onAction: () => onChoose(option.choice),
                    })),
                    {
                        id: "pick",
                        label: text("send_later.pick"),
                        icon: <CalendarClock size={16} aria-hidden="true" />,
                        onAction: () => setPicking(true),
                    },
                ]}
            />
            {picking && (
                <LaterDialog
                    topic={topic}
                    people={people}
                    onChoose={(later) => {
                        setPicking(false);
                        onChoose(later);
                    }}
                    onClose={() => setPicking(false)}
                />
            )}
        </>
    );
}

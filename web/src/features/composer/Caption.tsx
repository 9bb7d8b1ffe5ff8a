// The words of something that is no text itself: whom it asks, how soon, and who is told when.
import { useEffect, useRef, useState } from "react";
import type { PersonId, PostMessage, TopicId } from "../../data/model";
import { myZone } from "../../data/select";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { type Draft, NO_DRAFT } from "../../transport/drafts";
import styles from "./Caption.module.css";
import { choiceOf, everyoneOf, expectationOf, toWire, withEveryone } from "./model";
import { ExpectationPicker } from "./parts/ExpectationPicker";
import { GroupChoices } from "./parts/GroupChoices";
import { MentionBox } from "./parts/MentionBox";
import { ReachLine } from "./parts/ReachLine";
import { usePreview } from "./parts/usePreview";
import { NO_WISHES } from "./wishes";

/** What a message says and wants, without what hangs on it. */
export type CaptionPost = Pick<PostMessage, "text" | "expectation" | "everyone">;

/** Somebody's mention, where the place does not ask them by itself. */
function asking(topic: TopicId, person: PersonId | null): Draft {
    const data = store.get();
    const row = data.topics.get(topic);
    const direct = row && data.channels.get(row.channel)?.kind === "direct";
    const name = person && data.people.get(person)?.name;
    if (!person || !name || direct) return NO_DRAFT;
    return { ...NO_DRAFT, text: `@${name} `, mentions: [{ name, person }] };
}

export function Caption({
    topic,
    person,
    label,
    onChange,
    onSend,
}: {
    topic: TopicId;
    /** Whom it asks from the beginning. */
    person: PersonId | null;
    label: string;
    onChange: (post: CaptionPost) => void;
    /** Ctrl and Enter. */
    onSend: () => void;
}) {
    const area = useRef<HTMLTextAreaElement>(null);
    const [draft, setDraft] = useState(() => asking(topic, person));
    const [{ choice, by }, setWishes] = useState(NO_WISHES);
    const zone = useView(myZone);
    const wire = toWire(draft);
    const everyone = everyoneOf(draft);
    const expectation = expectationOf(choice, by, zone);
    const post: CaptionPost = {
        text: wire,
        ...(expectation === undefined ? {} : { expectation }),
        ...(0 < everyone.length ? { everyone } : {}),
    };
    const preview = usePreview(topic, post);
    const asked = preview?.recipients.some((recipient) => recipient.asked) ?? false;
    const effective = choice ?? (preview && asked ? choiceOf(preview.expectation) : "none");

    const key = JSON.stringify(post);
    // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what changed
    useEffect(() => onChange(post), [key]);
    useEffect(() => area.current?.focus(), []);

    return (
        <div className={styles["caption"]}>
            <MentionBox
                area={area}
                topic={topic}
                draft={draft}
                label={label}
                onDraft={setDraft}
                onKeyDown={(event) => {
                    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
                    if (!sends || event.nativeEvent.isComposing) return;
                    event.preventDefault();
                    onSend();
                }}
            />
            <GroupChoices
                draft={draft}
                onEveryone={(group, all) => setDraft(withEveryone(draft, group, all))}
            />
            <ReachLine preview={preview} hint="" />
            <div className={styles["foot"]}>
                <ExpectationPicker
                    value={effective}
                    chosen={choice !== null}
                    by={by}
                    zone={zone}
                    narrow={false}
                    onChange={(next) => setWishes((before) => ({ ...before, choice: next }))}
                    onBy={(next) => setWishes((before) => ({ ...before, by: next }))}
                />
            </div>
        </div>
    );
}

// The Inbox with its composer.
import { Composer } from "../../features/composer/Composer";
import { Inbox } from "../../features/inbox/Inbox";
import { text } from "../../text/text";
import type { Overlay } from "../overlay";
import { useTitle } from "../title";

export function InboxPage({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
    useTitle(text("inbox.title"));
    return (
        <Inbox
            onNewTopic={() => onOverlay({ kind: "new_topic", channel: null })}
            renderComposer={(topic, placeholder, onSent) => (
                <Composer
                    key={topic}
                    narrow
                    topic={topic}
                    placeholder={placeholder}
                    onSent={onSent}
                />
            )}
        />
    );
}

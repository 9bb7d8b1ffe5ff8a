// The conversations on a phone: what the sidebar shows elsewhere.
import { text } from "../../text/text";
import { Page } from "../../ui/Page";
import type { Overlay } from "../overlay";
import { ChannelSection, DirectSection } from "../Sidebar";
import { useTitle } from "../title";

export function TalkPage({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
    useTitle(text("talk.title"));
    return (
        <Page title={text("talk.title")}>
            <DirectSection onNew={() => onOverlay({ kind: "new_direct" })} />
            <ChannelSection onNew={() => onOverlay({ kind: "new_channel" })} />
        </Page>
    );
}

// Begins and ends the recording of a call; everybody in it sees that it runs.
import { Circle, Square } from "lucide-react";
import { useState } from "react";
import type { SessionId } from "../../data/model";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { problemWords } from "../../transport/http";
import { live } from "../../transport/live";
import { Control } from "../../ui/Control";
import { say } from "../../ui/Toasts";

export function RecordControl({ session }: { session: SessionId }) {
    const running = useView((data) => {
        const recordings = data.sessions.get(session)?.recordings ?? [];
        return recordings.find((entry) => entry.state === "running")?.id ?? null;
    });
    const [busy, setBusy] = useState(false);

    const handleClick = async () => {
        setBusy(true);
        try {
            await (running ? live.stopRecording(running) : live.record(session));
        } catch (error) {
            say(problemWords(error), true);
        }
        setBusy(false);
    };
    return (
        <Control
            icon={
                running ? (
                    <Square size={20} fill="currentColor" />
                ) : (
                    <Circle size={20} fill="currentColor" />
                )
            }
            word={running ? text("recording.stop_word") : text("recording.start")}
            aria-label={running ? text("recording.stop") : text("recording.start")}
            look={running ? "warm" : "plain"}
            disabled={busy}
            onClick={() => void handleClick()}
        />
    );
}

// Recording a clip: the recorder of one feature, with the devices of calls and the words of the composer.
import "../text/englishPages";
import { useLocation } from "wouter";
import type { RecordClip } from "../data/overlay";
import { firstNameOf } from "../data/select";
import { useView } from "../data/useView";
import { DeviceSelects, LevelMeter, StreamVideo, TroubleNote } from "../features/call/Devices";
import { Recorder } from "../features/clip/Recorder";
import { Caption } from "../features/composer/Caption";
import { text } from "../text/text";
import { acts } from "../transport/acts";
import { problemWords } from "../transport/http";
import { say } from "../ui/Toasts";

const PARTS = { DeviceSelects, LevelMeter, StreamVideo, TroubleNote };

export function RecordOverlay({ wanted, onClose }: { wanted: RecordClip; onClose: () => void }) {
    const { topic, person, replyTo, offer } = wanted;
    const [, go] = useLocation();
    const title = useView((data) =>
        person ? text("clip.title_for", { name: firstNameOf(data, person) }) : text("clip.title"),
    );
    const handleSent = () => {
        onClose();
        go(`/topic/${topic}`);
        if (offer) acts.dismissTalk(offer).catch((error) => say(problemWords(error), true));
    };
    return (
        <Recorder
            topic={topic}
            title={title}
            kind={wanted.clip ?? "voice"}
            post={replyTo ? { reply_to: replyTo } : {}}
            parts={PARTS}
            renderCaption={(onChange, onSend) => (
                <Caption
                    topic={topic}
                    person={person ?? null}
                    label={text("clip.caption")}
                    onChange={onChange}
                    onSend={onSend}
                />
            )}
            onSent={handleSent}
            onClose={onClose}
        />
    );
}

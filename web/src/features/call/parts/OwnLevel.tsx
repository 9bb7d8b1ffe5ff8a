// How loud one's own microphone is in the call.
import { text } from "../../../text/text";
import { useCall } from "../useCall";
import { LevelMeter } from "./LevelMeter";

export function OwnLevel() {
    const on = useCall((call) => call.sends.microphone);
    const stream = useCall((call) => call.microphone);
    const [track] = stream?.getAudioTracks() ?? [];
    if (!on || !track) return null;
    return <LevelMeter track={track} label={text("call.test_level")} />;
}

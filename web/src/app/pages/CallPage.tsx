// The page of a call: its stage, with what the recording adds to it.
import { useView } from "../../data/useView";
import { Stage } from "../../features/call/Stage";
import { useCall } from "../../features/call/useCall";
import { RecordControl } from "../../features/recording/RecordControl";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function CallPage({ id }: { id: string }) {
    const known = useView((data) => [...data.sessions.keys()].find((row) => row === id) ?? null);
    const mine = useCall((call) => call.session);
    useTitle(text("call.stage"));
    const session = known ?? (mine === id ? mine : null);
    if (!session) return <Stage session={null} recordControl={null} />;
    return <Stage session={session} recordControl={<RecordControl session={session} />} />;
}

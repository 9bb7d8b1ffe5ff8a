// The bar of the running call, on every page but its stage. It is loaded with the first call.
import { useEffect } from "react";
import { useRoute } from "wouter";
import { resumeCall } from "../../transport/liveCall";
import { onDemand } from "../../ui/onDemand";
import { useCall } from "./useCall";

const load = async () => (await import("./parts/CallBar")).CallBar;
const CallBar = onDemand(load);

export function LiveBar() {
    const [onStage] = useRoute("/live/:id");
    const idle = useCall((call) => call.phase === "idle");
    // The page may have been loaded again in mid-call.
    useEffect(resumeCall, []);
    // A call goes on without a network; its bar has to be there by then.
    useEffect(() => {
        if (!idle) load().catch(() => {});
    }, [idle]);
    return idle || onStage ? null : <CallBar />;
}

// What is wrong in the call this page is in, and the way out of it.
import { text } from "../../../text/text";
import { retryCall } from "../../../transport/liveCall";
import { dismissTrouble, setCamera, setMicrophone, setScreen } from "../../../transport/liveSelf";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { useCall } from "../useCall";
import { TroubleNote } from "./TroubleNote";

export function CallTroubles() {
    const trouble = useCall((call) => call.trouble);
    const problem = useCall((call) => call.problem);
    const handleRetry = () => {
        if (trouble?.source === "camera") void setCamera(true);
        else if (trouble?.source === "microphone") void setMicrophone(true);
        else void setScreen(true);
    };
    return (
        <>
            {trouble && (
                <TroubleNote
                    source={trouble.source}
                    why={trouble.why}
                    onRetry={handleRetry}
                    onDismiss={dismissTrouble}
                />
            )}
            {problem && (
                <p className={list["problem"]} role="alert">
                    {problem}{" "}
                    <Button look="bare" small onClick={retryCall}>
                        {text("call.retry")}
                    </Button>
                </p>
            )}
        </>
    );
}

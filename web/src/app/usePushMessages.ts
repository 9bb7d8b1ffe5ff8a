// Keeps Web Push alive, and answers the service worker: whether something is seen already, and opens
// what was clicked.
import { useEffect } from "react";
import { useLocation } from "wouter";

interface WorkerMessage {
    type: "is_seen" | "open";
    path: string;
}

function isWorkerMessage(data: unknown): data is WorkerMessage {
    return (
        typeof data === "object" &&
        data !== null &&
        "path" in data &&
        typeof data.path === "string" &&
        "type" in data &&
        (data.type === "is_seen" || data.type === "open")
    );
}

export function usePushMessages(): void {
    const [path, go] = useLocation();
    useEffect(() => {
        // What fails is tried again at the next start; the settings say how it stands.
        import("../transport/push").then(({ keepPush }) => keepPush()).catch(() => {});
    }, []);
    useEffect(() => {
        const worker = navigator.serviceWorker;
        if (!worker) return;
        const handleMessage = (event: MessageEvent<unknown>) => {
            if (!isWorkerMessage(event.data)) return;
            if (event.data.type === "open") {
                go(event.data.path);
                return;
            }
            const [page] = event.data.path.split("#");
            const seen = document.visibilityState === "visible" && path === page;
            event.ports[0]?.postMessage(seen);
        };
        worker.addEventListener("message", handleMessage);
        return () => worker.removeEventListener("message", handleMessage);
    }, [path, go]);
}

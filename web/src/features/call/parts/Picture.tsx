// A moving picture: somebody's that the server sends while it is in sight, or one's own, mirrored.
import { useEffect, useRef, useState } from "react";
import type { PersonId } from "../../../data/model";
import { pictureKey } from "../../../transport/liveSlots";
import { hidePicture, showPicture } from "../../../transport/liveViews";
import { useCall } from "../useCall";
import styles from "./Picture.module.css";

/** The picture of somebody else. Nothing is seen until it moves. */
export function RemotePicture({
    person,
    source,
    label,
}: {
    person: PersonId;
    source: "camera" | "screen";
    label: string;
}) {
    const key = pictureKey(person, source);
    const stream = useCall((call) => call.pictures.get(key) ?? null);
    const frame = useRef<HTMLDivElement>(null);

    useEffect(() => {
        const element = frame.current;
        if (!element) return;
        const view = {};
        let near = true;
        const tell = () => {
            const { width, height } = element.getBoundingClientRect();
            const scale = window.devicePixelRatio || 1;
            if (!near || width < 1 || height < 1) hidePicture(view);
            else
                showPicture(view, person, source, { width: width * scale, height: height * scale });
        };
        const resized = new ResizeObserver(tell);
        const seen = new IntersectionObserver(([entry]) => {
            near = entry?.isIntersecting ?? true;
            tell();
        });
        resized.observe(element);
        seen.observe(element);
        return () => {
            resized.disconnect();
            seen.disconnect();
            hidePicture(view);
        };
    }, [person, source]);

    return (
        <div ref={frame} className={styles["frame"]}>
            <StreamVideo
                stream={stream}
                label={label}
                fit={source === "screen" ? "contain" : "cover"}
            />
        </div>
    );
}

/** One's own camera, as in a mirror. */
export function OwnPicture({ stream, label }: { stream: MediaStream | null; label: string }) {
    return (
        <div className={`${styles["frame"]} ${styles["mirrored"]}`}>
            <StreamVideo stream={stream} label={label} fit="cover" />
        </div>
    );
}

/** What a stream shows. */
export function StreamVideo({
    stream,
    label,
    fit,
}: {
    stream: MediaStream | null;
    label: string;
    fit: "cover" | "contain";
}) {
    const video = useRef<HTMLVideoElement>(null);
    const [moving, setMoving] = useState<MediaStream | null>(null);

    useEffect(() => {
        const element = video.current;
        if (!element) return;
        element.srcObject = stream;
        if (!stream) return;
        element.play().catch(() => {}); // muted: only a stream that is gone does not play
        const handle = element.requestVideoFrameCallback(() => setMoving(stream));
        return () => element.cancelVideoFrameCallback(handle);
    }, [stream]);

    return (
        <video
            ref={video}
            className={`${styles["video"]} ${styles[fit]} ${moving === stream && stream ? styles["moving"] : ""}`}
            aria-label={label}
            muted
            playsInline
            autoPlay
        />
    );
}

// The running call while one reads on: who speaks, how long, and the controls that are needed.
import { LogOut, Maximize2, Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { leaveCall, takeCallHere } from "../../../transport/liveCall";
import { setCamera, setMicrophone } from "../../../transport/liveSelf";
import { startSound } from "../../../transport/liveSound";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import { callHead, mainSpeaker, phaseWords, type Tile, tilesOf } from "../model";
import { qualityNote } from "../quality";
import { useCall, useCallView } from "../useCall";
import styles from "./CallBar.module.css";
import { CallTroubles } from "./CallTroubles";
import { HuddleClock } from "./HuddleClock";
import { TileView } from "./TileView";
import { Timer } from "./Timer";

export function CallBar() {
    const [, go] = useLocation();
    const phase = useCall((call) => call.phase);
    const broken = useCall((call) => call.broken);
    const session = useCall((call) => call.session);
    const sends = useCall((call) => call.sends);
    const blocked = useCall((call) => call.soundBlocked);
    const head = useCallView(callHead);
    const quality = useCallView(qualityNote);
    const tile = useBarTile();
    const openStage = () => go(`/live/${session}`);
    const handleLeave = () => leaveCall().catch((error) => say(problemWords(error), true));
    const joined = phase !== "moved";
    return (
        <section className={styles["bar"]} aria-label={text("call.bar")} data-region tabIndex={-1}>
            <div className={styles["row"]}>
                {tile && joined && (
                    <button type="button" className={styles["pip"]} onClick={openStage}>
                        <TileView tile={tile} size="bar" />
                        <span className="sr">{text("call.open")}</span>
                    </button>
                )}
                <div className={styles["words"]}>
                    <p className={`${styles["title"]} clip`}>{head?.title}</p>
                    <p className={`${styles["sub"]} clip`} role="status">
                        {phaseWords(phase, broken) ||
                            statusWords(phase, head?.waiting || quality, head?.names ?? "")}
                    </p>
                </div>
                {head && joined && (
                    <span className={styles["time"]}>
                        {head.recording && (
                            <span className={styles["recording"]}>
                                <i />
                                <span className="desk">{text("call.recording")}</span>
                                <span className="sr phone">{text("call.recording")}</span>
                            </span>
                        )}
                        {head.endsMs === null ? (
                            <Timer sinceMs={head.startedMs} />
                        ) : (
                            <HuddleClock endsMs={head.endsMs} />
                        )}
                    </span>
                )}
                {joined ? (
                    <div
                        className={styles["controls"]}
                        role="toolbar"
                        aria-label={text("call.toolbar")}
                    >
                        {blocked && (
                            <Button look="line" small onClick={() => void startSound()}>
                                {text("call.sound_on")}
                            </Button>
                        )}
                        <Button
                            look="bare"
                            icon={sends.microphone ? <Mic size={18} /> : <MicOff size={18} />}
                            label={sends.microphone ? text("call.mute") : text("call.unmute")}
                            aria-pressed={sends.microphone}
                            onClick={() => void setMicrophone(!sends.microphone)}
                        />
                        <Button
                            look="bare"
                            icon={sends.camera ? <Video size={18} /> : <VideoOff size={18} />}
                            label={sends.camera ? text("call.camera_off") : text("call.camera_on")}
                            aria-pressed={sends.camera}
                            onClick={() => void setCamera(!sends.camera)}
                        />
                        <Button
                            look="bare"
                            icon={<Maximize2 size={18} />}
                            label={text("call.open")}
                            onClick={openStage}
                        />
                        <Button
                            look="end"
                            icon={<LogOut size={16} />}
                            aria-label={text("call.leave")}
                            onClick={() => void handleLeave()}
                        >
                            <span className="desk">{text("call.leave")}</span>
                        </Button>
                    </div>
                ) : (
                    <div className={styles["controls"]}>
                        <Button look="talk" onClick={takeCallHere}>
                            {text("call.moved_here")}
                        </Button>
                    </div>
                )}
            </div>
            <CallTroubles />
        </section>
    );
}

function statusWords(phase: string, waiting: string, names: string): string {
    if (phase === "moved") return text("call.moved");
    if (waiting !== "") return waiting;
    return names === "" ? text("call.alone") : names;
}

/** A shared screen, else who spoke last, else somebody; oneself when alone. */
function useBarTile(): Tile | null {
    const [speaker, setSpeaker] = useState<PersonId | null>(null);
    const tiles = useCallView(tilesOf);
    const speaking = useCall((call) => call.speaking);
    const me = useView((data) => data.me);
    useEffect(() => setSpeaker((before) => mainSpeaker(before, speaking, me)), [speaking, me]);
    const theirs = tiles.filter((tile) => !tile.self);
    return (
        theirs.find((tile) => tile.source === "screen") ??
        theirs.find((tile) => tile.person === speaker) ??
        theirs[0] ??
        tiles.find((tile) => tile.source === "camera") ??
        null
    );
}

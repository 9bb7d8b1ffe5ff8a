// What a tile says of the picture on it: that it is paused, that its person's network is weak.
import { CirclePause } from "lucide-react";
import "../../../text/englishQuality";
import { text } from "../../../text/text";
import type { Tile } from "../model";
import { SignalBars } from "./SignalBars";
import styles from "./TileView.module.css";

export function TileSign({ tile, short }: { tile: Tile; short: boolean }) {
    // Of somebody whose place waits the name's plate says what there is to know.
    if (tile.away || (!tile.paused && !tile.weak)) return null;
    const words = text(tile.paused ? "quality.paused" : "quality.weak");
    return (
        <span className={`${styles["plate"]} ${styles["sign"]}`} title={words}>
            {tile.paused ? (
                <CirclePause size={14} aria-hidden="true" />
            ) : (
                <SignalBars level="poor" size={14} />
            )}
            <span className={short ? "sr" : "clip"}>{words}</span>
        </span>
    );
}

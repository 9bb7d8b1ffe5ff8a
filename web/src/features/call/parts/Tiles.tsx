// The tiles of the stage in the arrangement that fits their number and what is shown.
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import type { PersonId } from "../../../data/model";
import { useView } from "../../../data/useView";
import { arrange, gridColumns, mainSpeaker, type StageLayout, tilesOf } from "../model";
import { useCall, useCallView } from "../useCall";
import styles from "./Tiles.module.css";
import { TileView } from "./TileView";

/** Space between tiles, in CSS pixels. */
const GAP_PX = 12;

export function Tiles({ layout }: { layout: StageLayout }) {
    const tiles = useCallView(tilesOf);
    const me = useView((data) => data.me);
    const speaking = useCall((call) => call.speaking);
    const [speaker, setSpeaker] = useState<PersonId | null>(null);
    const [pinned, setPinned] = useState<string | null>(null);
    useEffect(() => setSpeaker((before) => mainSpeaker(before, speaking, me)), [speaking, me]);
    const [box, size] = useSize();

    const arrangement = arrange(tiles, { layout, pinned, speaker });
    const columns = gridColumns(tiles.length, size.width, size.height, GAP_PX);
    const onPin = 2 < tiles.length ? setPinned : undefined;
    return (
        <div ref={box} className={styles["box"]}>
            {arrangement?.kind === "duo" && (
                <div className={styles["duo"]}>
                    <TileView tile={arrangement.big} size="big" />
                    {arrangement.corner && <TileView tile={arrangement.corner} size="corner" />}
                </div>
            )}
            {arrangement?.kind === "grid" && (
                <div
                    className={styles["grid"]}
                    style={gridStyle(arrangement.tiles.length, columns)}
                >
                    {arrangement.tiles.map((tile, index) => (
                        <TileView
                            key={tile.key}
                            tile={tile}
                            size="grid"
                            style={placeStyle(index, arrangement.tiles.length, columns)}
                            onPin={onPin}
                        />
                    ))}
                </div>
            )}
            {arrangement?.kind === "speaker" && (
                <div className={styles["speaker"]}>
                    <TileView
                        key={arrangement.big.key}
                        tile={arrangement.big}
                        size="big"
                        pinned={arrangement.big.key === pinned}
                        onPin={arrangement.big.key === pinned ? onPin : undefined}
                    />
                    <div className={styles["small"]}>
                        {arrangement.small.map((tile) => (
                            <TileView key={tile.key} tile={tile} size="small" onPin={onPin} />
                        ))}
                    </div>
                </div>
            )}
        </div>
    );
}

/** Each tile spans two tracks, so that a last row that is not full stands in the middle. */
function gridStyle(count: number, columns: number): CSSProperties {
    const rows = Math.ceil(count / columns);
    return {
        gridTemplateColumns: `repeat(${2 * columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
    };
}

function placeStyle(index: number, count: number, columns: number): CSSProperties {
    const rest = count % columns;
    const firstOfRest = rest !== 0 && index === count - rest;
    return { gridColumn: firstOfRest ? `${columns - rest + 1} / span 2` : "span 2" };
}

/** The size of a box as it changes. */
function useSize(): [RefObject<HTMLDivElement | null>, { width: number; height: number }] {
    const box = useRef<HTMLDivElement>(null);
    const [size, setSize] = useState({ width: 960, height: 540 });
    useEffect(() => {
        const element = box.current;
        if (!element) return;
        const observer = new ResizeObserver(() => {
            setSize({ width: element.clientWidth, height: element.clientHeight });
        });
        observer.observe(element);
        return () => observer.disconnect();
    }, []);
    return [box, size];
}

// One tile of the stage: the picture or the initials, the name, what should be known.
import { AudioLines, MicOff, Pin, PinOff, WifiOff } from "lucide-react";
import type { CSSProperties } from "react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import type { Tile } from "../model";
import { useCall } from "../useCall";
import { OwnPicture, RemotePicture } from "./Picture";
import { TileSign } from "./TileSign";
import styles from "./TileView.module.css";

export function TileView({
    tile,
    size,
    pinned = false,
    style,
    onPin,
}: {
    tile: Tile;
    size: "big" | "grid" | "small" | "corner" | "bar";
    pinned?: boolean;
    style?: CSSProperties | undefined;
    /** Shows it large from now on, or no longer. */
    onPin?: ((key: string | null) => void) | undefined;
}) {
    const own = useCall((call) => call.camera);
    const classes = [styles["tile"], styles[size], styles[`tone${tile.tone}`]];
    // In a narrow tile the ring and the glyph say that somebody speaks.
    const short = size === "small" && tile.source === "camera";
    if (tile.speaking) classes.push(styles["speaking"]);
    if (tile.away) classes.push(styles["away"]);
    return (
        <figure
            className={classes.join(" ")}
            style={style}
            data-tile={tile.key}
            data-source={tile.source}
        >
            <span className={styles["initials"]}>
                <Initials
                    name={tile.fullName}
                    size={size === "bar" ? 32 : 64}
                    lit={size === "bar"}
                />
            </span>
            {tile.camera &&
                (tile.self ? (
                    <OwnPicture stream={own} label={tile.label} />
                ) : (
                    <RemotePicture person={tile.person} source={tile.source} label={tile.label} />
                ))}
            {size !== "bar" && <TileSign tile={tile} short={size === "small"} />}
            {size !== "bar" && (
                <figcaption className={styles["plate"]}>
                    {tile.speaking && <AudioLines size={14} aria-hidden="true" />}
                    {tile.away && <WifiOff size={14} aria-hidden="true" />}
                    {tile.muted && !tile.away && <MicOff size={14} aria-hidden="true" />}
                    <span className="clip">{short ? tile.name : tile.label}</span>
                    {tile.away && (
                        <span className={short ? "sr" : styles["gone"]}>{text("call.away")}</span>
                    )}
                    {short && tile.speaking && <span className="sr">{text("call.speaks")}</span>}
                    {tile.muted && <span className="sr">{text("call.muted")}</span>}
                </figcaption>
            )}
            {onPin && (
                <Button
                    look="quiet"
                    small
                    className={styles["pin"] ?? ""}
                    icon={pinned ? <PinOff size={14} /> : <Pin size={14} />}
                    label={pinned ? text("call.unpin") : text("call.pin", { name: tile.name })}
                    onClick={() => onPin(pinned ? null : tile.key)}
                />
            )}
        </figure>
    );
}

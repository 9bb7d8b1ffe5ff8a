// One tile of the stage: the picture or the initials, the name, what should be known.
import { AudioLines, MicOff, Pin, PinOff } from "lucide-react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Initials } from "../../../ui/Initials";
import type { Tile } from "../model";
import { useCall } from "../useCall";
import { OwnPicture, RemotePicture } from "./Picture";
import styles from "./TileView.module.css";

export function TileView({
    tile,
    size,
    pinned = false,
    onPin,
}: {
    tile: Tile;
    size: "big" | "grid" | "small" | "corner" | "bar";
    pinned?: boolean;
    /** Shows it large from now on, or no longer. */
    onPin?: ((key: string | null) => void) | undefined;
}) {
    const own = useCall((call) => (tile.source === "screen" ? call.screen : call.camera));
    const classes = [styles["tile"], styles[size], styles[`tone${tile.tone}`]];
    if (tile.speaking) classes.push(styles["speaking"]);
    const screen = tile.source === "screen";
    return (
        <figure className={classes.join(" ")} data-tile={tile.key} data-source={tile.source}>
            {screen && tile.self ? (
                <div className={styles["sharing"]}>
                    <p>{text("call.screen_own")}</p>
                    <p>{text("call.screen_own_hint")}</p>
                </div>
            ) : (
                <span className={styles["initials"]}>
                    <Initials
                        name={tile.name}
                        size={size === "bar" ? 32 : 64}
                        lit={size === "bar"}
                    />
                </span>
            )}
            {tile.camera &&
                (tile.self ? (
                    <OwnPicture stream={own} mirrored={!screen} label={tile.label} />
                ) : (
                    <RemotePicture person={tile.person} source={tile.source} label={tile.label} />
                ))}
            {size !== "bar" && (
                <figcaption className={styles["plate"]}>
                    {tile.speaking && <AudioLines size={14} aria-hidden="true" />}
                    {tile.muted && <MicOff size={14} aria-hidden="true" />}
                    <span className="clip">{tile.label}</span>
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

// What may lie over the page.
import type { ChannelId } from "../data/model";

export type Overlay =
    | { kind: "jump" }
    | { kind: "keys" }
    | { kind: "new_topic"; channel: ChannelId | null }
    | { kind: "new_channel" }
    | { kind: "new_direct" }
    | null;

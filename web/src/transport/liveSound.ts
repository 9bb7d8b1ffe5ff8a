// Plays the voices of a call: one element for each audio slot, on the chosen speaker.

const players = new Map<string, HTMLAudioElement>();
let speaker = "";
let onBlocked: (blocked: boolean) => void = () => {};

/** Calls `listener` when the browser wants a click before it plays, and when it plays again. */
export function watchSound(listener: (blocked: boolean) => void): void {
    onBlocked = listener;
}

/** Plays these slots and no others. */
export function playSlots(slots: ReadonlyMap<string, MediaStream>): void {
    for (const [mid, player] of players) {
        if (slots.has(mid)) continue;
        player.srcObject = null;
        players.delete(mid);
    }
    for (const [mid, stream] of slots) {
        const player = players.get(mid) ?? new Audio();
        players.set(mid, player);
        if (player.srcObject !== stream) player.srcObject = stream;
        routeTo(player);
    }
    void startSound();
}

/** Tries to play; after a click it is always allowed. */
export async function startSound(): Promise<void> {
    const started = await Promise.allSettled([...players.values()].map((player) => player.play()));
    const blocked = started.some(
        (result) =>
            result.status === "rejected" && (result.reason as Error).name === "NotAllowedError",
    );
    onBlocked(blocked);
}

/** Plays on this device; empty for the system's own choice. */
export function setSpeaker(id: string): void {
    speaker = id;
    for (const player of players.values()) routeTo(player);
}

function routeTo(player: HTMLAudioElement): void {
    if (!("setSinkId" in player) || player.sinkId === speaker) return;
    player.setSinkId(speaker).catch(() => {
        // The device is gone: the system's own choice plays.
    });
}

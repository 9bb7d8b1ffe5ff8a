// The words of how well a call goes, a part of the catalogue: they come with the call.
import { addWords } from "./text";

export const englishQuality = {
    "quality.button": "Connection: {level}",
    "quality.fair": "fair",
    "quality.good": "good",
    "quality.help_network":
        "What helps: a cable, a place nearer to the access point, fewer programs that load, your camera turned off.",
    "quality.help_server": "What helps: tell whoever runs this server.",
    "quality.lost": "{rate}, {percent} % lost",
    "quality.me_down": "Your network is slow: sound and pictures of others may have gaps.",
    "quality.me_down_paused":
        "Your network is slow: pictures of others are paused so that you hear everybody.",
    "quality.me_up": "Your network is weak: others may hear and see you with gaps.",
    "quality.milliseconds": "{count} ms",
    "quality.ok": "Your connection is good.",
    "quality.paused": "Picture paused",
    "quality.pictures": "Pictures of others",
    "quality.pictures_paused": "{shown} shown, {paused} paused",
    "quality.pictures_shown": "{shown} shown",
    "quality.poor": "poor",
    "quality.rate": "{rate} kbit/s",
    "quality.rate_large": "{rate} Mbit/s",
    "quality.received": "Received",
    "quality.round_trip": "Round trip",
    "quality.sent": "Sent",
    "quality.server": "The server is busy: sound and pictures may come late.",
    "quality.theirs": { one: "{names}'s network is weak.", other: "{names} have weak networks." },
    "quality.title": "Connection",
    "quality.unknown": "not measured yet",
    "quality.weak": "Weak network",
} as const;

addWords(englishQuality);

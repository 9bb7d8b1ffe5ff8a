// Leads to a card of my board: into sight, with the focus on it.
import { cardId } from "./useBoardKeys";

export function showCard(key: string): void {
    const link = document.getElementById(cardId(key));
    if (!link) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "instant" : "smooth";
    link.scrollIntoView({ block: "center", inline: "center", behavior });
    link.focus({ preventScroll: true });
}

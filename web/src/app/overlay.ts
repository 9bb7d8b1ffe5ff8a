// What may lie over the page.
export type { Overlay } from "../data/overlay";

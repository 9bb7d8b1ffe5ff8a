// Numbers that are kept in thousandths, as people read and write them.

const shown = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 3 });

/** Largest number that is taken, in thousandths: what a double holds exactly. */
const THOUSANDTHS_MAX = Number.MAX_SAFE_INTEGER;

/** "3.5" of 3500. */
export function thousandthsWords(thousandths: number): string {
    return shown.format(thousandths / 1000);
}

/** "3.5 h" of 3500 and "h". */
export function measured(thousandths: number, unit: string): string {
    const number = thousandthsWords(thousandths);
    if (unit === "") return number;
    return unit === "%" ? `${number}%` : `${number} ${unit}`;
}

/** What a box for such a number holds. */
export function toNumberInput(thousandths: number): string {
    return String(thousandths / 1000);
}

/** The thousandths of a number as people type it: "3", "3.5", "3,5"; `null` if it is none. */
export function readThousandths(words: string): number | null {
    const plain = words.trim().replace(",", ".");
    if (!/^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain)) return null;
    const thousandths = Math.round(Number(plain) * 1000);
    return Math.abs(thousandths) <= THOUSANDTHS_MAX ? thousandths : null;
}

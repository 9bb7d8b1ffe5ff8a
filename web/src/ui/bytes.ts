// Sizes of files in words.

/** "812 B", "14 kB", "3.2 MB". */
export function bytesWords(bytes: number): string {
    const units = ["B", "kB", "MB", "GB"];
    let value = bytes;
    let unit = 0;
    while (1000 <= value && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
    }
    const digits = value < 10 && 0 < unit ? 1 : 0;
    return `${value.toFixed(digits)} ${units[unit]}`;
}

// The dial: a small clock whose wedge empties. Always with a word or a time beside it.

/** `fill` is the filled share, 0 to 1: full means now, the empty ring means held. */
export function Dial({ fill, size = 14 }: { fill: number; size?: number }) {
    return (
        <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
            {1 <= fill ? (
                <circle cx="8" cy="8" r="4.5" fill="currentColor" />
            ) : (
                0 < fill && <path d={wedge(fill)} fill="currentColor" />
            )}
        </svg>
    );
}

function wedge(fill: number): string {
    const angle = 2 * Math.PI * fill;
    const x = (8 + 4.5 * Math.sin(angle)).toFixed(2);
    const y = (8 - 4.5 * Math.cos(angle)).toFixed(2);
    return `M8 8V3.5A4.5 4.5 0 ${0.5 < fill ? 1 : 0} 1 ${x} ${y}z`;
}

// The mark: two moments, one warm and full, one cool and open.
import { useId } from "react";

export function Logo({ size = 24 }: { size?: number }) {
    const id = useId();
    return (
        <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
            <defs>
                <linearGradient id={`${id}w`} x1="0" x2="1">
                    <stop stopColor="var(--amber)" />
                    <stop offset="1" stopColor="var(--coral)" />
                </linearGradient>
                <linearGradient id={`${id}c`} x1="0" x2="1">
                    <stop stopColor="var(--blue)" />
                    <stop offset="1" stopColor="var(--indigo)" />
                </linearGradient>
            </defs>
            <circle cx="9" cy="12" r="7" fill={`url(#${id}w)`} />
            <circle cx="15" cy="12" r="6.2" fill="none" stroke={`url(#${id}c)`} strokeWidth="1.8" />
        </svg>
    );
}

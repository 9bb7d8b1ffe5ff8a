// Ids as addresses carry them: a text that has the shape of an id is one.
import type { Id } from "../generated/api";

/** The id in an address; `null` if it is none of this kind. */
export function idOf<Prefix extends string>(prefix: Prefix, value: string): Id<Prefix> | null {
    const fits = value.startsWith(`${prefix}_`) && /^[a-z]+_\w+$/.test(value);
    return fits ? (value as Id<Prefix>) : null;
}

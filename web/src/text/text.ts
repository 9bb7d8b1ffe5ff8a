// All words of the client come through `text("key", vars)`: typed keys, typed variables, plurals.
import { english } from "./english";
import type { englishCheckIn } from "./englishCheckIn";
import type { englishImport } from "./englishImport";
import type { englishPages } from "./englishPages";
import type { englishPicture } from "./englishPicture";
import type { englishQuality } from "./englishQuality";
import type { englishWork } from "./englishWork";

type Entry = string | { readonly one: string; readonly other: string };

type Catalogue = typeof english &
    typeof englishPages &
    typeof englishPicture &
    typeof englishWork &
    typeof englishImport &
    typeof englishCheckIn &
    typeof englishQuality;

let catalogue: Readonly<Record<string, Entry>> = english;

/** Adds words that come after the first screen, with the pages that say them. */
export function addWords(words: Readonly<Record<string, Entry>>): void {
    catalogue = { ...catalogue, ...words };
}

/** A sentence of the catalogue. */
export type TextKey = keyof Catalogue;

type Template<Key extends TextKey> = Catalogue[Key] extends { other: infer Other }
    ? Other
    : Catalogue[Key];

type VarNames<Line> = Line extends `${string}{${infer Name}}${infer Rest}`
    ? Name | VarNames<Rest>
    : never;

/** A plural always wants its `count`. */
type Counted<Key extends TextKey> = Catalogue[Key] extends { other: string } ? "count" : never;

type Vars<Key extends TextKey> = {
    [Name in VarNames<Template<Key>> | Counted<Key>]: string | number;
};

type Rest<Key extends TextKey> = keyof Vars<Key> extends never ? [] : [vars: Vars<Key>];

const plural = new Intl.PluralRules("en");

/** The sentence of `key` with its variables filled in; `count` chooses between one and other. */
export function text<Key extends TextKey>(key: Key, ...[vars]: Rest<Key>): string {
    // A page that forgot its words shows their name rather than nothing.
    const entry = catalogue[key] ?? key;
    const values: Record<string, string | number> = vars ?? {};
    const line = typeof entry === "string" ? entry : chooseForm(entry, values["count"]);
    return line.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

function chooseForm(
    forms: { readonly one: string; readonly other: string },
    count: string | number | undefined,
): string {
    return plural.select(Number(count)) === "one" ? forms.one : forms.other;
}

/** "Ana", "Ana and Ben", "Ana, Ben and Ruth". */
export function listed(names: readonly string[]): string {
    return new Intl.ListFormat("en-GB").format(names);
}

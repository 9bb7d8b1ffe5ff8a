// Words that are looked for once the fingers rest.
import { useEffect, useState } from "react";

/** How long after the last key the search begins, in milliseconds. */
const SEARCH_AFTER_MS = 250;

export interface SearchWords {
    /** As they stand in the field. */
    typed: string;
    type: (typed: string) => void;
    /** What is searched for by now. */
    query: string;
}

export function useSearchWords(): SearchWords {
    const [typed, type] = useState("");
    const [query, setQuery] = useState("");
    useEffect(() => {
        const timer = setTimeout(() => setQuery(typed.trim()), SEARCH_AFTER_MS);
        return () => clearTimeout(timer);
    }, [typed]);
    return { typed, type, query };
}

// One submit of a form: busy, what went wrong, and with which field.
import { useState } from "react";
import { fieldProblems, problemWords } from "../../transport/http";

export interface Submit {
    busy: boolean;
    /** What went wrong as a whole; empty if the fields say it. */
    problem: string;
    /** What is wrong with a field. */
    of: (field: string) => string | undefined;
    run: (work: () => Promise<void>) => Promise<void>;
}

export function useSubmit(): Submit {
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const fields = fieldProblems(error);
    return {
        busy,
        problem: error !== null && fields.size === 0 ? problemWords(error) : "",
        of: (field) => fields.get(field),
        run: async (work) => {
            setBusy(true);
            setError(null);
            try {
                await work();
            } catch (caught) {
                setError(caught);
            } finally {
                setBusy(false);
            }
        },
    };
}

// The organisation as an admin changes it: sent with its version, shown at once.
import { useState } from "react";
import type { Organisation, OrganisationBody } from "../../data/model";
import { store } from "../../data/store";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { api } from "../../transport/api";
import { fieldProblems, problemWords } from "../../transport/http";
import { say } from "../../ui/Toasts";

export interface OrganisationForm {
    organisation: Organisation | null;
    busy: boolean;
    /** What went wrong as a whole; empty if nothing did. */
    problem: string;
    /** What is wrong with a field. */
    of: (field: string) => string | undefined;
    /** All that is wrong with fields, by name. */
    fields: ReadonlyMap<string, string>;
    /** Answers whether it was saved. */
    save: (body: OrganisationBody) => Promise<boolean>;
}

export function useOrganisation(): OrganisationForm {
    const organisation = useView((data) => data.organisation);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const fields = fieldProblems(error);
    return {
        organisation,
        busy,
        problem: error === null ? "" : problemWords(error),
        of: (field) => fields.get(field),
        fields,
        save: async (body) => {
            if (!organisation) return false;
            setBusy(true);
            setError(null);
            try {
                const data = await api.changeOrganisation(body, organisation.version);
                store.dispatch({
                    type: "local.answer",
                    data: { type: "organisation.updated", data },
                });
                say(text("form.saved"));
                return true;
            } catch (caught) {
                setError(caught);
                return false;
            } finally {
                setBusy(false);
            }
        },
    };
}

// The organisation's numbers of the rules, each with what it means.
import { type FormEvent, useState } from "react";
import type { RuleSettings } from "../../data/model";
import {
    ALL_NUMBERS,
    amountWords,
    type NumberName,
    numberName,
    numberSentence,
    unitWord,
} from "../../data/ruleNumbers";
import { text } from "../../text/text";
import list from "../../ui/List.module.css";
import { NumberField } from "../../ui/NumberField";
import { SaveBar } from "./parts/SaveBar";
import styles from "./Settings.module.css";
import { useOrganisation } from "./useOrganisation";

/** Numbers as they are typed; `null` for an emptied field, which means the default. */
type Typed = Partial<Record<NumberName, number | null>>;

function withTyped(settings: RuleSettings, typed: Typed): RuleSettings {
    const next = { ...settings };
    for (const { numbers } of ALL_NUMBERS) {
        for (const number of numbers) {
            const value = typed[number.name];
            if (value !== undefined) next[number.name] = value ?? number.usual;
        }
    }
    return next;
}

export function RuleNumbers() {
    const form = useOrganisation();
    const [typed, setTyped] = useState<Typed>({});
    const settings = form.organisation?.settings;
    if (!settings) return null;
    const next = withTyped(settings, typed);
    const changed = JSON.stringify(next) !== JSON.stringify(settings);

    const handleSubmit = async (event: FormEvent) => {
        event.preventDefault();
        if (await form.save({ settings: next })) setTyped({});
    };
    return (
        <form onSubmit={(event) => void handleSubmit(event)}>
            <p className={`${list["hint"]} ${styles["intro"]}`}>{text("rules.intro")}</p>
            {ALL_NUMBERS.map(({ subject, numbers }) => (
                <section
                    key={subject}
                    className={list["section"]}
                    aria-label={text(`numbers.${subject}`)}
                >
                    <h2>{text(`numbers.${subject}`)}</h2>
                    <div>
                        {numbers.map((number) => {
                            const value = typed[number.name];
                            const shown = value === undefined ? settings[number.name] : value;
                            return (
                                <NumberField
                                    key={number.name}
                                    label={numberName(number.name)}
                                    value={shown}
                                    usual={number.usual}
                                    least={number.least}
                                    most={number.most}
                                    unit={unitWord(number.unit)}
                                    meaning={numberSentence(number, shown ?? number.usual)}
                                    usualWords={text("number.usual", {
                                        usual: amountWords(number.unit, number.usual),
                                        least: number.least,
                                        most: number.most,
                                    })}
                                    problem={form.of(`settings.${number.name}`)}
                                    onChange={(chosen) =>
                                        setTyped({ ...typed, [number.name]: chosen })
                                    }
                                />
                            );
                        })}
                    </div>
                </section>
            ))}
            <SaveBar form={form} changed={changed} onUndo={() => setTyped({})} />
        </form>
    );
}

// Which way a team takes for what; what is left to the advisor stays so.
import { MODES, modeWord, PURPOSES, purposeWord } from "../../../data/adviceWords";
import { text } from "../../../text/text";
import { type Terms, withMode } from "../model";
import styles from "./Modes.module.css";

export function Modes({ terms, onChange }: { terms: Terms; onChange: (terms: Terms) => void }) {
    return (
        <ul className={styles["modes"]}>
            {PURPOSES.map((purpose) => {
                const agreed = terms.modes.find((one) => one.purpose === purpose)?.mode;
                return (
                    <li key={purpose}>
                        <label>
                            <span>{purposeWord(purpose)}</span>
                            <select
                                className={agreed ? styles["own"] : ""}
                                value={agreed ?? ""}
                                onChange={(event) =>
                                    onChange(
                                        withMode(
                                            terms,
                                            purpose,
                                            MODES.find((mode) => mode === event.target.value) ??
                                                null,
                                        ),
                                    )
                                }
                            >
                                <option value="">{text("agreement.advisor")}</option>
                                {MODES.map((mode) => (
                                    <option key={mode} value={mode}>
                                        {modeWord(mode)}
                                    </option>
                                ))}
                            </select>
                        </label>
                    </li>
                );
            })}
        </ul>
    );
}

// Which file: dropped, or chosen.
import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { bytesWords } from "../../../ui/bytes";
import list from "../../../ui/List.module.css";
import { FILE_MB_MAX, fileProblem, type Picked, pick } from "../model";
import styles from "./FileBox.module.css";

export function FileBox({
    picked,
    disabled,
    onPick,
}: {
    picked: Picked | null;
    disabled: boolean;
    onPick: (picked: Picked) => void;
}) {
    const input = useRef<HTMLInputElement>(null);
    const [over, setOver] = useState(false);
    const [problem, setProblem] = useState<string | null>(null);
    const take = (file: File | undefined) => {
        if (!file || disabled) return;
        const wrong = fileProblem(file.size);
        setProblem(wrong);
        if (wrong) return;
        pick(file).then(onPick, () => setProblem(text("import.unreadable")));
    };
    const handleDrop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
    };
    return (
        <section className={list["section"]} aria-label={text("import.file")}>
            <h2>{text("import.file")}</h2>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same */}
            <div
                className={over ? styles["over"] : styles["box"]}
                onDragOver={(event) => {
                    if (!event.dataTransfer.types.includes("Files")) return;
                    event.preventDefault();
                    setOver(true);
                }}
                onDragLeave={(event) => {
                    const to = event.relatedTarget;
                    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
                }}
                onDrop={handleDrop}
            >
                <FileUp size={20} aria-hidden="true" className={styles["icon"]} />
                <div className={styles["words"]}>
                    {picked ? (
                        <>
                            <p className={styles["name"]}>{picked.file.name}</p>
                            <p className={list["hint"]}>
                                {text(`import.kind_${picked.kind}`)} ·{" "}
                                {bytesWords(picked.file.size)}
                            </p>
                        </>
                    ) : (
                        <>
                            <p className={styles["name"]}>{text("import.drop")}</p>
                            <p className={list["hint"]}>
                                {text("import.file_hint", { count: FILE_MB_MAX })}
                            </p>
                        </>
                    )}
                </div>
                <input
                    ref={input}
                    type="file"
                    accept=".json,.csv,.tsv,.txt,application/json,text/csv"
                    hidden
                    aria-label={text("import.input")}
                    onChange={(event) => {
                        take(event.target.files?.[0]);
                        event.target.value = "";
                    }}
                />
                <Button look="line" disabled={disabled} onClick={() => input.current?.click()}>
                    {text(picked ? "import.choose_other" : "import.choose")}
                </Button>
            </div>
            {problem && (
                <p className={list["problem"]} role="alert">
                    {problem}
                </p>
            )}
            {!picked && <p className={list["hint"]}>{text("import.trello_how")}</p>}
        </section>
    );
}

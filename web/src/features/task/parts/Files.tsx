// What hangs on a task.
import { Paperclip, X } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { StoredFile, TaskDetail } from "../../../data/model";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { upload } from "../../../transport/upload";
import { Button } from "../../../ui/Button";
import { say } from "../../../ui/Toasts";
import type { OpenTask } from "../useTaskDetail";
import styles from "./Files.module.css";
import { Section } from "./Section";

export type RenderFiles = (files: readonly StoredFile[]) => ReactNode;

export function Files({
    open,
    detail,
    editable,
    renderFiles,
}: {
    open: OpenTask;
    detail: TaskDetail;
    editable: boolean;
    renderFiles: RenderFiles;
}) {
    const picker = useRef<HTMLInputElement>(null);
    const [running, setRunning] = useState<ReadonlyMap<string, number>>(new Map());
    const { attachments } = detail;
    const progress = (name: string, share: number | null) =>
        setRunning((before) => {
            const next = new Map(before);
            if (share === null) next.delete(name);
            else next.set(name, share);
            return next;
        });
    const handleFiles = async (files: readonly File[]) => {
        const stored: StoredFile[] = [];
        for (const file of files) {
            progress(file.name, 0);
            try {
                const running = upload(file, (share) => progress(file.name, share));
                stored.push(await running.done);
            } catch (error) {
                const words = { name: file.name, problem: problemWords(error) };
                say(text("upload.failed", words), true);
            }
            progress(file.name, null);
        }
        if (stored.length === 0) return;
        const ids = attachments.map((file) => file.id);
        await open.save({ attachments: [...ids, ...stored.map((file) => file.id)] });
    };
    if (!editable && attachments.length === 0) return null;
    return (
        <Section
            title={text("task.files")}
            {...(0 < attachments.length ? { note: String(attachments.length) } : {})}
            action={
                editable && (
                    <>
                        <input
                            ref={picker}
                            type="file"
                            multiple
                            hidden
                            onChange={(event) => {
                                void handleFiles([...(event.target.files ?? [])]);
                                event.target.value = "";
                            }}
                        />
                        <Button
                            look="bare"
                            small
                            icon={<Paperclip size={14} />}
                            label={text("composer.attach")}
                            onClick={() => picker.current?.click()}
                        />
                    </>
                )
            }
        >
            {attachments.map((file) => (
                <div key={file.id} className={styles["file"]}>
                    {renderFiles([file])}
                    {editable && (
                        <Button
                            look="bare"
                            small
                            icon={<X size={14} />}
                            label={text("pick.remove", { name: file.name })}
                            onClick={() =>
                                void open.save({
                                    attachments: attachments
                                        .map((one) => one.id)
                                        .filter((id) => id !== file.id),
                                })
                            }
                        />
                    )}
                </div>
            ))}
            {[...running].map(([name, share]) => (
                <p key={name} className={styles["running"]}>
                    <span className="clip">{name}</span>
                    <progress
                        value={share}
                        max={1}
                        aria-label={text("upload.progress", { name })}
                    />
                    <span className="num">
                        {text("upload.percent", { percent: Math.floor(share * 100) })}
                    </span>
                </p>
            ))}
        </Section>
    );
}

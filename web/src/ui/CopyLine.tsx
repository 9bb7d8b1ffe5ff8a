// A line of text to be copied: a link, a secret.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { text } from "../text/text";
import { Button } from "./Button";
import styles from "./List.module.css";

export function CopyLine({ value, label }: { value: string; label: string }) {
    const [copied, setCopied] = useState(false);
    const handleCopy = () => {
        navigator.clipboard.writeText(value).then(
            () => setCopied(true),
            () => setCopied(false), // it can still be selected by hand
        );
    };
    return (
        <p className={styles["code"]}>
            <span data-copy>{value}</span>
            <Button
                look="line"
                small
                icon={
                    copied ? (
                        <Check size={14} aria-hidden="true" />
                    ) : (
                        <Copy size={14} aria-hidden="true" />
                    )
                }
                onClick={handleCopy}
            >
                {copied ? text("copy.done") : label}
            </Button>
        </p>
    );
}

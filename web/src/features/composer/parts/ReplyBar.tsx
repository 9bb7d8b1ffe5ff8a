// Which message is replied to, above the text box.
import { CornerUpLeft, X } from "lucide-react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import styles from "./ReplyBar.module.css";

export function ReplyBar({
    name,
    excerpt,
    onCancel,
}: {
    name: string;
    excerpt: string;
    onCancel: () => void;
}) {
    return (
        <div className={styles["bar"]}>
            <CornerUpLeft size={14} aria-hidden="true" />
            <p className="clip">
                <b>{text("composer.reply_to", { name })}</b> {excerpt}
            </p>
            <Button
                look="bare"
                small
                icon={<X size={14} />}
                label={text("composer.reply_cancel")}
                onClick={onCancel}
            />
        </div>
    );
}

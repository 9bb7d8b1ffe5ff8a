// The one place where HTML of the server is put on the page. The server made it safe.
import styles from "./SafeHtml.module.css";

export function SafeHtml({ html }: { html: string }) {
    // biome-ignore lint/security/noDangerouslySetInnerHtml: comrak and ammonia made it on the server
    return <div className={styles["html"]} dangerouslySetInnerHTML={{ __html: html }} />;
}

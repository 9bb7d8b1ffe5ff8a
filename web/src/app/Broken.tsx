// When a page breaks: says so, and starts anew at a press. What was written is kept by this browser.
import { Component, type ReactNode } from "react";
import { text } from "../text/text";
import { Button } from "../ui/Button";
import { Logo } from "../ui/Logo";
import styles from "./App.module.css";

export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
    override state = { broken: false };

    static getDerivedStateFromError(): { broken: boolean } {
        return { broken: true };
    }

    override render(): ReactNode {
        if (!this.state.broken) return this.props.children;
        return (
            <main className={styles["wait"]}>
                <Logo size={40} />
                <h1 className={styles["title"]}>{text("broken.title")}</h1>
                <p className={styles["line"]}>{text("broken.hint")}</p>
                <Button look="line" onClick={() => location.assign("/")}>
                    {text("broken.again")}
                </Button>
            </main>
        );
    }
}

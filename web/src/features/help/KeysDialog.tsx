// The keyboard map.
import { text } from "../../text/text";
import { Dialog } from "../../ui/Dialog";
import { Kbd } from "../../ui/Kbd";
import styles from "./KeysDialog.module.css";

export function KeysDialog({ onClose }: { onClose: () => void }) {
    const groups: { title: string; keys: [keys: string[], words: string][] }[] = [
        {
            title: text("keys.anywhere"),
            keys: [
                [["Ctrl", "K"], text("keys.jump")],
                [["F6"], text("keys.region")],
                [["Alt", "↑"], text("keys.conversation_up")],
                [["Alt", "↓"], text("keys.conversation_down")],
                [["Alt", "Shift", "↑"], text("keys.unread_up")],
                [["Alt", "Shift", "↓"], text("keys.unread_down")],
            ],
        },
        {
            title: text("keys.outside"),
            keys: [
                [["N"], text("keys.next_unread")],
                [["P"], text("keys.next_direct")],
                [["R"], text("keys.reply")],
                [["C"], text("keys.new_topic")],
                [["I"], text("keys.inbox")],
                [["T"], text("keys.new_task")],
                [["G", "T"], text("keys.today")],
                [["G", "B"], text("keys.boards")],
                [["G", "M"], text("keys.my_board")],
                [["G", "C"], text("keys.check_ins")],
                [["G", "O"], text("keys.goals")],
                [["F"], text("keys.focus")],
                [["?"], text("keys.all")],
            ],
        },
        {
            title: text("inbox.title"),
            keys: [
                [["↑", "↓"], text("keys.move")],
                [["J", "K"], text("keys.move_letters")],
                [["↵"], text("inbox.open")],
                [["R"], text("keys.reply_row")],
                [["L"], text("keys.later")],
                [["D"], text("keys.delegate")],
                [["E"], text("keys.done")],
                [["W"], text("keys.why")],
            ],
        },
        {
            title: text("boards.title"),
            keys: [
                [["↑", "↓", "←", "→"], text("keys.card_go")],
                [["↵"], text("keys.card_open")],
                [["Space", "M"], text("keys.card_move")],
                [["[", "]"], text("keys.card_column")],
                [["Shift", "↑", "↓"], text("keys.card_order")],
                [["A"], text("keys.card_add")],
                [["X"], text("keys.card_pick")],
            ],
        },
        {
            title: text("my_board.title"),
            keys: [
                [["1", "–", "6"], text("my_board.key_lane")],
                [["Shift", "↑", "↓"], text("my_board.key_order")],
                [["E"], text("my_board.done")],
                [["S"], text("my_board.key_step")],
                [["L"], text("my_board.key_later")],
                [["H"], text("my_board.key_help")],
                [["D"], text("my_board.key_plan")],
                [["X"], text("my_board.key_let_go")],
            ],
        },
        {
            title: text("keys.writing"),
            keys: [
                [["↵"], text("keys.send")],
                [["Shift", "↵"], text("keys.line")],
                [["↑"], text("keys.edit_last")],
                [["@"], text("keys.mention")],
                [["Ctrl", "B"], text("keys.bold")],
                [["Ctrl", "I"], text("keys.italic")],
                [["Ctrl", "E"], text("keys.code")],
            ],
        },
    ];
    return (
        <Dialog title={text("keys.title")} onClose={onClose} size="wide">
            <div className={styles["groups"]}>
                {groups.map((group) => (
                    <section key={group.title}>
                        <h3>{group.title}</h3>
                        <dl>
                            {group.keys.map(([keys, words]) => (
                                <div key={words}>
                                    <dt>
                                        {keys.map((key) => (
                                            <Kbd key={key}>{key}</Kbd>
                                        ))}
                                    </dt>
                                    <dd>{words}</dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
        </Dialog>
    );
}

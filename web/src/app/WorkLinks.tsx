// Where the work in its own time is: the places at the sidebar's foot.
import { Flag, MessageCircleQuestion, SquareCheckBig, SquareKanban } from "lucide-react";
import { myself } from "../data/select";
import { useView } from "../data/useView";
import { text } from "../text/text";
import { Item } from "./Sidebar";
import styles from "./Sidebar.module.css";

export function WorkLinks() {
    // Goals are not for guests.
    const guest = useView((data) => myself(data)?.role === "guest");
    return (
        <nav className={styles["places"]} aria-label={text("sidebar.places")}>
            <Item
                href="/my-board"
                icon={<SquareCheckBig size={16} />}
                name={text("my_board.title")}
            />
            <Item href="/boards" icon={<SquareKanban size={16} />} name={text("boards.title")} />
            <Item
                href="/check-ins"
                icon={<MessageCircleQuestion size={16} />}
                name={text("check_ins.title")}
            />
            {!guest && <Item href="/goals" icon={<Flag size={16} />} name={text("goals.title")} />}
        </nav>
    );
}

// My board: what is mine on all boards, in an order of my own.
import { Footprints, Plus, Snail } from "lucide-react";
import { useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { ShownLane } from "../../data/myBoard";
import { useView } from "../../data/useView";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { useDragScroll } from "../../ui/dragScroll";
import { Empty } from "../../ui/Empty";
import { Kbd } from "../../ui/Kbd";
import { Page } from "../../ui/Page";
import { PHONE, useMedia } from "../../ui/useMedia";
import styles from "./MyBoard.module.css";
import { type CardView, filterOf, myBoardView } from "./model";
import { AddTask } from "./parts/AddTask";
import { DoneStrip } from "./parts/DoneStrip";
import { FilterMenu } from "./parts/FilterMenu";
import { Lane } from "./parts/Lane";
import { LanePicker } from "./parts/LanePicker";
import { showCard } from "./parts/showCard";
import { useBoardKeys } from "./parts/useBoardKeys";
import { perform, place, shift } from "./perform";

export function MyBoard() {
    const [path, go] = useLocation();
    const filter = filterOf(useSearch());
    const view = useView((data, nowMs) => myBoardView(data, nowMs, filter));
    const phone = useMedia(PHONE);
    const [adding, setAdding] = useState(false);
    const [said, setSaid] = useState("");
    const lanes = useRef<HTMLDivElement>(null);
    useDragScroll();

    const handlePlace = (card: CardView, lane: ShownLane, before: string | null) => {
        keys.follow(card.key);
        setSaid(place(view.lanes, card, lane, before));
    };
    const keys = useBoardKeys({
        lanes: view.lanes,
        onLane: (card, lane) => handlePlace(card, lane, null),
        onShift: (card, by) => {
            keys.follow(card.key);
            setSaid(shift(view.lanes, card, by));
        },
        onCommand: (card, command) => perform(card, command, view.today),
        onNew: () => setAdding(true),
    });
    const handleSlow = () => {
        const [first] = view.slow;
        if (first) showCard(first);
    };
    const cards = view.lanes.flatMap((lane) => lane.cards);
    const actions = (
        <>
            {0 < view.slow.length && (
                <Button
                    look="bare"
                    icon={<Snail size={16} aria-hidden="true" />}
                    onClick={handleSlow}
                >
                    {text("my_board.slow_jump", { count: view.slow.length })}
                </Button>
            )}
            <FilterMenu
                choices={view.filters}
                chosen={filter}
                label={view.shown}
                compact={phone}
                onChoose={(next) => go(next === null ? path : `${path}?show=${next}`)}
            />
            <WalkButton phone={phone} onWalk={() => go("/my-board/walk")} />
            <Button
                look="line"
                icon={<Plus size={16} aria-hidden="true" />}
                onClick={() => setAdding(true)}
            >
                {text("my_board.add")} <Kbd>T</Kbd>
            </Button>
        </>
    );
    return (
        <Page
            title={text("my_board.title")}
            intro={view.intro}
            actions={actions}
            foot={<DoneStrip done={view.done} />}
        >
            {phone && <LanePicker lanes={view.lanes} box={lanes} />}
            {adding && <AddTask filter={filter} onClose={() => setAdding(false)} />}
            {view.empty && (
                <Empty title={text("my_board.empty")}>{text("my_board.empty_hint")}</Empty>
            )}
            {!view.empty && (
                <div ref={lanes} className={styles["lanes"]} data-lanes>
                    {view.lanes.map((lane) => (
                        <Lane
                            key={lane.lane}
                            lane={lane}
                            today={view.today}
                            cardOf={(key) => cards.find((card) => card.key === key)}
                            onPlace={handlePlace}
                        />
                    ))}
                </div>
            )}
            <p className="sr" role="status">
                {said}
            </p>
        </Page>
    );
}

/** The way into the weekly walk; only its sign on a phone. */
function WalkButton({ phone, onWalk }: { phone: boolean; onWalk: () => void }) {
    const icon = <Footprints size={16} aria-hidden="true" />;
    if (phone) {
        return <Button look="bare" icon={icon} label={text("walk.begin")} onClick={onWalk} />;
    }
    return (
        <Button look="bare" icon={icon} onClick={onWalk}>
            {text("walk.begin")}
        </Button>
    );
}

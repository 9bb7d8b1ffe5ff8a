// What else can be done with a card.
import {
    ArrowRight,
    Ban,
    Check,
    CornerDownRight,
    Ellipsis,
    HandHelping,
    Leaf,
    Moon,
    Sun,
    Sunrise,
} from "lucide-react";
import { SHOWN_LANES, type ShownLane } from "../../../data/myBoard";
import { text } from "../../../text/text";
import { MenuButton, type MenuItem } from "../../../ui/Menu";
import { type CardView, laneTitle } from "../model";
import { perform, wake } from "../perform";
import type { CardCommand } from "./useBoardKeys";

const ICON = 16;

export function CardMenu({
    card,
    today,
    onPlace,
}: {
    card: CardView;
    today: string;
    onPlace: (card: CardView, lane: ShownLane, before: string | null) => void;
}) {
    const command = (
        id: CardCommand,
        label: string,
        hint: string,
        icon: MenuItem["icon"],
    ): MenuItem => ({ id, label, hint, icon, onAction: () => perform(card, id, today) });

    const moves: MenuItem[] = SHOWN_LANES.filter(
        (lane) => lane !== "waiting" && lane !== "snoozed" && lane !== card.lane,
    ).map((lane, index) => ({
        id: `to_${lane}`,
        label: text("my_board.move_to", { lane: laneTitle(lane) }),
        hint: String(SHOWN_LANES.indexOf(lane) + 1),
        icon: <ArrowRight size={ICON} />,
        divide: index === 0,
        onAction: () => onPlace(card, lane, null),
    }));
    const isTask = card.item.of === "task";
    const items: MenuItem[] = [
        ...(card.owed
            ? []
            : [
                  command(
                      "done",
                      isTask ? text("my_board.done") : text("request.acknowledge"),
                      "E",
                      <Check size={ICON} />,
                  ),
                  command(
                      "plan",
                      text(card.planned ? "my_board.plan_off" : "my_board.plan"),
                      "D",
                      <Sun size={ICON} />,
                  ),
                  command(
                      "step",
                      text("my_board.next_step_dots"),
                      "S",
                      <CornerDownRight size={ICON} />,
                  ),
              ]),
        ...(card.lane === "snoozed"
            ? [
                  {
                      id: "wake",
                      label: text("my_board.wake_now"),
                      icon: <Sunrise size={ICON} />,
                      onAction: () => wake(card.item),
                  },
              ]
            : []),
        command(
            "later",
            isTask
                ? text("my_board.snooze")
                : card.owed
                  ? text("request.more_time")
                  : text("my_board.defer"),
            "L",
            <Moon size={ICON} />,
        ),
        command(
            "help",
            isTask
                ? text("my_board.ask_help_dots")
                : card.owed
                  ? text("request.ask_else")
                  : text("request.delegate"),
            "H",
            <HandHelping size={ICON} />,
        ),
        ...(isTask && card.lane !== "waiting"
            ? [
                  {
                      id: "blocked",
                      label: text("my_board.blocked_dots"),
                      hint: "5",
                      icon: <Ban size={ICON} />,
                      onAction: () => onPlace(card, "waiting", null),
                  },
              ]
            : []),
        ...(isTask
            ? [command("let_go", text("my_board.let_go_dots"), "X", <Leaf size={ICON} />)]
            : []),
        ...(card.movable ? moves : []),
    ];
    return (
        <MenuButton
            label={text("my_board.more", { title: card.title })}
            small
            icon={<Ellipsis size={ICON} />}
            items={items}
        />
    );
}

// How soon a message that asks somebody wants a reply, if its author says nothing.
import { text } from "../../../text/text";
import { Choice } from "../../../ui/Choice";

export type DefaultWish = "now" | "today" | "this_week" | "none";

const WISHES: readonly { value: DefaultWish; step: string }[] = [
    { value: "now", step: "now" },
    { value: "today", step: "today" },
    { value: "this_week", step: "later" },
    { value: "none", step: "plain" },
];

export function DefaultExpectation({
    value,
    onChange,
}: {
    value: DefaultWish;
    onChange: (value: DefaultWish) => void;
}) {
    return (
        <Choice
            label={text("channel.default_expectation")}
            value={value}
            options={WISHES.map((wish) => ({
                ...wish,
                label: text(`expectation.${wish.value}`),
            }))}
            onChange={onChange}
        />
    );
}

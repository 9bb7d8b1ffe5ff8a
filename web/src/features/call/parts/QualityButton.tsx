// How well one's own connection works, and what is behind that.
import { text } from "../../../text/text";
import { PopoverButton } from "../../../ui/PopoverButton";
import { ownQuality } from "../quality";
import { useCallView } from "../useCall";
import { QualityDetails } from "./QualityDetails";
import { SignalBars } from "./SignalBars";

export function QualityButton() {
    const { level } = useCallView(ownQuality);
    return (
        <PopoverButton
            label={text("quality.title")}
            name={text("quality.button", { level: text(`quality.${level}`) })}
            icon={<SignalBars level={level} size={18} />}
            pane={() => <QualityDetails />}
        />
    );
}

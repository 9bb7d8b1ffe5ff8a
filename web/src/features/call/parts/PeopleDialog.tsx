// Who is in the call and who is not, where there is no room for them beside the stage.
import { text } from "../../../text/text";
import { Dialog } from "../../../ui/Dialog";
import { People } from "./People";

export function PeopleDialog({ onClose }: { onClose: () => void }) {
    return (
        <Dialog title={text("people.title")} onClose={onClose}>
            <People />
        </Dialog>
    );
}

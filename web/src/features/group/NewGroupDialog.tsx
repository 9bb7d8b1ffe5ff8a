// A new group.
import { GroupDialog } from "./GroupDialog";

export function NewGroupDialog({ onClose }: { onClose: () => void }) {
    return <GroupDialog group={null} onClose={onClose} />;
}

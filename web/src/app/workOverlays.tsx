// What opens over the page for tasks and boards, in one piece that is loaded when it is needed.
import "../text/englishPages";
import "../text/englishWork";
import type { NewTask } from "../data/overlay";
import { NewBoardDialog } from "../features/board/NewBoardDialog";
import { TextEditor } from "../features/composer/TextEditor";
import { BlockTaskDialog } from "../features/task/BlockTaskDialog";
import { NewTaskDialog } from "../features/task/NewTaskDialog";

function NewTaskOverlay({ wanted, onClose }: { wanted: NewTask; onClose: () => void }) {
    return (
        <NewTaskDialog
            wanted={wanted}
            renderEditor={(props) => <TextEditor {...props} />}
            onClose={onClose}
        />
    );
}

export { BlockTaskDialog, NewBoardDialog, NewTaskOverlay };

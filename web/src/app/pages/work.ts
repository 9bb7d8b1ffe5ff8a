// Pages of boards and tasks, in one piece that is loaded when somebody goes there.
import "../../text/englishImport";
import "../../text/englishPages";
import "../../text/englishWork";
import { BoardPage, BoardSettingsPage, BoardsPage } from "./BoardPages";
import { ImportPage } from "./ImportPage";
import { TaskPage } from "./TaskPage";

export { BoardPage, BoardSettingsPage, BoardsPage, ImportPage, TaskPage };

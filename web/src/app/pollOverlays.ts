// Asking a poll and recording a decision, in one piece that is loaded when it is needed.
import "../text/englishPages";
import "../text/englishCheckIn";
import { DecideDialog } from "../features/poll/DecideDialog";
import { NewPollDialog } from "../features/poll/NewPollDialog";

export { DecideDialog, NewPollDialog };

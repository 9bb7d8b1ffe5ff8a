// What opens over the page for calls, blockers and views, in one piece that is loaded when it is needed.
import { RaiseBlockerDialog } from "../features/blocker/RaiseBlockerDialog";
import { EnterCall } from "../features/call/EnterCall";
import { StartCall } from "../features/call/StartCall";
import { ViewsDialog } from "../features/topic/ViewsDialog";
import { RingOverlay } from "./RingOverlay";

export { EnterCall, RaiseBlockerDialog, RingOverlay, StartCall, ViewsDialog };

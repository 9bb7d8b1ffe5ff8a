// Dialogs in one piece that is loaded after the first paint.
import "../text/englishPages";
import { FocusDialog } from "../features/availability/FocusDialog";
import { NewChannelDialog } from "../features/channel/NewChannelDialog";
import { DemoClockDialog } from "../features/demo/DemoClockDialog";
import { NewGroupDialog } from "../features/group/NewGroupDialog";
import { KeysDialog } from "../features/help/KeysDialog";
import { EditScheduledDialog } from "../features/later/EditScheduledDialog";
import { RemindDialog } from "../features/later/RemindDialog";
import { MyItemDialog } from "../features/my_board/MyItemDialog";
import { NewDirectDialog } from "../features/person/NewDirectDialog";
import { RequestPersonDialog } from "../features/request/RequestPersonDialog";
import { RequestTimeDialog } from "../features/request/RequestTimeDialog";
import { NewTopicDialog } from "../features/topic/NewTopicDialog";

export {
    DemoClockDialog,
    EditScheduledDialog,
    FocusDialog,
    KeysDialog,
    MyItemDialog,
    NewChannelDialog,
    NewDirectDialog,
    NewGroupDialog,
    NewTopicDialog,
    RemindDialog,
    RequestPersonDialog,
    RequestTimeDialog,
};

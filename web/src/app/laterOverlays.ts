// Dialogs in one piece that is loaded after the first paint.
import { NewChannelDialog } from "../features/channel/NewChannelDialog";
import { KeysDialog } from "../features/help/KeysDialog";
import { NewDirectDialog } from "../features/person/NewDirectDialog";
import { NewTopicDialog } from "../features/topic/NewTopicDialog";

export { KeysDialog, NewChannelDialog, NewDirectDialog, NewTopicDialog };

// Pages in one piece that is loaded after the first paint.

import { BrowsePage } from "../../features/channel/BrowsePage";
import { ChannelPage } from "../../features/channel/ChannelPage";
import { CallPage } from "./CallPage";
import { LivePage } from "./LivePage";
import { MorePage } from "./MorePage";
import { PeoplePage } from "./PeoplePage";
import { PersonPage } from "./PersonPage";
import { SettingsPage } from "./SettingsPage";
import { TalkPage } from "./TalkPage";

export {
    BrowsePage,
    CallPage,
    ChannelPage,
    LivePage,
    MorePage,
    PeoplePage,
    PersonPage,
    SettingsPage,
    TalkPage,
};

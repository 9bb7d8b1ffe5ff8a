// Pages in one piece that is loaded after the first paint.

import "../../text/englishPages";
import "../../text/englishWork";
import { BrowsePage } from "../../features/channel/BrowsePage";
import { ChannelPage } from "../../features/channel/ChannelPage";
import { CallPage } from "./CallPage";
import { LaterPage } from "./LaterPage";
import { LivePage } from "./LivePage";
import { MorePage } from "./MorePage";
import { PeoplePage } from "./PeoplePage";
import { PersonPage } from "./PersonPage";
import { TalkPage } from "./TalkPage";
import { TodayPage } from "./TodayPage";
import { WhyPage } from "./WhyPage";

export {
    BrowsePage,
    CallPage,
    ChannelPage,
    LaterPage,
    LivePage,
    MorePage,
    PeoplePage,
    PersonPage,
    TalkPage,
    TodayPage,
    WhyPage,
};

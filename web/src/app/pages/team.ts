// Pages about people and how they work together, in one piece that is loaded after the first paint.
import "../../text/englishPages";
import { AvailabilityPage } from "./AvailabilityPage";
import { AgreementPage, GroupPage, GroupsPage, ProposePage } from "./GroupPages";
import { SettingsPage } from "./SettingsPage";

export { AgreementPage, AvailabilityPage, GroupPage, GroupsPage, ProposePage, SettingsPage };

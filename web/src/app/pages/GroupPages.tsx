// The pages of groups.
import { groupName } from "../../data/select";
import { useView } from "../../data/useView";
import { AgreementPage as Agreement } from "../../features/agreement/AgreementPage";
import { ProposePage as Propose } from "../../features/agreement/ProposePage";
import { DayStrips } from "../../features/availability/DayStrips";
import { GroupList } from "../../features/group/GroupList";
import { GroupPage as Group } from "../../features/group/GroupPage";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function GroupsPage() {
    useTitle(text("group.all"));
    return <GroupList />;
}

/** The name of a group whose id stands in the address. */
function useGroupName(id: string): string {
    return useView((data) => {
        const group = [...data.groups.keys()].find((known) => known === id);
        return group ? groupName(data, group) : "";
    });
}

export function GroupPage({ id }: { id: string }) {
    useTitle(useGroupName(id));
    return <Group id={id} renderStrips={(people) => <DayStrips people={people} />} />;
}

export function AgreementPage({ id }: { id: string }) {
    useTitle(text("agreement.page_title", { group: useGroupName(id) }));
    return <Agreement id={id} />;
}

export function ProposePage({ id }: { id: string }) {
    useTitle(text("agreement.propose_title", { group: useGroupName(id) }));
    return <Propose id={id} />;
}

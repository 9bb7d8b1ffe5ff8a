// Today.
import { Today } from "../../features/today/Today";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function TodayPage() {
    useTitle(text("today.title"));
    return <Today />;
}

// What is to happen later.
import { Later } from "../../features/later/Later";
import { text } from "../../text/text";
import { useTitle } from "../title";

export function LaterPage() {
    useTitle(text("later.title"));
    return <Later />;
}

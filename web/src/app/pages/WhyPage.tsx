// The page behind "why": of a delivery, a message, or the due instant of a request.
import { Redirect } from "wouter";
import { useView } from "../../data/useView";
import { whyOf } from "../../features/why/model";
import { Why } from "../../features/why/Why";
import { text } from "../../text/text";
import { Page } from "../../ui/Page";
import { useTitle } from "../title";

export function WhyPage({ of, id }: { of: string; id: string }) {
    const known = useView((data) => 0 < data.seq);
    const found = whyOf(of, id);
    const title = of === "request" ? text("why_page.title_due") : text("why_page.title");
    useTitle(title);
    if (!found) return known ? <Redirect to="/" replace /> : null;
    return (
        <Page title={title}>
            <Why of={found} />
        </Page>
    );
}

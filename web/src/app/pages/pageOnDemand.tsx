// A page in a piece that is loaded when somebody goes there.
import type { ComponentType } from "react";
import { text } from "../../text/text";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { onDemand } from "../../ui/onDemand";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";

/** Shows that it comes, and says so if it does not: the server is gone, or a newer one has other pieces. */
export function pageOnDemand<Props extends object>(
    load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
    return onDemand(load, { waiting: <Skeleton />, missing: <Missing /> });
}

function Missing() {
    return (
        <Page title={text("piece.page")}>
            <Empty
                title={text("piece.missing")}
                action={
                    <Button look="line" onClick={() => location.reload()}>
                        {text("piece.reload")}
                    </Button>
                }
            >
                {text("piece.kept")}
            </Empty>
        </Page>
    );
}

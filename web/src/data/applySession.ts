// Which stays of a session are known: the first ones and one's own, as the server shows them. The rules
// are those of `Session::take_stay` in crates/model/src/session.rs.
import { STAYS_SHOWN } from "../generated/limits";
import type { PersonId, Session, SessionId } from "./model";
import type { Data } from "./state";
import { put } from "./table";

type Stay = Session["attendance"][number];

const same = (one: Stay, other: Stay): boolean =>
    one.person === other.person && one.from === other.from;

function withStay(stays: readonly Stay[], stay: Stay, me: PersonId | null): Stay[] {
    const all = [...stays.filter((other) => !same(other, stay)), stay];
    all.sort((one, other) => {
        const between = Date.parse(one.from) - Date.parse(other.from);
        return between || (one.person < other.person ? -1 : 1);
    });
    return all.filter((other, at) => at < STAYS_SHOWN || other.person === me);
}

/** Takes a stay that began or ended. */
export function takeStay(data: Data, id: SessionId, stay: Stay): Data {
    const session = data.sessions.get(id);
    if (!session) return data;
    const attendance = withStay(session.attendance, stay, data.me);
    return { ...data, sessions: put(data.sessions, id, { ...session, attendance }) };
}

/** What all were told of a session, with one's own stays that are known. */
export function keepOwnStays(data: Data, update: Session): Session {
    const known = data.sessions.get(update.id)?.attendance ?? [];
    const own = known.filter(
        (stay) => stay.person === data.me && !update.attendance.some((other) => same(other, stay)),
    );
    if (own.length === 0 || update.ended_at) return update;
    const attendance = own.reduce(
        (stays, stay) => withStay(stays, stay, data.me),
        update.attendance,
    );
    return { ...update, attendance };
}

// Generated from openapi.json by `npm run codegen`. Do not edit.

declare const brand: unique symbol;
/** A string that only its own kind of id may take the place of. */
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export interface paths {
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels the caller is in, and public ones. */
        get: operations["channels"];
        put?: never;
        /** Makes a channel. */
        post: operations["create_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel. */
        get: operations["channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a channel. */
        patch: operations["update_channel"];
        trace?: never;
    };
    "/api/v1/channels/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins a public channel. */
        post: operations["join_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves a channel. */
        post: operations["leave_channel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in a channel. */
        get: operations["members"];
        put?: never;
        /** Adds people to a channel. */
        post: operations["add_members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a person out of a channel. */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A channel's topics. */
        get: operations["topics"];
        put?: never;
        /** Opens a topic. */
        post: operations["open_topic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/direct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds or makes the direct conversation with others. */
        post: operations["direct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The event log as the caller may see it. */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file's bytes, all or one range of them (RFC 9110, 14.2). */
        get: operations["file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known about a file. */
        get: operations["file_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture's thumbnail. */
        get: operations["thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest invitations. */
        get: operations["invitations"];
        put?: never;
        /** Makes an invitation. */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{code}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins by an invitation. */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{code}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the holder of a code may read. */
        get: operations["open_invitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an invitation back. */
        delete: operations["withdraw_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own account. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the own profile. */
        patch: operations["update_me"];
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a message. */
        delete: operations["delete_message"];
        options?: never;
        head?: never;
        /** Replaces a message's text. */
        patch: operations["edit_message"];
        trace?: never;
    };
    "/api/v1/messages/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Former texts of a message. */
        get: operations["revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/reactions/{emoji}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives a reaction. */
        put: operations["give_reaction"];
        post?: never;
        /** Takes a reaction back. */
        delete: operations["take_reaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everyone the caller may see. */
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: operations["person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a person's role, or closes or opens their account. */
        patch: operations["update_person"];
        trace?: never;
    };
    "/api/v1/people/{id}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person has said about when they can be reached. */
        get: operations["availability"];
        /** Replaces the own availability. */
        put: operations["set_availability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When people can be reached, with their spans over a stretch of time. */
        get: operations["reach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a recording. */
        post: operations["stop_recording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open requests, earliest due first. */
        get: operations["requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a request without a message. */
        post: operations["acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a request back. */
        post: operations["withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session. */
        get: operations["session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declines a ring. */
        post: operations["decline_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a session for everyone. */
        post: operations["end_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins a session, which accepts a ring; media follows by `session.offer` on the socket. */
        post: operations["join_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leaves a session. */
        post: operations["leave_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to record a session. */
        post: operations["start_recording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/ring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rings further people into a session. */
        post: operations["ring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is it set up? */
        get: operations["is_set_up"];
        put?: never;
        /** Makes organisation and owner, once. */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fills the sample organisation and signs in as its owner. */
        post: operations["fill_sample"];
        /** Wipes the sample organisation. */
        delete: operations["wipe_sample"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in. */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own sign-ins, newest first. */
        get: operations["sign_ins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the own sign-ins. */
        delete: operations["end_sign_in"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out this browser, or all of the person's. */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that a client needs for its first screen. */
        get: operations["snapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opens the socket (RFC 6455). Server frames are `EventFrame`, `Ephemeral` and `Reply`; client
         *     frames are `Ask`.
         */
        get: operations["socket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own tokens, newest first. */
        get: operations["tokens"];
        put?: never;
        /** Makes a token. */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the own tokens. */
        delete: operations["delete_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One topic. */
        get: operations["topic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a topic's title or state. */
        patch: operations["update_topic"];
        trace?: never;
    };
    "/api/v1/topics/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a topic's messages. */
        get: operations["messages"];
        put?: never;
        /** Posts a message; it is on disk when this answers. */
        post: operations["post_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/messages/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a message would do to whom, before it is sent. */
        post: operations["preview_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets how much of a topic the caller wants to hear. */
        put: operations["set_place"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the caller's read position. */
        post: operations["read_to"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a call on a topic, or finds the one that is live. */
        post: operations["start_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload: `Upload-Length`, and `filename` in `Upload-Metadata`. */
        post: operations["begin_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** How much of an upload has come. */
        head: operations["upload_offset"];
        /** Adds a piece at `Upload-Offset`; the last one answers the file's id in `File-Id`. */
        patch: operations["append_upload"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptBody: {
            name: string;
            email: string;
            /** @description At least 12 characters. */
            password: string;
            /** @description IANA name, for example `Europe/Berlin`. */
            time_zone: string;
        };
        /** @description What a client can do on its socket. */
        Action: {
            /** @enum {string} */
            do: "ping";
        } | {
            /** @description Where. */
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            do: "typing";
        } | {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The offer (RFC 8829). */
            sdp: string;
            /** @description What is sent on which transceiver. */
            tracks: components["schemas"]["SendTrack"][];
            /** @description What the participant sends at first. */
            state: components["schemas"]["ParticipantState"];
            /** @enum {string} */
            do: "session.offer";
        } | {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The `candidate` attribute's value. */
            candidate: string;
            /** @enum {string} */
            do: "session.candidate";
        } | {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The wishes. */
            wishes: components["schemas"]["SlotWish"][];
            /** @enum {string} */
            do: "session.slots";
        } | {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The state. */
            state: components["schemas"]["ParticipantState"];
            /** @enum {string} */
            do: "session.state";
        };
        /** @description What a client asks on its socket. Answered by a [`Reply`] with the same `id`. */
        Ask: components["schemas"]["Action"] & {
            /**
             * Format: int64
             * @description The client's own number.
             */
            id: number;
        };
        /** @description One stay of one person in a session. */
        Attendance: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description From when. */
            from: components["schemas"]["Timestamp"];
            until: components["schemas"]["Timestamp"] | null;
        };
        /** @description All that a person has said about when they can be reached. */
        Availability: {
            /** @description Whose it is. */
            person: components["schemas"]["PersonId"];
            /** @description Their working week; `None` means the organisation's default week, marked "assumed". */
            weekly: components["schemas"]["WorkSpan"][] | null;
            /** @description Time off, by beginning. */
            time_off: components["schemas"]["TimeOff"][];
            /** @description Focus blocks. */
            focus: components["schemas"]["FocusBlock"][];
            do_not_disturb_until: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        AvailabilityBody: {
            /** @description `null`: the organisation's default week. */
            weekly?: components["schemas"]["WorkSpan"][] | null;
            time_off?: components["schemas"]["TimeOffBody"][];
            focus?: components["schemas"]["FocusBody"][];
            do_not_disturb_until?: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description What a person can take at an instant.
         * @enum {string}
         */
        AvailabilityState: "available" | "focus" | "live" | "off" | "do_not_disturb";
        /** @description A room by subject; holds topics. */
        Channel: {
            /** @description Its id. */
            id: components["schemas"]["ChannelId"];
            /** @description Who may find it. */
            kind: components["schemas"]["ChannelKind"];
            /** @description Its name; empty for a direct conversation. */
            name: string;
            /** @description What it is for, one line; may be empty. */
            purpose: string;
            /** @description Expectation of a message that asks somebody and names none. */
            default_expectation: components["schemas"]["Expectation"];
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            archived_at: components["schemas"]["Timestamp"] | null;
            /** @description The people of a direct conversation, in order of id; empty for others (see `members`). */
            people: components["schemas"]["PersonId"][];
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        ChannelBody: {
            name?: string | null;
            purpose?: string | null;
            default_expectation?: components["schemas"]["Expectation"] | null;
            archived?: boolean | null;
        };
        /** @description Opaque id, sorts by time: `chn_…` */
        ChannelId: Id<"chn">;
        /**
         * @description Who may find and join a channel.
         * @enum {string}
         */
        ChannelKind: "public" | "private" | "direct";
        /** @description The reader is no longer in a channel. */
        ChannelLeft: {
            /** @description Which. */
            channel: components["schemas"]["ChannelId"];
            /** @description Whether it may still be found and read (it is public and the reader no guest). */
            visible: boolean;
        };
        /** @description One channel as somebody who joins it needs it. */
        ChannelSnapshot: {
            /** @description The channel. */
            channel: components["schemas"]["Channel"];
            /** @description The reader's own membership. */
            membership: components["schemas"]["Membership"];
            /** @description The people in it, for a guest who did not see them before. */
            people: components["schemas"]["Person"][];
            /** @description Their availability. */
            availability: components["schemas"]["Availability"][];
            /** @description Its topics. */
            topics: components["schemas"]["Topic"][];
            /** @description The reader's place in each of them. */
            places: components["schemas"]["TopicPlace"][];
            /** @description Its requests to and from the reader. */
            requests: components["schemas"]["Request"][];
            /** @description Its live sessions. */
            sessions: components["schemas"]["Session"][];
        };
        /** @description A decided delivery; sent to its recipient alone. */
        Delivery: components["schemas"]["DeliveryKind"] & {
            /** @description Its id. */
            id: components["schemas"]["DeliveryId"];
            /** @description To whom. */
            person: components["schemas"]["PersonId"];
            /** @description Of which message. */
            message: components["schemas"]["MessageId"];
            /** @description The message's topic. */
            topic: components["schemas"]["TopicId"];
            /** @description The message's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who wrote it. */
            from: components["schemas"]["PersonId"];
            /** @description Why. */
            reason: components["schemas"]["DeliveryReason"];
            /** @description When it was decided. */
            decided_at: components["schemas"]["Timestamp"];
            told_at: components["schemas"]["Timestamp"] | null;
        };
        /** @description Opaque id, sorts by time: `dlv_…` */
        DeliveryId: Id<"dlv">;
        /** @description What a message does to a recipient; decides notification, never visibility. */
        DeliveryKind: {
            /** @enum {string} */
            delivery: "notify";
        } | {
            /** @enum {string} */
            delivery: "quiet";
        } | {
            /** @description The first reachable minute. */
            until: components["schemas"]["Timestamp"];
            /** @enum {string} */
            delivery: "hold";
        } | {
            /** @enum {string} */
            delivery: "digest";
        } | {
            /** @enum {string} */
            delivery: "break_through";
        };
        /** @description Why a delivery is what it is, as data that the client words. Each names one rule. */
        DeliveryReason: {
            /** @enum {string} */
            because: "asked_and_available";
        } | {
            /** @enum {string} */
            because: "direct_and_available";
        } | {
            /** @enum {string} */
            because: "answers_them_and_available";
        } | {
            /** @enum {string} */
            because: "followed_and_available";
        } | {
            /** @enum {string} */
            because: "asked_not_soon";
        } | {
            /** @enum {string} */
            because: "not_asked";
        } | {
            /** @description What keeps them. */
            state: components["schemas"]["StateReason"];
            /** @enum {string} */
            because: "not_reachable";
        } | {
            /** @enum {string} */
            because: "for_information";
        } | {
            /** @enum {string} */
            because: "muted";
        } | {
            /** @enum {string} */
            because: "notice_and_available";
        } | {
            /** @enum {string} */
            because: "in_audience";
        } | {
            /** @enum {string} */
            because: "urgent";
        } | {
            /** @description What keeps them. */
            state: components["schemas"]["StateReason"];
            /** @enum {string} */
            because: "never_reachable";
        };
        DirectBody: {
            channel: components["schemas"]["Channel"];
            /** @description The conversation's untitled topic. */
            topic: components["schemas"]["Topic"];
        };
        /** @description How a due instant came about, as data that the client words (the "why"). */
        DueReason: {
            /**
             * Format: int32
             * @description Minutes of working time given.
             */
            minutes: number;
            /** @description The first working minute counted. */
            counted_from: components["schemas"]["Timestamp"];
            /** @description The asked person set no working hours. */
            assumed: boolean;
            /** @enum {string} */
            rule: "working_time";
        } | {
            /**
             * Format: int32
             * @description Days given.
             */
            days: number;
            /** @description The first working minute counted. */
            counted_from: components["schemas"]["Timestamp"];
            /** @description The asked person set no working hours. */
            assumed: boolean;
            /** @enum {string} */
            rule: "working_days";
        } | {
            /** @enum {string} */
            rule: "named";
        } | {
            /** @description What the author named. */
            named: components["schemas"]["Timestamp"];
            /** @description Why it could not stay. */
            off: components["schemas"]["StateReason"];
            /** @enum {string} */
            rule: "moved_earlier";
        } | {
            /** @description What the author named. */
            named: components["schemas"]["Timestamp"];
            /** @description Why it could not stay. */
            off: components["schemas"]["StateReason"];
            /** @enum {string} */
            rule: "moved_later";
        } | {
            /** @enum {string} */
            rule: "wall_clock";
        } | {
            /** @description What they named. */
            named: components["schemas"]["Timestamp"];
            /** @description When they named it. */
            at: components["schemas"]["Timestamp"];
            was: components["schemas"]["Timestamp"] | null;
            /** @enum {string} */
            rule: "deferred";
        } | {
            /** @description What keeps them. */
            off: components["schemas"]["StateReason"];
            /** @enum {string} */
            rule: "no_working_time";
        };
        EditBody: {
            text: string;
        };
        /** @description What the server says without a place in the log: it is not repeated after a reconnect. */
        Ephemeral: {
            /** @description First frame of a socket: the newest `seq` of this view; what was missed follows. */
            data: components["schemas"]["Hello"];
            /** @enum {string} */
            type: "hello";
        } | {
            /** @enum {string} */
            type: "resync";
        } | {
            /** @description Somebody is typing in a topic (repeated every 3 s while they do; ends after 5 s). */
            data: components["schemas"]["Typing"];
            /** @enum {string} */
            type: "typing";
        } | {
            /** @description A call rings for the reader. */
            data: components["schemas"]["Ring"];
            /** @enum {string} */
            type: "session.ring";
        } | {
            /** @description It no longer rings: taken, declined, missed, or taken on another device. */
            data: components["schemas"]["RingEnded"];
            /** @enum {string} */
            type: "session.ring_ended";
        } | {
            /** @description Who is in the session and what they send: deltas, batched. */
            data: components["schemas"]["RosterDelta"];
            /** @enum {string} */
            type: "session.roster";
        } | {
            /** @description What comes in which slot. */
            data: components["schemas"]["SlotMap"];
            /** @enum {string} */
            type: "session.slots";
        } | {
            /** @description Which simulcast layers anybody sees. */
            data: components["schemas"]["LayerWishes"];
            /** @enum {string} */
            type: "session.layers";
        } | {
            /** @description Who speaks, loudest first; at most three. */
            data: components["schemas"]["Speaking"];
            /** @enum {string} */
            type: "session.speaking";
        } | {
            /** @description The reader is in the session from another place now; this connection is closed. */
            data: components["schemas"]["SessionRef"];
            /** @enum {string} */
            type: "session.moved";
        } | {
            /** @description The reader's media connection is gone; offer again to be back. */
            data: components["schemas"]["SessionRef"];
            /** @enum {string} */
            type: "session.lost";
        };
        /**
         * @description Says what went wrong, for programs. Never rename or reuse a code; new ones go at the end.
         * @enum {string}
         */
        ErrorCode: "invalid" | "signed_out" | "wrong_password" | "not_allowed" | "not_found" | "taken" | "already_set_up" | "not_set_up" | "invitation_over" | "too_many" | "foreign_origin" | "stale" | "text_empty" | "text_too_long" | "too_large" | "wrong_state" | "overloaded" | "storage_unavailable" | "internal" | "media_unavailable" | "guarded";
        /**
         * @description Something that happened. Every event carries the whole state of what changed, so that applying
         *     it twice, or a later one first and then both in order, gives the same.
         */
        Event: {
            /** @description The organisation was made or changed. */
            data: components["schemas"]["Organisation"];
            /** @enum {string} */
            type: "organisation.updated";
        } | {
            /** @description A person joined or changed. */
            data: components["schemas"]["Person"];
            /** @enum {string} */
            type: "person.updated";
        } | {
            /** @description Somebody's working hours, time off or focus changed. */
            data: components["schemas"]["Availability"];
            /** @enum {string} */
            type: "availability.updated";
        } | {
            /** @description A channel was made or changed. */
            data: components["schemas"]["Channel"];
            /** @enum {string} */
            type: "channel.updated";
        } | {
            /** @description The reader is in a channel now; carries all they need to show it. */
            data: components["schemas"]["ChannelSnapshot"];
            /** @enum {string} */
            type: "channel.joined";
        } | {
            /** @description The reader is no longer in a channel; its topics go, and the channel too unless it is public. */
            data: components["schemas"]["ChannelLeft"];
            /** @enum {string} */
            type: "channel.left";
        } | {
            /** @description Somebody joined a channel the reader is in. */
            data: components["schemas"]["Membership"];
            /** @enum {string} */
            type: "member.joined";
        } | {
            /** @description Somebody left a channel the reader is in. */
            data: components["schemas"]["MemberLeft"];
            /** @enum {string} */
            type: "member.left";
        } | {
            /** @description A topic was opened or changed. Posting a message says so by `message.updated` alone. */
            data: components["schemas"]["Topic"];
            /** @enum {string} */
            type: "topic.updated";
        } | {
            /** @description The reader's own place in a topic changed. */
            data: components["schemas"]["TopicPlace"];
            /** @enum {string} */
            type: "place.updated";
        } | {
            /** @description A message was posted, edited, deleted or reacted to; carries its topic's lists along. */
            data: components["schemas"]["MessageUpdated"];
            /** @enum {string} */
            type: "message.updated";
        } | {
            /** @description A request was opened or changed. */
            data: components["schemas"]["Request"];
            /** @enum {string} */
            type: "request.updated";
        } | {
            /** @description The reader was told of a message, or it waits for them. */
            data: components["schemas"]["Delivery"];
            /** @enum {string} */
            type: "delivery.updated";
        } | {
            /** @description A session began, changed or ended. */
            data: components["schemas"]["Session"];
            /** @enum {string} */
            type: "session.updated";
        };
        /**
         * @description An event on one socket. `prev` is the `seq` of the event before it *on this view*, so that a
         *     client can tell a gap from what it may not see.
         */
        EventFrame: components["schemas"]["Event"] & {
            /**
             * Format: int64
             * @description Its number in the log.
             */
            seq: number;
            /**
             * Format: int64
             * @description The number of the event before it in this view.
             */
            prev: number;
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
        };
        /** @description Events that the caller may see. */
        Events: {
            items: components["schemas"]["EventFrame"][];
            /**
             * Format: int64
             * @description Up to here the log was looked at; ask on from it.
             */
            seq: number;
        };
        /** @description How soon a message wants a reply. */
        Expectation: "now" | "today" | "this_week" | {
            /** @description By an instant. */
            by: components["schemas"]["Timestamp"];
        } | "none";
        /** @description One field of a form and what is wrong with it. */
        FieldError: {
            /** @description The field's name, with dots into nested ones (`weekly.3.from`). */
            field: string;
            /** @description What is wrong and what would be right, for people. */
            detail: string;
        };
        /** @description A file that is complete and stored. Its bytes are at `GET /api/v1/files/{id}`. */
        File: {
            /** @description Its id. */
            id: components["schemas"]["FileId"];
            /** @description Its name as uploaded, cleaned of paths and control characters. */
            name: string;
            /** @description Its media type as found from its name and first bytes (RFC 6838). */
            media_type: string;
            /**
             * Format: int64
             * @description Its length, in bytes.
             */
            bytes: number;
            size: components["schemas"]["PictureSize"] | null;
            /** @description Whether `GET /api/v1/files/{id}/thumbnail` has a picture. */
            thumbnail: boolean;
            /** @description Who uploaded it. */
            uploaded_by: components["schemas"]["PersonId"];
            /** @description When it was complete. */
            created_at: components["schemas"]["Timestamp"];
        };
        /** @description Opaque id, sorts by time: `fil_…` */
        FileId: Id<"fil">;
        /** @description A block of undisturbed time. */
        FocusBlock: {
            /** @description Its id. */
            id: components["schemas"]["FocusId"];
            /** @description When it happens. */
            when: components["schemas"]["FocusTime"];
        };
        FocusBody: {
            id?: components["schemas"]["FocusId"] | null;
            when: components["schemas"]["FocusTime"];
        };
        /** @description Opaque id, sorts by time: `foc_…` */
        FocusId: Id<"foc">;
        /** @description When a focus block happens. */
        FocusTime: {
            /** @description When it begins. */
            from: components["schemas"]["Timestamp"];
            /** @description When it ends. */
            until: components["schemas"]["Timestamp"];
            /** @enum {string} */
            kind: "once";
        } | (components["schemas"]["WorkSpan"] & {
            /** @enum {string} */
            kind: "weekly";
        });
        /** @description First frame of a socket. */
        Hello: {
            /**
             * Format: int64
             * @description The newest event of the whole log at this moment.
             */
            seq: number;
            /** @description The server's clock, so that a client with a wrong one can show right times. */
            now: components["schemas"]["Timestamp"];
        };
        /** @description An invitation into the organisation. Its secret code is shown once, when it is made. */
        Invitation: {
            /** @description Its id. */
            id: components["schemas"]["InvitationId"];
            /** @description The role its taker gets. */
            role: components["schemas"]["Role"];
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Until when it can be taken. */
            expires_at: components["schemas"]["Timestamp"];
            accepted_by: components["schemas"]["PersonId"] | null;
            withdrawn_at: components["schemas"]["Timestamp"] | null;
        };
        InvitationBody: {
            /** @description `guest`, `member` or `admin`. */
            role: components["schemas"]["Role"];
        };
        /** @description Opaque id, sorts by time: `inv_…` */
        InvitationId: Id<"inv">;
        /** @description A simulcast layer a publisher should send or may stop sending. */
        LayerWish: {
            /** @description The publishing transceiver's `mid`. */
            mid: string;
            /** @description The layer's `rid` (RFC 8851). */
            rid: string;
            /** @description Whether anybody sees it. */
            active: boolean;
        };
        /** @description Which simulcast layers anybody sees. */
        LayerWishes: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The layers that changed. */
            layers: components["schemas"]["LayerWish"][];
        };
        /** @description A list that is whole. */
        List_Invitation: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["InvitationId"];
                /** @description The role its taker gets. */
                role: components["schemas"]["Role"];
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Until when it can be taken. */
                expires_at: components["schemas"]["Timestamp"];
                accepted_by?: components["schemas"]["PersonId"] | null;
                withdrawn_at?: components["schemas"]["Timestamp"] | null;
            }[];
        };
        /** @description A list that is whole. */
        List_Membership: {
            /** @description The items. */
            items: {
                /** @description Where. */
                channel: components["schemas"]["ChannelId"];
                /** @description Who. */
                person: components["schemas"]["PersonId"];
                /** @description Since when. */
                joined_at: components["schemas"]["Timestamp"];
            }[];
        };
        /** @description A list that is whole. */
        List_MessageRevision: {
            /** @description The items. */
            items: {
                /** @description The Markdown as it stood. */
                text: string;
                /** @description Until when it stood so. */
                replaced_at: components["schemas"]["Timestamp"];
            }[];
        };
        /** @description A list that is whole. */
        List_Request: {
            /** @description The items. */
            items: (components["schemas"]["RequestState"] & {
                /** @description Its id. */
                id: components["schemas"]["RequestId"];
                /** @description The message that opened it. */
                message: components["schemas"]["MessageId"];
                /** @description Later messages that joined it; they never restart its clock. */
                follow_ups: components["schemas"]["MessageId"][];
                /** @description Where it stands. */
                topic: components["schemas"]["TopicId"];
                /** @description The topic's channel. */
                channel: components["schemas"]["ChannelId"];
                /** @description Who waits. */
                from: components["schemas"]["PersonId"];
                /** @description Who is asked. */
                asked: components["schemas"]["PersonId"];
                /** @description The beginning of the message, as plain text, at most 160 characters. */
                excerpt: string;
                /** @description How soon the answer is wanted. */
                expectation: components["schemas"]["Expectation"];
                /** @description When it was opened. */
                opened_at: components["schemas"]["Timestamp"];
                due_at?: components["schemas"]["Timestamp"] | null;
                /** @description How the due instant came about. */
                due_reason: components["schemas"]["DueReason"];
            })[];
        };
        /** @description A list that is whole. */
        List_SignInItem: {
            /** @description The items. */
            items: {
                id: components["schemas"]["SignInId"];
                created_at: components["schemas"]["Timestamp"];
                /** @description To the hour. */
                last_used_at: components["schemas"]["Timestamp"];
                /** @description What the browser calls itself. */
                agent: string;
                /** @description Whether it is the one that asks. */
                current: boolean;
            }[];
        };
        /** @description A list that is whole. */
        List_Token: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["TokenId"];
                /** @description What it is for, in its maker's words. */
                name: string;
                /** @description What it may do. */
                scopes: components["schemas"]["Scope"][];
                /** @description When it was made. */
                created_at: components["schemas"]["Timestamp"];
                expires_at?: components["schemas"]["Timestamp"] | null;
            }[];
        };
        /** @description The signed-in person's own account. */
        Me: {
            /** @description Who it is. */
            person: components["schemas"]["Person"];
            /** @description Where they sign in; shown to nobody else but admins. */
            email: string;
            /** @description Where they belong. */
            organisation: components["schemas"]["Organisation"];
        };
        /**
         * @description Where a participant's media comes from.
         * @enum {string}
         */
        MediaSource: "microphone" | "camera" | "screen" | "screen_audio";
        /** @description Somebody left a channel. */
        MemberLeft: {
            /** @description Where. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /** @description One person's place in a channel. */
        Membership: {
            /** @description Where. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description Since when. */
            joined_at: components["schemas"]["Timestamp"];
        };
        /** @description One thing said in a topic. */
        Message: {
            /** @description Its id. */
            id: components["schemas"]["MessageId"];
            /** @description Where it stands. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /**
             * Format: int64
             * @description Its number in the topic, from 1, without gaps.
             */
            ordinal: number;
            /** @description Who wrote it; of a residue, who started the session. */
            author: components["schemas"]["PersonId"];
            /** @description What it is. */
            body: components["schemas"]["MessageBody"];
            /** @description The Markdown as written; empty once deleted. */
            text: string;
            /** @description The same as safe HTML; empty once deleted. */
            html: string;
            /** @description How soon it wants a reply. */
            expectation: components["schemas"]["Expectation"];
            reply_to: components["schemas"]["MessageId"] | null;
            /** @description Whom it asks. */
            asked: components["schemas"]["PersonId"][];
            /** @description What hangs on it. */
            attachments: components["schemas"]["File"][];
            /** @description Who reacted how, in order of the first of each. */
            reactions: components["schemas"]["Reaction"][];
            /** @description When it was sent. */
            sent_at: components["schemas"]["Timestamp"];
            edited_at: components["schemas"]["Timestamp"] | null;
            deleted_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        /** @description What a message is. */
        MessageBody: {
            /** @enum {string} */
            kind: "text";
        } | (components["schemas"]["Residue"] & {
            /** @enum {string} */
            kind: "residue";
        }) | {
            /** @description The call. */
            session: components["schemas"]["SessionId"];
            /** @description Who did not take it. */
            missed_by: components["schemas"]["PersonId"][];
            /** @enum {string} */
            kind: "missed_call";
        };
        /** @description The beginning of a message, as plain text. */
        MessageExcerpt: {
            /** @description Who wrote it. */
            author: components["schemas"]["PersonId"];
            /** @description At most 160 characters, without markup. */
            text: string;
            /** @description When it was sent. */
            sent_at: components["schemas"]["Timestamp"];
        };
        /** @description Opaque id, sorts by time: `msg_…` */
        MessageId: Id<"msg">;
        /** @description What a message that is not sent yet would do. */
        MessagePreview: {
            /** @description Asked people first, by the instant they are told; at most 50. */
            recipients: components["schemas"]["RecipientPreview"][];
            /**
             * Format: int64
             * @description How many more get it without being asked.
             */
            others: number;
            /** @description The expectation that would count (the channel's default if none was named). */
            expectation: components["schemas"]["Expectation"];
        };
        /** @description A former text of a message. */
        MessageRevision: {
            /** @description The Markdown as it stood. */
            text: string;
            /** @description Until when it stood so. */
            replaced_at: components["schemas"]["Timestamp"];
        };
        /** @description A message and its topic as they stand after a change. */
        MessageUpdated: {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @description Its topic. */
            topic: components["schemas"]["Topic"];
        };
        /** @description A page of a topic's messages, oldest first. */
        Messages: {
            items: components["schemas"]["Message"][];
            /**
             * Format: int64
             * @description Number of the topic's newest message.
             */
            last_ordinal: number;
        };
        /**
         * Format: int32
         * @description A minute of a local day, 0 (midnight) to 1440 (the midnight that ends the day).
         */
        MinuteOfDay: number;
        NewChannelBody: {
            /** @description `public` or `private`. */
            kind: components["schemas"]["ChannelKind"];
            name: string;
            purpose?: string;
            default_expectation?: components["schemas"]["Expectation"] | null;
            members?: components["schemas"]["PersonId"][];
        };
        NewInvitation: {
            invitation: components["schemas"]["Invitation"];
            /** @description Shown once; the link is `/invitation/{code}`. */
            code: string;
        };
        NewToken: {
            token: components["schemas"]["Token"];
            /** @description Shown once. */
            secret: string;
        };
        /** @description What the holder of a link may read before they join. */
        OpenInvitation: {
            organisation: string;
            invited_by: string;
            role: components["schemas"]["Role"];
            expires_at: components["schemas"]["Timestamp"];
        };
        OpenTopicBody: {
            title: string;
            message?: components["schemas"]["PostBody"] | null;
        };
        OpenedTopic: {
            topic: components["schemas"]["Topic"];
            message: components["schemas"]["Message"] | null;
        };
        /** @description The one company of an installation. */
        Organisation: {
            /** @description Its name. */
            name: string;
            /** @description When it was set up. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Whether it holds the sample team (`meanwhile demo`) and may be wiped in one click. */
            sample: boolean;
            /**
             * Format: int64
             * @description Rises with every change.
             */
            version: number;
        };
        /** @description One page of a list. */
        Page_Channel: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["ChannelId"];
                /** @description Who may find it. */
                kind: components["schemas"]["ChannelKind"];
                /** @description Its name; empty for a direct conversation. */
                name: string;
                /** @description What it is for, one line; may be empty. */
                purpose: string;
                /** @description Expectation of a message that asks somebody and names none. */
                default_expectation: components["schemas"]["Expectation"];
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When it was made. */
                created_at: components["schemas"]["Timestamp"];
                archived_at?: components["schemas"]["Timestamp"] | null;
                /** @description The people of a direct conversation, in order of id; empty for others (see `members`). */
                people: components["schemas"]["PersonId"][];
                /**
                 * Format: int64
                 * @description Rises with every change; sent back in `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Person: {
            /** @description The items. */
            items: {
                /** @description Their id. */
                id: components["schemas"]["PersonId"];
                /** @description How they are called. */
                name: string;
                /** @description What they may do. */
                role: components["schemas"]["Role"];
                /** @description IANA time zone, for example `Europe/Berlin`. */
                time_zone: string;
                /** @description Where they work from, in their own words ("Berlin"); empty if they did not say. */
                place: string;
                /** @description Since when they belong to the organisation. */
                joined_at: components["schemas"]["Timestamp"];
                disabled_at?: components["schemas"]["Timestamp"] | null;
                /**
                 * Format: int64
                 * @description Rises with every change; sent back in `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Topic: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["TopicId"];
                /** @description Where it stands. */
                channel: components["schemas"]["ChannelId"];
                /** @description Its title; empty for the first topic of a direct conversation. */
                title: string;
                /** @description Whether it still wants something. */
                state: components["schemas"]["TopicState"];
                /** @description Who opened it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When it was opened. */
                created_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description Number of its newest message; messages count from 1, deleted ones keep their number.
                 */
                last_ordinal: number;
                last?: components["schemas"]["MessageExcerpt"] | null;
                session?: components["schemas"]["SessionId"] | null;
                /**
                 * Format: int64
                 * @description Rises with every change of title, state or session; sent back in `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One line of the roster. */
        Participant: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description What they send. */
            state: components["schemas"]["ParticipantState"];
        };
        /** @description What a participant sends now; said by their client, shown to all. */
        ParticipantState: {
            /** @description Their microphone is open. */
            microphone: boolean;
            /** @description Their camera is on. */
            camera: boolean;
            /** @description They share a screen. */
            screen: boolean;
        };
        PasswordBody: {
            current: string;
            /** @description At least 12 characters. */
            new: string;
        };
        PeopleBody: {
            people: components["schemas"]["PersonId"][];
        };
        /** @description An account of one human being. */
        Person: {
            /** @description Their id. */
            id: components["schemas"]["PersonId"];
            /** @description How they are called. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /** @description IANA time zone, for example `Europe/Berlin`. */
            time_zone: string;
            /** @description Where they work from, in their own words ("Berlin"); empty if they did not say. */
            place: string;
            /** @description Since when they belong to the organisation. */
            joined_at: components["schemas"]["Timestamp"];
            disabled_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        PersonBody: {
            role?: components["schemas"]["Role"] | null;
            /** @description Whether the account is closed. */
            disabled?: boolean | null;
        };
        /** @description Opaque id, sorts by time: `per_…` */
        PersonId: Id<"per">;
        /** @description Width and height of a picture, in pixels. */
        PictureSize: {
            /**
             * Format: int32
             * @description Width, in pixels.
             */
            width: number;
            /**
             * Format: int32
             * @description Height, in pixels.
             */
            height: number;
        };
        PlaceBody: {
            level: components["schemas"]["TopicLevel"];
        };
        /** @description A message as its author sends it. */
        PostBody: {
            /** @description Markdown; `@[Name](per_…)` asks, `@_[Name](per_…)` names without asking. */
            text: string;
            expectation?: components["schemas"]["Expectation"] | null;
            /** @description Whom it asks besides those its text mentions. */
            asked?: components["schemas"]["PersonId"][];
            reply_to?: components["schemas"]["MessageId"] | null;
            /** @description Own uploaded files. */
            attachments?: components["schemas"]["FileId"][];
        };
        /** @description An error as the wire carries it (RFC 9457, `application/problem+json`). */
        Problem: {
            /** @description The code's page, or `about:blank`. */
            type: string;
            /** @description The HTTP status' own words. */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What went wrong, for programs. */
            code: components["schemas"]["ErrorCode"];
            /** @description What went wrong and what to do, for people. */
            detail: string;
            /** @description What is wrong with which field. */
            fields?: components["schemas"]["FieldError"][];
            /** @description Finds the cause in the operator's log. */
            incident?: string | null;
        };
        ProfileBody: {
            name?: string | null;
            time_zone?: string | null;
            place?: string | null;
            password?: components["schemas"]["PasswordBody"] | null;
        };
        /** @description When somebody can be reached, as of one instant. */
        Reach: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description What they can take now. */
            state: components["schemas"]["AvailabilityState"];
            /** @description Why. */
            reason: components["schemas"]["StateReason"];
            until: components["schemas"]["Timestamp"] | null;
            next_reachable: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Their zone's offset from UTC now, in seconds, for their local time.
             */
            utc_offset_seconds: number;
            /** @description Their spans from `from` to `until` of the question, in order, without gaps. */
            spans: components["schemas"]["ReachSpan"][];
        };
        ReachList: {
            /** @description As of when. */
            at: components["schemas"]["Timestamp"];
            items: components["schemas"]["Reach"][];
        };
        /** @description One stretch in which a person's state does not change. */
        ReachSpan: {
            /** @description When it begins. */
            from: components["schemas"]["Timestamp"];
            /** @description When it ends. */
            until: components["schemas"]["Timestamp"];
            /** @description What they can take. */
            state: components["schemas"]["AvailabilityState"];
        };
        /** @description One emoji under a message and who gave it. */
        Reaction: {
            /** @description The emoji itself. */
            emoji: string;
            /** @description Who gave it, in order. */
            people: components["schemas"]["PersonId"][];
        };
        ReadBody: {
            /**
             * Format: int64
             * @description Number of the newest message that was read; may be lower than before.
             */
            ordinal: number;
        };
        /** @description What a message that is not sent yet would do to one recipient. */
        RecipientPreview: components["schemas"]["DeliveryKind"] & {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description Whether the message asks them. */
            asked: boolean;
            told_at: components["schemas"]["Timestamp"] | null;
            /** @description Why. */
            reason: components["schemas"]["DeliveryReason"];
            due_at: components["schemas"]["Timestamp"] | null;
            due_reason: components["schemas"]["DueReason"] | null;
            /**
             * Format: int32
             * @description Their zone's offset from UTC at `told_at` (or now), in seconds.
             */
            utc_offset_seconds: number;
        };
        /** @description A recording of a session. */
        Recording: {
            /** @description Its id. */
            id: components["schemas"]["RecordingId"];
            /** @description Of which session. */
            session: components["schemas"]["SessionId"];
            /** @description Where it stands. */
            state: components["schemas"]["RecordingState"];
            /** @description Who started it. */
            started_by: components["schemas"]["PersonId"];
            /** @description When it began. */
            started_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Its length in milliseconds, once it is ready.
             */
            duration_ms: number | null;
            file: components["schemas"]["File"] | null;
        };
        /** @description Opaque id, sorts by time: `rec_…` */
        RecordingId: Id<"rec">;
        /**
         * @description Where a recording stands.
         * @enum {string}
         */
        RecordingState: "running" | "finishing" | "ready" | "failed";
        /** @description The answer to an [`Ask`]. */
        Reply: {
            /**
             * Format: int64
             * @description The `id` of the question.
             */
            re: number;
            /** @description Whether it was done. */
            ok: boolean;
            data?: components["schemas"]["ReplyData"] | null;
            error?: components["schemas"]["Problem"] | null;
        };
        /** @description What an action answers. */
        ReplyData: {
            /** @description The description. */
            sdp: string;
        };
        /** @description One (message, asked person) pair that waits for an answer. */
        Request: components["schemas"]["RequestState"] & {
            /** @description Its id. */
            id: components["schemas"]["RequestId"];
            /** @description The message that opened it. */
            message: components["schemas"]["MessageId"];
            /** @description Later messages that joined it; they never restart its clock. */
            follow_ups: components["schemas"]["MessageId"][];
            /** @description Where it stands. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who waits. */
            from: components["schemas"]["PersonId"];
            /** @description Who is asked. */
            asked: components["schemas"]["PersonId"];
            /** @description The beginning of the message, as plain text, at most 160 characters. */
            excerpt: string;
            /** @description How soon the answer is wanted. */
            expectation: components["schemas"]["Expectation"];
            /** @description When it was opened. */
            opened_at: components["schemas"]["Timestamp"];
            due_at: components["schemas"]["Timestamp"] | null;
            /** @description How the due instant came about. */
            due_reason: components["schemas"]["DueReason"];
        };
        /** @description Opaque id, sorts by time: `req_…` */
        RequestId: Id<"req">;
        /** @description Where a request stands. */
        RequestState: {
            /** @enum {string} */
            state: "open";
        } | {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            by: components["schemas"]["MessageId"] | null;
            /** @enum {string} */
            state: "answered";
        } | {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description To whom. */
            to: components["schemas"]["PersonId"];
            /** @enum {string} */
            state: "delegated";
        } | {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @enum {string} */
            state: "withdrawn";
        };
        /**
         * @description What a session leaves in its topic (rule 13). It is read from the session, so that it is true
         *     at once and grows when a recording becomes ready.
         */
        Residue: {
            /** @description The session, ended. */
            session: components["schemas"]["Session"];
        };
        /** @description A call rings. */
        Ring: {
            /** @description The call. */
            session: components["schemas"]["SessionId"];
            /** @description On which topic. */
            topic: components["schemas"]["TopicId"];
            /** @description In which channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who calls. */
            from: components["schemas"]["PersonId"];
            /** @description Until when it rings. */
            until: components["schemas"]["Timestamp"];
        };
        RingBody: {
            people: components["schemas"]["PersonId"][];
        };
        /** @description It no longer rings. */
        RingEnded: {
            /** @description The call. */
            session: components["schemas"]["SessionId"];
            /** @description Why. */
            outcome: components["schemas"]["RingOutcome"];
        };
        /**
         * @description Why it no longer rings.
         * @enum {string}
         */
        RingOutcome: "accepted" | "declined" | "missed" | "ended";
        /**
         * @description What a person may do in the organisation, from least to most.
         * @enum {string}
         */
        Role: "guest" | "member" | "admin" | "owner";
        /** @description Changes of a session's roster. */
        RosterDelta: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description Whether this is the whole roster (first frame) and replaces what the client has. */
            full: boolean;
            /** @description Who came or changed. */
            updated: components["schemas"]["Participant"][];
            /** @description Who went. */
            left: components["schemas"]["PersonId"][];
        };
        SampleBody: {
            sign_ins: components["schemas"]["SampleSignInBody"][];
            me: components["schemas"]["Me"];
        };
        /** @description How to sign in as somebody of the sample organisation. */
        SampleSignInBody: {
            name: string;
            email: string;
            password: string;
            role: components["schemas"]["Role"];
        };
        /**
         * @description What a token may do.
         * @enum {string}
         */
        Scope: "read" | "write" | "live" | "admin";
        /** @description A transceiver of an offer and what is sent on it. */
        SendTrack: {
            /** @description The transceiver's `mid` (RFC 8829). */
            mid: string;
            /** @description What is sent on it. */
            source: components["schemas"]["MediaSource"];
        };
        /** @description Something live on a topic. */
        Session: {
            /** @description Its id. */
            id: components["schemas"]["SessionId"];
            /** @description The topic it hangs on. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description What kind it is. */
            kind: components["schemas"]["SessionKind"];
            /** @description Who started it. */
            started_by: components["schemas"]["PersonId"];
            /** @description When. */
            started_at: components["schemas"]["Timestamp"];
            ended_at: components["schemas"]["Timestamp"] | null;
            /** @description Who is being rung now. */
            ringing: components["schemas"]["PersonId"][];
            /** @description Who has been rung since it began. */
            rung: components["schemas"]["PersonId"][];
            /** @description Who was there from when to when. */
            attendance: components["schemas"]["Attendance"][];
            /** @description Its recordings, in order. */
            recordings: components["schemas"]["Recording"][];
        };
        /** @description Opaque id, sorts by time: `ses_…` */
        SessionId: Id<"ses">;
        /**
         * @description What kind of live session it is. This release has calls.
         * @enum {string}
         */
        SessionKind: "call";
        /** @description Names a session. */
        SessionRef: {
            /** @description Which. */
            session: components["schemas"]["SessionId"];
        };
        SetupBody: {
            organisation: string;
            name: string;
            email: string;
            /** @description At least 12 characters. */
            password: string;
            /** @description IANA name, for example `Europe/Berlin`. */
            time_zone: string;
        };
        /** @description Whether the organisation is set up. */
        SetupState: {
            set_up: boolean;
            /** @description Its name, once it is set up. */
            organisation: string | null;
        };
        SignInBody: {
            email: string;
            password: string;
        };
        /** @description Opaque id, sorts by time: `sin_…` */
        SignInId: Id<"sin">;
        /** @description A signed-in browser. */
        SignInItem: {
            id: components["schemas"]["SignInId"];
            created_at: components["schemas"]["Timestamp"];
            /** @description To the hour. */
            last_used_at: components["schemas"]["Timestamp"];
            /** @description What the browser calls itself. */
            agent: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        SignOutBody: {
            /** @description All browsers of the person, not only this one. */
            everywhere?: boolean;
        };
        /** @description What comes in one slot now. */
        Slot: {
            /** @description The slot's `mid`. */
            mid: string;
            person: components["schemas"]["PersonId"] | null;
            /** @description Which media. */
            source: components["schemas"]["MediaSource"];
        };
        /** @description What comes in which slot. */
        SlotMap: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description The slots that changed. */
            slots: components["schemas"]["Slot"][];
        };
        /** @description What the client wants to see in one video slot, or nothing. */
        SlotWish: {
            /** @description The slot's `mid`. */
            mid: string;
            person: components["schemas"]["PersonId"] | null;
            /** @description Their camera or screen. */
            source: components["schemas"]["MediaSource"];
            /**
             * Format: int32
             * @description Width it is shown at, in device pixels; decides the layer.
             */
            width: number;
            /**
             * Format: int32
             * @description Height it is shown at, in device pixels.
             */
            height: number;
        };
        /**
         * @description All that a client needs to show its first screen, as of `seq`. Lists are in order of id.
         *
         *     A stale snapshot and the events after it make the fresh snapshot (the sync law).
         */
        Snapshot: {
            /**
             * Format: int64
             * @description The newest event in it.
             */
            seq: number;
            /** @description Whose view it is. */
            person: components["schemas"]["PersonId"];
            /** @description The organisation. */
            organisation: components["schemas"]["Organisation"];
            /** @description The people the reader may see (guests: those they share a channel with). */
            people: components["schemas"]["Person"][];
            /** @description Their availability. */
            availability: components["schemas"]["Availability"][];
            /** @description Channels the reader is in, and public ones they could join. */
            channels: components["schemas"]["Channel"][];
            /** @description The reader's own memberships; only these channels have topics here. */
            memberships: components["schemas"]["Membership"][];
            /** @description Topics of the reader's channels. */
            topics: components["schemas"]["Topic"][];
            /** @description The reader's place in each of them. */
            places: components["schemas"]["TopicPlace"][];
            /** @description Open requests to and from the reader, and those closed within the last 7 days. */
            requests: components["schemas"]["Request"][];
            /** @description What is held for the reader. */
            deliveries: components["schemas"]["Delivery"][];
            /** @description Live sessions in the reader's channels. */
            sessions: components["schemas"]["Session"][];
        };
        /** @description Who speaks. */
        Speaking: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description Loudest first, at most three; empty in silence. */
            people: components["schemas"]["PersonId"][];
        };
        StartBody: {
            /** @description Whom to ring; left out: the others of a direct conversation, nobody in a channel. */
            ring?: components["schemas"]["PersonId"][] | null;
        };
        /** @description Why somebody is in a state, as data that the client words. */
        StateReason: {
            /** @description The person set none; the organisation's default week counts. */
            assumed: boolean;
            /** @enum {string} */
            why: "working_hours";
        } | {
            /** @description The person set none; the organisation's default week counts. */
            assumed: boolean;
            /** @enum {string} */
            why: "outside_working_hours";
        } | {
            /** @description The note of the time off; may be empty. */
            note: string;
            /** @enum {string} */
            why: "time_off";
        } | {
            /** @description Its name. */
            name: string;
            /** @enum {string} */
            why: "holiday";
        } | {
            /** @enum {string} */
            why: "quiet_hours";
        } | {
            /** @enum {string} */
            why: "focus_block";
        } | {
            /** @enum {string} */
            why: "in_call";
        } | {
            /** @enum {string} */
            why: "do_not_disturb";
        } | {
            /** @enum {string} */
            why: "disabled";
        };
        /** @description Time off: from one instant to another, for example a holiday or a doctor's hour. */
        TimeOff: {
            /** @description Its id. */
            id: components["schemas"]["TimeOffId"];
            /** @description When it begins. */
            from: components["schemas"]["Timestamp"];
            /** @description When it ends. */
            until: components["schemas"]["Timestamp"];
            /** @description What others may read about it ("holiday"); may be empty. */
            note: string;
            deputy: components["schemas"]["PersonId"] | null;
        };
        TimeOffBody: {
            id?: components["schemas"]["TimeOffId"] | null;
            from: components["schemas"]["Timestamp"];
            until: components["schemas"]["Timestamp"];
            note?: string;
            deputy?: components["schemas"]["PersonId"] | null;
        };
        /** @description Opaque id, sorts by time: `off_…` */
        TimeOffId: Id<"off">;
        /**
         * Format: date-time
         * @description An instant in UTC, RFC 3339, in milliseconds
         */
        Timestamp: string;
        /** @description An API token. Its secret is shown once, when it is made. */
        Token: {
            /** @description Its id. */
            id: components["schemas"]["TokenId"];
            /** @description What it is for, in its maker's words. */
            name: string;
            /** @description What it may do. */
            scopes: components["schemas"]["Scope"][];
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"] | null;
        };
        TokenBody: {
            name: string;
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: int32
             * @description 1 or more; left out: until it is deleted.
             */
            expires_in_days?: number | null;
        };
        /** @description Opaque id, sorts by time: `tok_…` */
        TokenId: Id<"tok">;
        /** @description A titled thread in a channel, the unit of conversation. */
        Topic: {
            /** @description Its id. */
            id: components["schemas"]["TopicId"];
            /** @description Where it stands. */
            channel: components["schemas"]["ChannelId"];
            /** @description Its title; empty for the first topic of a direct conversation. */
            title: string;
            /** @description Whether it still wants something. */
            state: components["schemas"]["TopicState"];
            /** @description Who opened it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When it was opened. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Number of its newest message; messages count from 1, deleted ones keep their number.
             */
            last_ordinal: number;
            last: components["schemas"]["MessageExcerpt"] | null;
            session: components["schemas"]["SessionId"] | null;
            /**
             * Format: int64
             * @description Rises with every change of title, state or session; sent back in `If-Match`.
             */
            version: number;
        };
        TopicBody: {
            title?: string | null;
            state?: components["schemas"]["TopicState"] | null;
        };
        /** @description Opaque id, sorts by time: `top_…` */
        TopicId: Id<"top">;
        /**
         * @description How much of a topic a person wants to hear.
         * @enum {string}
         */
        TopicLevel: "mute" | "normal" | "follow";
        /** @description One person's place in a topic; kept by the server as the one truth of unread. */
        TopicPlace: {
            /** @description Which topic. */
            topic: components["schemas"]["TopicId"];
            /** @description How much of it they want to hear. */
            level: components["schemas"]["TopicLevel"];
            /**
             * Format: int64
             * @description Number of the newest message they have read; unread is `last_ordinal - read_ordinal`.
             */
            read_ordinal: number;
        };
        /**
         * @description Whether a topic still wants something.
         * @enum {string}
         */
        TopicState: "open" | "resolved";
        /** @description Somebody is typing. */
        Typing: {
            /** @description Where. */
            topic: components["schemas"]["TopicId"];
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /**
         * @description A day of the week, Monday first (ISO 8601).
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description A span of working time that comes back every week, in the person's own zone. */
        WorkSpan: {
            /** @description The day it begins on. */
            day: components["schemas"]["Weekday"];
            /** @description When it begins, 0 to 1439. */
            from: components["schemas"]["MinuteOfDay"];
            /** @description When it ends; at or before `from` means on the next day (a night shift). */
            until: components["schemas"]["MinuteOfDay"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    channels: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Channel"];
                };
            };
        };
    };
    create_channel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    update_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
        };
    };
    join_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    leave_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Membership"];
                };
            };
        };
    };
    add_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
                person: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    topics: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Topic"];
                };
            };
        };
    };
    open_topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenTopicBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedTopic"];
                };
            };
        };
    };
    direct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DirectBody"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                /** @description Events with a number above. */
                since?: number;
                /** @description Rows of the log to look at, 1 to 200; 200 if left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Events"];
                };
            };
        };
    };
    file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    file_info: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
        };
    };
    thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Invitation"];
                };
            };
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    open_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenInvitation"];
                };
            };
        };
    };
    withdraw_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    delete_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    edit_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    revisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_MessageRevision"];
                };
            };
        };
    };
    give_reaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
                emoji: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    take_reaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["MessageId"];
                emoji: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    people: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person"];
                };
            };
        };
    };
    person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    update_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
        };
    };
    availability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
        };
    };
    set_availability: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvailabilityBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
        };
    };
    reach: {
        parameters: {
            query?: {
                /** @description Ids, separated by commas; left out: everybody the caller may see, at most 200. */
                people?: string;
                /** @description When the spans begin; now if left out. */
                from?: components["schemas"]["Timestamp"];
                /** @description When the spans end; 24 hours after `from` if left out, at most 8 days after it. */
                until?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReachList"];
                };
            };
        };
    };
    stop_recording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
        };
    };
    requests: {
        parameters: {
            query: {
                /** @description Which side. */
                side: "on_me" | "on_others";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Request"];
                };
            };
        };
    };
    acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    decline_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    join_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    leave_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    start_recording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
        };
    };
    ring: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RingBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    is_set_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    fill_sample: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleBody"];
                };
            };
        };
    };
    wipe_sample: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    sign_ins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SignInItem"];
                };
            };
        };
    };
    end_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SignInId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOutBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    socket: {
        parameters: {
            query?: {
                /** @description The newest event the client has; left out: only what happens from now on. */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Token"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
        };
    };
    delete_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Topic"];
                };
            };
        };
    };
    update_topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopicBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Topic"];
                };
            };
        };
    };
    messages: {
        parameters: {
            query?: {
                /** @description Messages with a number below; the newest ones if both are left out. */
                before?: number;
                /** @description Messages with a number above. */
                after?: number;
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Messages"];
                };
            };
        };
    };
    post_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    preview_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePreview"];
                };
            };
        };
    };
    set_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicPlace"];
                };
            };
        };
    };
    read_to: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicPlace"];
                };
            };
        };
    };
    start_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TopicId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    upload_offset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    append_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

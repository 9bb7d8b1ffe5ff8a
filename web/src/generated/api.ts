// Generated from openapi.json by `npm run codegen`. Do not edit.

declare const brand: unique symbol;
/** A string that only its own kind of id may take the place of. */
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export interface paths {
    "/api/v1/advice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the advisor says of a session that the caller plans, and whose written views it waits for. */
        get: operations["session_advice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/advice/not-helpful": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** "Not helpful": the advisor lowers its voice for the caller and that purpose. */
        post: operations["refuse_advice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blockers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Blockers that the caller may read, with what they stop and which dates they put at risk, newest first. */
        get: operations["blockers_seen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blockers/causes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What blocked most, by the working time that it took, at most 50. */
        get: operations["blocker_causes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blockers/{id}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * "I can help": starts a call on the topic, or joins what is live there, and rings the one who is
         *     stuck; if they cannot be reached now, they are in `guarded` and told when they can be.
         */
        post: operations["help_blocker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/blockers/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolves a blocker; its topic is open again. */
        post: operations["resolve_blocker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/board-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of boards to begin with: what comes with Meanwhile, and what was kept of boards. */
        get: operations["board_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Boards that the caller may read. */
        get: operations["boards"];
        put?: never;
        /** Makes a board in a channel. */
        post: operations["create_board"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One board. */
        get: operations["board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a board. A column that goes and has cards needs `move_to`. */
        patch: operations["update_board"];
        trace?: never;
    };
    "/api/v1/boards/{id}/archive-done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts away the cards of finished tasks. */
        post: operations["archive_done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cards that were put away, the newest first. */
        get: operations["archived_cards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/cards/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts a task on a board, or moves it there: after one card, else before another, as they stand then, else
         *     at the bottom.
         */
        put: operations["place_card"];
        post?: never;
        /** Takes a task off a board; the task stays. */
        delete: operations["remove_card"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/cards/{task}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a card away. */
        post: operations["archive_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/cards/{task}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings a card back that was put away. */
        post: operations["unarchive_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A board with its cards, their tasks and its iterations, as of one event. */
        get: operations["board_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follows a board's updates. */
        put: operations["follow_board"];
        post?: never;
        /** Follows a board's updates no longer. */
        delete: operations["unfollow_board"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/iterations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plans an iteration on a board. */
        post: operations["create_iteration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a board's columns as a template. */
        post: operations["keep_board_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a template that was kept of a board. */
        delete: operations["drop_board_template"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest updates of a board's project, newest first, at most 100. */
        get: operations["board_updates"];
        put?: never;
        /** Reports on a board's project; those who follow the board are told. */
        post: operations["report_on_board"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/v1/channels/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A channel's recorded decisions, newest first. */
        get: operations["channel_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/check-in-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-ins to begin with. */
        get: operations["check_in_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-ins of the caller's channels, or of one channel. */
        get: operations["check_ins"];
        put?: never;
        /** Makes a check-in. */
        post: operations["create_check_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check-in. */
        get: operations["check_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes, pauses or ends a check-in. */
        patch: operations["update_check_in"];
        trace?: never;
    };
    "/api/v1/check-ins/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Is told of its reports from now on. */
        put: operations["follow_check_in"];
        post?: never;
        /** Is told of its reports no more. */
        delete: operations["unfollow_check_in"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The days of a check-in with their counts, newest first. */
        get: operations["check_in_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One day of a check-in. */
        get: operations["check_in_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports/{date}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Answers, or changes the answer; late ones are welcome. */
        put: operations["answer_check_in"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports/{date}/answers/{person}/topic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The topic in which somebody's answer is talked about; opened with the first call. */
        post: operations["open_answer_topic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports/{date}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps what the caller began to say. */
        put: operations["draft_check_in"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins/{id}/reports/{date}/prefill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller did since they last answered, and their draft. */
        get: operations["check_in_prefill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recorded decisions of all channels that the caller may read, newest first. */
        get: operations["decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One recorded decision. */
        get: operations["decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a notice out of the caller's lists: they dealt with it. */
        post: operations["done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why something reached the caller when and how it did. */
        get: operations["why_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the clock of a sample organisation forward; all that is due on the way happens in order. */
        post: operations["move_clock"];
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
    "/api/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All goals, those that were reached or dropped too. */
        get: operations["goals"];
        put?: never;
        /** Makes a goal. */
        post: operations["create_goal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A goal with its updates and what is linked to it, as far as the caller may see it. */
        get: operations["goal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a goal. */
        patch: operations["change_goal"];
        trace?: never;
    };
    "/api/v1/goals/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follows a goal: the caller is told of its updates and sees how sure their authors are. */
        put: operations["follow_goal"];
        post?: never;
        /** Follows a goal no longer. */
        delete: operations["unfollow_goal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Links a task or a topic to a goal. */
        post: operations["link_goal"];
        /** Takes a task or a topic off a goal. */
        delete: operations["unlink_goal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports on a goal; those who follow it are told. */
        post: operations["report_on_goal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All groups; none for guests. */
        get: operations["groups"];
        put?: never;
        /** Makes a group. */
        post: operations["create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group. */
        get: operations["group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a group. */
        patch: operations["update_group"];
        trace?: never;
    };
    "/api/v1/groups/{id}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A team's agreement, and what was proposed to change it. */
        get: operations["agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/agreement/reviewed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the team has looked at its agreement and keeps it. */
        post: operations["review_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who of a group is on duty. */
        get: operations["duty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes a change of a team's agreement; the team is told. */
        post: operations["propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports a board that Trello exported, or a table; a second import of the same finds what the first one
         *     made, brings comments that are new, and leaves what people changed since.
         */
        post: operations["import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits on the caller, on whom they wait, and what is new to them. */
        get: operations["inbox"];
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
    "/api/v1/iterations/{id}": {
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
        head?: never;
        /** Changes what is said of an iteration. */
        patch: operations["update_iteration"];
        trace?: never;
    };
    "/api/v1/iterations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes an iteration; what is not finished is carried over. */
        post: operations["close_iteration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/iterations/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts an iteration: what is in it by then was planned. */
        post: operations["start_iteration"];
        delete?: never;
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
    "/api/v1/me/do-not-disturb": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for silence from now on. */
        post: operations["do_not_disturb"];
        /** Ends do-not-disturb. */
        delete: operations["end_do_not_disturb"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/focus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a focus now, in place of the one that goes on. */
        post: operations["focus"];
        /** Ends the focus that goes on; one that comes every week stays. */
        delete: operations["end_focus"];
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/messages/{id}/urgent/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms as a second member that a message is urgent: it pierces from now on. */
        post: operations["confirm_urgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/urgent/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says whether a message that was for the caller was urgent. */
        post: operations["say_urgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a message reached the caller when and how it did; 404 if it was only a badge. */
        get: operations["why_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts something on the caller's own board: into a lane, between neighbours, to sleep, or onto a day. */
        put: operations["place_mine"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/cards/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks somebody to help with a task of the caller's. */
        post: operations["ask_for_help"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/cards/let-go": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a task go: dropped if nobody else has to do with it, else without the caller. */
        post: operations["let_go"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/cards/next-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what the caller does next about something; it stands still no longer. */
        post: operations["say_next_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is left of the caller's working day after sessions, and what they planned for it. */
        get: operations["my_day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-board/walk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The weekly walk through all of the caller's board, in its order. */
        get: operations["my_walk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisation": {
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
        head?: never;
        /** Changes what the organisation sets; only admins do. */
        patch: operations["update_organisation"];
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
    "/api/v1/people/{id}/ring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rings one person, or answers what stands before it: that they are off, in focus or in a call, and
         *     what may be done instead.
         */
        post: operations["ring_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/polls/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a poll before its time. */
        post: operations["close_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/polls/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the outcome of a closed poll as a decision. */
        post: operations["decide_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/polls/{id}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own vote, to change it. */
        get: operations["own_vote"];
        /** Votes, in place of an earlier vote. */
        put: operations["vote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a proposal the team's agreement. */
        post: operations["adopt_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a proposal back. */
        post: operations["drop_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the caller has seen a proposal. */
        post: operations["see_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What browsers subscribe with. */
        get: operations["push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's browsers that are told. */
        get: operations["push_subscriptions"];
        put?: never;
        /**
         * Tells the caller in this browser, as long as it is signed in. The same address again changes nothing
         *     but its keys.
         */
        post: operations["subscribe_push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tells the caller no more in one of their browsers. */
        delete: operations["end_push_subscription"];
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
    "/api/v1/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's reminders and saved things that are not dealt with. */
        get: operations["reminders"];
        put?: never;
        /** Makes a reminder, or saves something without an instant. */
        post: operations["create_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/{id}": {
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
        head?: never;
        /** Reminds later, or keeps it without an instant. */
        patch: operations["change_reminder"];
        trace?: never;
    };
    "/api/v1/reminders/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deals with a reminder. */
        post: operations["finish_reminder"];
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
    "/api/v1/requests/{id}/defer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a request to the caller off until a later time; its sender sees that. */
        post: operations["defer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands a request to somebody else, by who is asked or by who waits. */
        post: operations["delegate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/escalation/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declines the ring of an urgent request: the next is rung at once. */
        post: operations["decline_escalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives more time for a request of the caller's. */
        post: operations["extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an answer is due when it is, for who asked and who is asked. */
        get: operations["why_due"];
        put?: never;
        post?: never;
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
    "/api/v1/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's scheduled messages. */
        get: operations["scheduled_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drops a scheduled message. */
        delete: operations["drop_scheduled"];
        options?: never;
        head?: never;
        /** Changes a scheduled message. */
        patch: operations["change_scheduled"];
        trace?: never;
    };
    "/api/v1/scheduled/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a scheduled message now. */
        post: operations["send_scheduled"];
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
        /**
         * Joins a session, which accepts a ring; media follows by `session.offer` on the socket. Answers the
         *     relays that the media connection may take.
         */
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
    "/api/v1/sessions/{id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what came of a session, during it or after; the last word counts. */
        post: operations["set_outcome"];
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
    "/api/v1/sessions/{id}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of who is in a session now. Who is in it is told of changes on the socket; in a large session
         *     these name only who sends anything, and this page those who listen.
         */
        get: operations["session_roster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connects a player: one voice and one picture, chosen by the server: the main speaker, and the screen
         *     that is shared or else who speaks. Those in the session see whose player it is. A token needs
         *     `watch` (or `live`).
         */
        post: operations["watch"];
        delete?: never;
        /** Says what a player may post. */
        options: operations["watch_options"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/whep/{broadcast}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a player. */
        delete: operations["end_watch"];
        /** Says what may be done with a player. */
        options: operations["one_watch_options"];
        head?: never;
        /**
         * Further candidates of a player; with `If-Match: *` and new names, an ICE restart, which is answered
         *     with the server's new names, its candidates and a new `ETag`.
         */
        patch: operations["trickle_watch"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/whip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connects an encoder: it appears in the session as the token's person, in place of a page of theirs.
         *     It sends Opus, and VP8, H.264, VP9 or AV1. A session in which somebody sends H.264 alone is recorded in that; who
         *     sends VP9 or AV1 alone is recorded without pictures. A token needs `publish` (or
         *     `live`).
         */
        post: operations["publish"];
        delete?: never;
        /** Says what an encoder may post. */
        options: operations["publish_options"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/whip/{broadcast}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an encoder; its person leaves the session. */
        delete: operations["end_publish"];
        /** Says what may be done with an encoder. */
        options: operations["one_publish_options"];
        head?: never;
        /**
         * Further candidates of an encoder; with `If-Match: *` and new names, an ICE restart, which is answered
         *     with the server's new names, its candidates and a new `ETag`.
         */
        patch: operations["trickle_publish"];
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
    "/api/v1/talk-offers/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dismisses an offer, for both. */
        post: operations["dismiss_talk_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/talk-offers/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an offer: starts a huddle on its topic, or joins what is live there, and rings the other one;
         *     409 `guarded` if they cannot be reached now.
         */
        post: operations["take_talk_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks that the caller sees, in order of id. */
        get: operations["tasks"];
        put?: never;
        /** Makes a task. What it is made from says so; a request is answered thereby. */
        post: operations["create_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes many tasks, each by itself. */
        post: operations["change_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One task with all that its page shows. */
        get: operations["task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a task. */
        patch: operations["change_task"];
        trace?: never;
    };
    "/api/v1/tasks/{id}/blockers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Raises a blocker on a task: the team of its board is told after two working hours of the caller unless
         *     it is resolved.
         */
        post: operations["block_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed of a task, newest first, at most 1,000. */
        get: operations["task_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/topic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The topic of a task's comments, opened if it has none yet. */
        post: operations["task_topic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The caller is told of a task's changes from now on. */
        put: operations["watch_task"];
        post?: never;
        /** The caller is not told of a task's changes any more. */
        delete: operations["unwatch_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is left of the caller's working day. */
        get: operations["today"];
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
    "/api/v1/topics/{id}/blockers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A topic's blockers, resolved ones too, oldest first. */
        get: operations["blockers"];
        put?: never;
        /** Raises a blocker: the team is told after two working hours of the caller unless it is resolved. */
        post: operations["raise_blocker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a decision in a topic. */
        post: operations["record_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/topics/{id}/polls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A topic's polls, newest first. */
        get: operations["polls"];
        put?: never;
        /** Asks a poll in a topic. */
        post: operations["ask_poll"];
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
    "/api/v1/topics/{id}/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a message to be sent later. */
        post: operations["schedule_message"];
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
        /** Starts a call or a huddle on a topic, or finds what is live there. */
        post: operations["start_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{id}/written-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Asks for written views before a session is planned on the topic; each of them gets a request. */
        put: operations["ask_views"];
        post?: never;
        /** Takes the wish for written views back, with its requests. */
        delete: operations["drop_views"];
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
        /**
         * Begins an upload: `Upload-Length`, and in `Upload-Metadata` its `filename`, and for a recording that
         *     is to be a clip `clip`: `voice`, `camera` or `screen`. Such a one is looked into when it is complete,
         *     and refused with `invalid` unless it is what it says.
         */
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
    "/api/v1/urgent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All urgent messages, newest first, for admins. */
        get: operations["urgent_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/urgent/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is left of the caller's urgent messages this week. */
        get: operations["urgent_budget"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
            /** @description Which connection, as the answer to its offer named it. */
            connection: components["schemas"]["ConnectionId"];
            /** @description What the participant sends now. */
            state: components["schemas"]["ParticipantState"];
            ice?: components["schemas"]["IceCredentials"] | null;
            /** @enum {string} */
            do: "session.resume";
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
        /** @description What the advisor says. */
        Advice: {
            /** @description The better mode. */
            mode: components["schemas"]["Mode"];
            /** @description Why. */
            reason: components["schemas"]["AdviceReason"];
            /** @description How loudly. */
            voice: components["schemas"]["Voice"];
        };
        /** @description Why a mode is the better one. */
        AdviceReason: {
            /** @enum {string} */
            because: "crisis";
        } | {
            /** @enum {string} */
            because: "better_live";
        } | {
            /** @enum {string} */
            because: "better_read";
        } | {
            /** @enum {string} */
            because: "tone_matters";
        } | {
            /** @enum {string} */
            because: "no_shared_hour";
        } | {
            /**
             * Format: int32
             * @description How many.
             */
            people: number;
            /**
             * Format: int32
             * @description Above how many this is said.
             */
            above: number;
            /** @enum {string} */
            because: "many_people";
        } | {
            /** @enum {string} */
            because: "many_options";
        } | {
            /** @enum {string} */
            because: "thought_first";
        } | {
            /**
             * Format: int32
             * @description How often.
             */
            round_trips: number;
            /** @enum {string} */
            because: "many_round_trips";
        } | {
            /** @enum {string} */
            because: "long";
        } | {
            /** @enum {string} */
            because: "agreed";
        } | {
            /** @description Until when a session waits for them. */
            until: components["schemas"]["Timestamp"];
            /** @enum {string} */
            because: "views_wanted";
        };
        /** @description How loudly the advisor speaks to somebody of a purpose, after they said "not helpful". */
        AdviceVerdict: {
            /** @description Of which purpose. */
            purpose: components["schemas"]["Purpose"];
            /**
             * Format: int32
             * @description How often they said so.
             */
            not_helpful: number;
            /** @description How loudly it speaks from now on. */
            voice: components["schemas"]["Voice"];
        };
        /** @description What a team has agreed to use for a purpose. */
        AgreedMode: {
            /** @description For what. */
            purpose: components["schemas"]["Purpose"];
            /** @description The way they have it. */
            mode: components["schemas"]["Mode"];
        };
        /** @description A team's own page that sets the numbers of the rules for the team. */
        Agreement: {
            /** @description Whose it is. */
            group: components["schemas"]["GroupId"];
            /** @description The numbers it sets. */
            settings: components["schemas"]["TeamSettings"];
            /** @description Local spans in which nobody of the team is told anything ordinary. */
            quiet_hours: components["schemas"]["WorkSpan"][];
            /** @description Local spans in which the team has no meetings. */
            meeting_free: components["schemas"]["WorkSpan"][];
            /** @description Which mode for what; what it leaves out is the advisor's. */
            modes: components["schemas"]["AgreedMode"][];
            /** @description What it says in words, as Markdown: preferred ways, habits. */
            text: string;
            /** @description Who changed it last. */
            changed_by: components["schemas"]["PersonId"];
            /** @description When it was changed last. */
            changed_at: components["schemas"]["Timestamp"];
            /** @description When the team looked at it together last; it is looked at again each quarter. */
            reviewed_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        /** @description What a team would agree to; the part of an agreement that people write. */
        AgreementTerms: {
            /**
             * @description The numbers it sets.
             * @default {
             *       "asked_by_default_max": null,
             *       "asynchronous_above_people": null,
             *       "blocker_minutes": null,
             *       "meeting_minutes": null,
             *       "now_minutes": null,
             *       "overdue_offer_minutes": null,
             *       "pause_minutes": null,
             *       "recurring_times_max": null,
             *       "ring_after_minutes": null,
             *       "ring_next_minutes": null,
             *       "round_trips_max": null,
             *       "this_week_days": null,
             *       "today_minutes": null,
             *       "urgent_per_week": null
             *     }
             */
            settings: components["schemas"]["TeamSettings"];
            /**
             * @description Local spans in which nobody of the team is told anything ordinary.
             * @default []
             */
            quiet_hours: components["schemas"]["WorkSpan"][];
            /**
             * @description Local spans in which the team has no meetings.
             * @default []
             */
            meeting_free: components["schemas"]["WorkSpan"][];
            /**
             * @description Which mode for what.
             * @default []
             */
            modes: components["schemas"]["AgreedMode"][];
            /**
             * @description What it says in words, as Markdown.
             * @default
             */
            text: string;
        };
        /** @description What would have happened otherwise. */
        Alternative: components["schemas"]["Change"] & components["schemas"]["DeliveryKind"] & {
            /** @description Why. */
            reason: components["schemas"]["DeliveryReason"];
        };
        AnswerBody: {
            /** @description Question by question. */
            said: components["schemas"]["Said"][];
            /** @description Whether something stops the caller. */
            blocked?: boolean;
        };
        AnywayBody: {
            /** @description Why it is urgent. */
            reason: string;
        };
        ArchiveDoneBody: {
            column?: components["schemas"]["ColumnId"] | null;
        };
        ArchivedBody: {
            /** @description How many cards were put away. */
            cards: number;
        };
        /** @description A card that was put away, with its task. */
        ArchivedCard: {
            /** @description The card. */
            card: components["schemas"]["Card"];
            /** @description Its task. */
            task: components["schemas"]["Task"];
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
            /** @description Who stands in, in order, besides the deputy of a time off. */
            deputies: components["schemas"]["PersonId"][];
            /** @description Whether they agreed to be rung off hours as deputy or on a rota. */
            off_hours_rings: boolean;
            /** @description Where they work. */
            places: components["schemas"]["Places"];
            /** @description The region whose holidays count for them, by name; empty for none. */
            region: string;
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
            /** @description Who stands in, in order, at most 10. */
            deputies?: components["schemas"]["PersonId"][];
            off_hours_rings?: boolean;
            places?: components["schemas"]["Places"];
            /** @description The region whose holidays count; empty for none. */
            region?: string;
        };
        /**
         * @description What a person can take at an instant.
         * @enum {string}
         */
        AvailabilityState: "available" | "focus" | "live" | "off" | "do_not_disturb";
        BlockBody: {
            /** @description What stops the caller, in one line. */
            text: string;
        };
        /** @description An obstacle on a topic. */
        Blocker: {
            /** @description Its id. */
            id: components["schemas"]["BlockerId"];
            /** @description Where it stands. */
            topic: components["schemas"]["TopicId"];
            task: components["schemas"]["TaskId"] | null;
            /** @description The topic's channel, whose members are its team. */
            channel: components["schemas"]["ChannelId"];
            /** @description Who is stuck. */
            raised_by: components["schemas"]["PersonId"];
            /** @description Since when. */
            raised_at: components["schemas"]["Timestamp"];
            /** @description What it is, one line. */
            text: string;
            tell_at: components["schemas"]["Timestamp"] | null;
            told_at: components["schemas"]["Timestamp"] | null;
            /** @description Who said "I can help", in order. */
            helpers: components["schemas"]["PersonId"][];
            return_of: components["schemas"]["BlockerId"] | null;
            resolved_by: components["schemas"]["PersonId"] | null;
            resolved_at: components["schemas"]["Timestamp"] | null;
            /** @description How it was resolved, one line. */
            outcome: string;
        };
        /** @description What was blocked, how often and for how long. */
        BlockerCause: {
            /** @description The topic that blockers stood on. */
            topic: components["schemas"]["TopicId"];
            /** @description Its channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description Its title. */
            title: string;
            task: components["schemas"]["TaskId"] | null;
            /** @description The boards that this stands on. */
            boards: components["schemas"]["BoardId"][];
            /**
             * Format: int32
             * @description How many blockers.
             */
            count: number;
            /**
             * Format: int64
             * @description How much working time of who raised them they took, in minutes, until now if they go on.
             */
            minutes: number;
            /** @description Whether one goes on. */
            open: boolean;
            /** @description What the newest was. */
            text: string;
            /** @description How it was resolved; empty while it goes on. */
            outcome: string;
        };
        /** @description A blocker with what it stops. */
        BlockerDetail: {
            /** @description The blocker. */
            blocker: components["schemas"]["Blocker"];
            /** @description The title of its topic. */
            title: string;
            task: components["schemas"]["Task"] | null;
            /** @description What it does to the dates of that task, and of those that wait on it and that the reader sees. */
            risks: components["schemas"]["TaskRisk"][];
        };
        /** @description Opaque id, sorts by time: `blk_…` */
        BlockerId: Id<"blk">;
        /** @description A board of a channel, or of a team in it. */
        Board: {
            /** @description Its id. */
            id: components["schemas"]["BoardId"];
            /** @description The channel whose members see and change it. */
            channel: components["schemas"]["ChannelId"];
            team: components["schemas"]["GroupId"] | null;
            /** @description Its name. */
            name: string;
            /** @description What it is for. */
            purpose: string;
            /** @description Its columns, in order. */
            columns: components["schemas"]["Column"][];
            /** @description Who decides, who does, who is told. */
            roles: components["schemas"]["BoardRole"][];
            /** @description Who follows its updates. */
            followers: components["schemas"]["PersonId"][];
            iteration: components["schemas"]["IterationId"] | null;
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            archived_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Rises with each change that somebody makes of it, for `If-Match`; not when a column's usual time
             *     is measured anew, or somebody follows it.
             */
            version: number;
        };
        BoardBody: {
            name?: string | null;
            purpose?: string | null;
            team?: components["schemas"]["GroupId"] | null;
            /** @description All columns, in order. One that is left out goes. */
            columns?: components["schemas"]["WantedColumn"][] | null;
            move_to?: components["schemas"]["ColumnId"] | null;
            roles?: components["schemas"]["BoardRole"][] | null;
            archived?: boolean | null;
        };
        /** @description What a board shows, as of `seq`: a client applies the events after it. */
        BoardContent: {
            /**
             * Format: int64
             * @description The newest event in it.
             */
            seq: number;
            /** @description The board. */
            board: components["schemas"]["Board"];
            /** @description Its cards that are not put away, by column and rank. */
            cards: components["schemas"]["Card"][];
            /** @description Their tasks, in order of id. */
            tasks: components["schemas"]["Task"][];
            /** @description Its iterations, newest first, at most 50. */
            iterations: components["schemas"]["Iteration"][];
        };
        /** @description Opaque id, sorts by time: `boa_…` */
        BoardId: Id<"boa">;
        /**
         * @description What somebody is on a board.
         * @enum {string}
         */
        BoardPart: "decides" | "does" | "told";
        /** @description Who is what on a board. */
        BoardRole: {
            /** @description What. */
            part: components["schemas"]["BoardPart"];
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /** @description A kind of board to begin with. */
        BoardTemplate: {
            /** @description Its key, which the client words; of an own template its name. */
            key: string;
            board: components["schemas"]["BoardId"] | null;
            by: components["schemas"]["PersonId"] | null;
            /** @description Names and meanings of its columns. */
            columns: components["schemas"]["TemplateColumn"][];
        };
        /** @description Opaque id, sorts by time: `brd_…` */
        BroadcastId: Id<"brd">;
        BulkBody: {
            /** @description At most 200. */
            tasks: components["schemas"]["TaskId"][];
            change: components["schemas"]["BulkChangeBody"];
        };
        BulkChangeBody: components["schemas"]["TaskBody"] & {
            board?: components["schemas"]["BoardId"] | null;
            column?: components["schemas"]["ColumnId"] | null;
            iteration?: components["schemas"]["IterationId"] | null;
        };
        /**
         * @description What the caller is shown before ringing somebody who is off, in focus, in a call or wants silence:
         *     record a clip, write a message for their next working minute, pick a time both have, or ring anyway
         *     as urgent.
         */
        CallGuard: {
            /** @description Who would be rung. */
            person: components["schemas"]["PersonId"];
            /** @description What they can take now. */
            state: components["schemas"]["AvailabilityState"];
            /** @description Why. */
            reason: components["schemas"]["StateReason"];
            until: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Their zone's offset from UTC now, in seconds, for their local time.
             */
            utc_offset_seconds: number;
            told_at: components["schemas"]["Timestamp"] | null;
            /**
             * @description The next times both have, long enough for a meeting of usual length: the soonest first, at most
             *     three.
             */
            slots: components["schemas"]["SharedSpan"][];
            /** @description What the caller has left of urgent messages. */
            budget: components["schemas"]["UrgentBudget"];
        };
        /** @description Where a task stands on a board. */
        Card: {
            /** @description Which board. */
            board: components["schemas"]["BoardId"];
            /** @description Which task. */
            task: components["schemas"]["TaskId"];
            /** @description In which column. */
            column: components["schemas"]["ColumnId"];
            /** @description Its place in the column: cards stand in the order of these texts, byte by byte. */
            rank: string;
            /** @description Since when it is in this column. */
            entered_at: components["schemas"]["Timestamp"];
            iteration: components["schemas"]["IterationId"] | null;
            archived_at: components["schemas"]["Timestamp"] | null;
        };
        /** @description A card is no longer on a board. */
        CardRemoved: {
            /** @description Which board. */
            board: components["schemas"]["BoardId"];
            /** @description Which task. */
            task: components["schemas"]["TaskId"];
        };
        /** @description Something that could have been otherwise. */
        Change: {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @enum {string} */
            change: "sent_at";
        } | {
            /** @enum {string} */
            change: "asked";
        } | {
            /** @enum {string} */
            change: "urgent";
        } | {
            /** @description Which. */
            expectation: components["schemas"]["Expectation"];
            /** @enum {string} */
            change: "expectation";
        } | {
            /** @enum {string} */
            change: "followed";
        } | {
            /** @enum {string} */
            change: "not_muted";
        } | {
            /** @enum {string} */
            change: "without_focus";
        } | {
            /** @enum {string} */
            change: "without_do_not_disturb";
        } | {
            /** @enum {string} */
            change: "after_call";
        } | {
            /** @enum {string} */
            change: "without_quiet_hours";
        };
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
            /** @description Its unresolved blockers. */
            blockers: components["schemas"]["Blocker"][];
            /** @description Its boards that are not put away. */
            boards: components["schemas"]["Board"][];
            /** @description Where the reader's own tasks stand on them. */
            cards: components["schemas"]["Card"][];
            /** @description Its check-ins that have not ended. */
            check_ins: components["schemas"]["CheckIn"][];
            /** @description Its open polls. */
            polls: components["schemas"]["Poll"][];
        };
        /** @description A recurring question, or several. */
        CheckIn: {
            /** @description Its id. */
            id: components["schemas"]["CheckInId"];
            /** @description The channel whose members read it, and in which its answers are talked about. */
            channel: components["schemas"]["ChannelId"];
            /** @description Its name. */
            title: string;
            /** @description What it asks, in order. */
            questions: components["schemas"]["Question"][];
            /** @description Whom. */
            asked: components["schemas"]["CheckInAsked"];
            /** @description On which local days: an RRULE (RFC 5545, section 3.3.10) that begins on `first`. */
            rule: string;
            /**
             * Format: date
             * @description The first day it may ask.
             */
            first: string;
            /** @description By which minute of each person's own local day it wants to be answered. */
            minute: components["schemas"]["MinuteOfDay"];
            /**
             * Format: int32
             * @description How many minutes before that it opens; may reach into the evening before.
             */
            opens_before_minutes: number;
            /**
             * Format: int32
             * @description How many minutes after that the report is made; answers are welcome after it too.
             */
            closes_after_minutes: number;
            /** @description Who is told of the report besides those asked. */
            followers: components["schemas"]["PersonId"][];
            /** @description Whether it asks. */
            state: components["schemas"]["CheckInState"];
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Rises with each change, for `If-Match`.
             */
            version: number;
        };
        /** @description Somebody's answer of one day. */
        CheckInAnswer: {
            /** @description Which check-in. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Of which day.
             */
            date: string;
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description What they said, question by question. */
            said: components["schemas"]["Said"][];
            /** @description The same as HTML where it was said in words; empty elsewhere. */
            html: string[];
            /** @description Whether something stops them. */
            blocked: boolean;
            /** @description When they said so. */
            at: components["schemas"]["Timestamp"];
            edited_at: components["schemas"]["Timestamp"] | null;
            /** @description Whether it came after the report. */
            late: boolean;
            topic: components["schemas"]["TopicId"] | null;
        };
        /** @description That somebody answered: what is shown of that day is to be read again. */
        CheckInAnswered: {
            /** @description Which check-in. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Of which day.
             */
            date: string;
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /** @description Who answers. */
        CheckInAsked: {
            /** @enum {string} */
            asked: "channel";
        } | {
            /** @description Which. */
            group: components["schemas"]["GroupId"];
            /** @enum {string} */
            asked: "group";
        } | {
            /** @description Who. */
            people: components["schemas"]["PersonId"][];
            /** @enum {string} */
            asked: "people";
        };
        CheckInBody: {
            title?: string | null;
            /** @description All of them; days that have begun keep theirs. */
            questions?: components["schemas"]["Question"][] | null;
            asked?: components["schemas"]["CheckInAsked"] | null;
            rule?: string | null;
            /** Format: date */
            first?: string | null;
            minute?: components["schemas"]["MinuteOfDay"] | null;
            /** Format: int32 */
            opens_before_minutes?: number | null;
            /** Format: int32 */
            closes_after_minutes?: number | null;
            followers?: components["schemas"]["PersonId"][] | null;
            state?: components["schemas"]["CheckInState"] | null;
        };
        /** @description One day of a check-in in a list of its days. */
        CheckInDay: {
            /**
             * Format: date
             * @description Which.
             */
            date: string;
            /**
             * Format: int64
             * @description How many were asked; who had a day off was not.
             */
            asked: number;
            /**
             * Format: int64
             * @description How many answered, late ones included.
             */
            answered: number;
            /**
             * Format: int64
             * @description How many were not asked because of a day off.
             */
            skipped: number;
            /**
             * Format: int64
             * @description How many said that something stops them.
             */
            blocked: number;
            closed_at: components["schemas"]["Timestamp"] | null;
        };
        /** @description Opaque id, sorts by time: `chk_…` */
        CheckInId: Id<"chk">;
        /**
         * @description What somebody is told of a check-in.
         * @enum {string}
         */
        CheckInNews: "open" | "reminder" | "report";
        /** @description One day of a check-in: who answered what, who did not, and what changed. */
        CheckInReport: {
            /** @description Which check-in. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Of which day.
             */
            date: string;
            /** @description What was asked then. */
            questions: components["schemas"]["Question"][];
            /** @description What was said, in order of time. */
            answers: components["schemas"]["CheckInAnswer"][];
            /** @description Who has not answered (yet), without blame. */
            missing: components["schemas"]["PersonId"][];
            /** @description Who was not asked, and why. */
            skipped: components["schemas"]["TurnSkipped"][];
            /** @description Who said that something stops them. */
            blocked: components["schemas"]["PersonId"][];
            /** @description Who did not answer the last time and did now, and the other way round. */
            changes: components["schemas"]["ReportChanges"];
            closed_at: components["schemas"]["Timestamp"] | null;
        };
        /**
         * @description Whether a check-in asks.
         * @enum {string}
         */
        CheckInState: "running" | "paused" | "ended";
        /** @description A check-in to begin with. */
        CheckInTemplate: {
            /**
             * @description By what the client names it: `stand_up`, `weekly_report`, `mood`, `retrospective` or
             *     `monday_plan`.
             */
            key: string;
            /** @description A name for it. */
            title: string;
            /** @description What it asks. */
            questions: components["schemas"]["Question"][];
            /** @description On which days. */
            rule: string;
            /** @description By which minute. */
            minute: components["schemas"]["MinuteOfDay"];
            /**
             * Format: int32
             * @description How many minutes before that it opens.
             */
            opens_before_minutes: number;
            /**
             * Format: int32
             * @description How many minutes after that the report is made.
             */
            closes_after_minutes: number;
        };
        /** @description One line of a checklist. */
        ChecklistLine: {
            /** @description What. */
            text: string;
            /** @description Whether it is done. */
            done: boolean;
        };
        /**
         * @description What a file is that was recorded as a clip. It begins at 0, says its length itself and can be
         *     sought in.
         */
        Clip: {
            /** @description What was recorded. */
            kind: components["schemas"]["ClipKind"];
            /**
             * Format: int64
             * @description Its length, in milliseconds.
             */
            duration_ms: number;
            /**
             * @description How loud it is, from beginning to end in equal steps: 100 for full scale, 0 for 50 dB below it or
             *     less. Empty where it is not known.
             */
            loudness: number[];
        };
        /**
         * @description What was recorded.
         * @enum {string}
         */
        ClipKind: "voice" | "camera" | "screen";
        ClockBody: {
            /** @description Where to: at most 60 days ahead, never back. */
            to: components["schemas"]["Timestamp"];
        };
        /** @description The clock was moved. */
        ClockMoved: {
            /** @description What it shows now. */
            now: components["schemas"]["Timestamp"];
        };
        CloseBody: {
            carry_to?: components["schemas"]["IterationId"] | null;
        };
        /**
         * @description In which codecs pictures may be sent: those that everybody there takes, and the one of the recording
         *     while the session is recorded. Who sends pictures is told when they begin and when it changes; a new
         *     connection sends VP8 until it is told more.
         */
        CodecChoice: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /**
             * @description The codecs, the most widely known first. Without VP8 there is one alone; who cannot send in it sends
             *     VP8.
             */
            codecs: components["schemas"]["VideoCodec"][];
        };
        /** @description A column of a board. */
        Column: {
            /** @description Its id. */
            id: components["schemas"]["ColumnId"];
            /** @description Its name. */
            name: string;
            /** @description What standing in it means. */
            stage: components["schemas"]["Stage"];
            /**
             * Format: int32
             * @description How many cards it takes before the board says that there are too many.
             */
            cards_max: number | null;
            /**
             * Format: int32
             * @description Minutes of its owners' working time that cards usually spend in it: the 75th percentile of the
             *     newest passages; `None` while there are too few.
             */
            usual_minutes: number | null;
            /**
             * Format: int32
             * @description What its people set instead.
             */
            usual_minutes_set: number | null;
        };
        /** @description Opaque id, sorts by time: `col_…` */
        ColumnId: Id<"col">;
        /** @description Opaque id, sorts by time: `cnx_…` */
        ConnectionId: Id<"cnx">;
        /** @description Which column of a table is what, by its header. What is left out is guessed; an empty name takes none. */
        CsvMapping: {
            /**
             * @description What is to be done; the only one that must be there.
             * @default null
             */
            title: string | null;
            /**
             * @description Its description.
             * @default null
             */
            text: string | null;
            /**
             * @description The column of the board.
             * @default null
             */
            column: string | null;
            /**
             * @description Who does it: a name, or an address.
             * @default null
             */
            owner: string | null;
            /**
             * @description Words to find it by, separated by commas or semicolons.
             * @default null
             */
            labels: string | null;
            /**
             * @description How important it is.
             * @default null
             */
            priority: string | null;
            /**
             * @description Until when: `2026-11-23`, or an instant.
             * @default null
             */
            due: string | null;
            /**
             * @description From when: `2026-11-23`.
             * @default null
             */
            start: string | null;
            /**
             * @description How long it takes, in minutes.
             * @default null
             */
            estimate_minutes: string | null;
            /**
             * @description By what a second import finds it again; left out, by its title.
             * @default null
             */
            key: string | null;
        };
        /** @description What is left of one's working day. */
        DayPlan: {
            /**
             * Format: date
             * @description Which day, in the reader's zone.
             */
            date: string;
            ends_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description Minutes of work that are left, without sessions.
             */
            left_minutes: number;
            /**
             * Format: int32
             * @description How many of these are focus time.
             */
            focus_minutes: number;
            /**
             * Format: int32
             * @description Estimated minutes of what is planned for today and not finished.
             */
            planned_minutes: number;
            /**
             * Format: int32
             * @description How many planned tasks have no estimate.
             */
            unestimated: number;
        };
        DecideBody: {
            /** @description What was decided, one line; left out: the option that leads. */
            text?: string | null;
            /** @description Why, and what else was possible; Markdown. */
            reason?: string;
            replaces?: components["schemas"]["RecordId"] | null;
        };
        DecisionBody: {
            /** @description What was decided, one line. */
            text: string;
            /** @description Why, and what else was possible; Markdown. */
            reason?: string;
            replaces?: components["schemas"]["RecordId"] | null;
        };
        /** @description A decision that was recorded. */
        DecisionRecord: {
            /** @description Its id. */
            id: components["schemas"]["RecordId"];
            /** @description Where it was taken. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description The message that says it there. */
            message: components["schemas"]["MessageId"];
            /** @description What was decided, one line; empty in the event that says that the record was deleted. */
            text: string;
            /** @description Why, and what else was possible; Markdown. */
            reason: string;
            /** @description The same as HTML, cleaned. */
            reason_html: string;
            poll: components["schemas"]["PollId"] | null;
            replaces: components["schemas"]["RecordId"] | null;
            replaced_by: components["schemas"]["RecordId"] | null;
            /** @description Who recorded it. */
            by: components["schemas"]["PersonId"];
            /** @description When. */
            at: components["schemas"]["Timestamp"];
        };
        DelegateBody: {
            /** @description Who is asked instead. */
            to: components["schemas"]["PersonId"];
        };
        /** @description A decided delivery; sent to its recipient alone. */
        Delivery: components["schemas"]["DeliveryAbout"] & components["schemas"]["DeliveryKind"] & {
            /** @description Its id. */
            id: components["schemas"]["DeliveryId"];
            /** @description To whom. */
            person: components["schemas"]["PersonId"];
            topic: components["schemas"]["TopicId"] | null;
            channel: components["schemas"]["ChannelId"] | null;
            from: components["schemas"]["PersonId"] | null;
            /** @description Why. */
            reason: components["schemas"]["DeliveryReason"];
            /** @description When it was decided. */
            decided_at: components["schemas"]["Timestamp"];
            told_at: components["schemas"]["Timestamp"] | null;
            done_at: components["schemas"]["Timestamp"] | null;
        };
        /** @description What reaches a person: a message, or a notice about something. */
        DeliveryAbout: {
            /** @description Which. */
            message: components["schemas"]["MessageId"];
            /** @enum {string} */
            about: "message";
        } | {
            /** @description The call. */
            session: components["schemas"]["SessionId"];
            /** @enum {string} */
            about: "ring";
        } | {
            /** @description Which. */
            reminder: components["schemas"]["ReminderId"];
            /** @enum {string} */
            about: "reminder";
        } | {
            /** @description Which. */
            request: components["schemas"]["RequestId"];
            /** @enum {string} */
            about: "nudge";
        } | {
            /** @description Which. */
            request: components["schemas"]["RequestId"];
            /** @enum {string} */
            about: "overdue";
        } | {
            /** @description The request. */
            request: components["schemas"]["RequestId"];
            /** @description The urgent message; a reply to it is an answer. */
            message: components["schemas"]["MessageId"];
            /** @description Who is asked. */
            asked: components["schemas"]["PersonId"];
            /** @description As what they are rung. */
            rung_as: components["schemas"]["RingAs"];
            /** @enum {string} */
            about: "urgent_ring";
        } | {
            /** @description Which. */
            request: components["schemas"]["RequestId"];
            /** @description Who can be reached now. */
            reachable: components["schemas"]["PersonId"][];
            /** @enum {string} */
            about: "nobody_left";
        } | {
            /** @description Which. */
            blocker: components["schemas"]["BlockerId"];
            /** @enum {string} */
            about: "blocker";
        } | {
            /** @description The offer. */
            offer: components["schemas"]["TalkOfferId"];
            /** @enum {string} */
            about: "talk";
        } | {
            /** @description Which. */
            message: components["schemas"]["MessageId"];
            /** @enum {string} */
            about: "confirm";
        } | {
            /** @description Which message. */
            message: components["schemas"]["MessageId"];
            /** @enum {string} */
            about: "verdict";
        } | {
            /** @description Whose agreement. */
            group: components["schemas"]["GroupId"];
            /** @enum {string} */
            about: "proposal";
        } | {
            /** @description Whose agreement. */
            group: components["schemas"]["GroupId"];
            /** @enum {string} */
            about: "review";
        } | {
            /** @description Which. */
            scheduled: components["schemas"]["ScheduledId"];
            /** @enum {string} */
            about: "not_sent";
        } | {
            /** @description Where. */
            of_topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            about: "views_in";
        } | {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @description What. */
            news: components["schemas"]["TaskNews"];
            /** @enum {string} */
            about: "task";
        } | {
            /** @description Which. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Of which day.
             */
            date: string;
            /** @description What. */
            news: components["schemas"]["CheckInNews"];
            /** @enum {string} */
            about: "check_in";
        } | {
            /** @description Which update. */
            update: components["schemas"]["GoalUpdateId"];
            /** @description Of what. */
            of: components["schemas"]["UpdateOn"];
            /** @enum {string} */
            about: "update";
        } | {
            /** @description Which. */
            poll: components["schemas"]["PollId"];
            /** @description What. */
            news: components["schemas"]["PollNews"];
            /** @enum {string} */
            about: "poll";
        } | {
            /** @description The topics with something unread, newest first, at most 50. */
            topics: components["schemas"]["TopicId"][];
            /**
             * Format: int64
             * @description How many messages.
             */
            messages: number;
            /** @enum {string} */
            about: "digest";
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
        DraftBody: {
            /** @description Question by question; empty forgets the draft. */
            said: components["schemas"]["Said"][];
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
            /** @description What the author named. */
            named: components["schemas"]["Timestamp"];
            /** @description What they can take at that instant, and why. */
            state: components["schemas"]["StateReason"];
            /** @description When they can be told. */
            told_at: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Minutes of working time given from then.
             */
            minutes: number;
            /** @enum {string} */
            rule: "after_told";
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
        /** @description One stretch of duty of one person. */
        Duty: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description Since when. */
            from: components["schemas"]["Timestamp"];
            /** @description Until when. */
            until: components["schemas"]["Timestamp"];
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
            /** @description How well the reader's own connection works: told when the word or its cause changes. */
            data: components["schemas"]["QualityTold"];
            /** @enum {string} */
            type: "session.quality";
        } | {
            /** @description In which codecs the reader may send pictures. */
            data: components["schemas"]["CodecChoice"];
            /** @enum {string} */
            type: "session.codecs";
        } | {
            /** @description Who speaks, loudest first; at most three. */
            data: components["schemas"]["Speaking"];
            /** @enum {string} */
            type: "session.speaking";
        } | {
            /** @description Whose players watch the session (WHEP), for those in it. */
            data: components["schemas"]["Watched"];
            /** @enum {string} */
            type: "session.watched";
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
        } | {
            /** @description The clock of a sample organisation was moved. */
            data: components["schemas"]["ClockMoved"];
            /** @enum {string} */
            type: "clock";
        };
        /**
         * @description Says what went wrong, for programs. Never rename or reuse a code; new ones go at the end.
         * @enum {string}
         */
        ErrorCode: "invalid" | "signed_out" | "wrong_password" | "not_allowed" | "not_found" | "taken" | "already_set_up" | "not_set_up" | "invitation_over" | "too_many" | "foreign_origin" | "stale" | "text_empty" | "text_too_long" | "too_large" | "wrong_state" | "overloaded" | "storage_unavailable" | "internal" | "media_unavailable" | "guarded" | "urgent_spent";
        /** @description How far the escalation of an urgent request has come (rule 7). */
        EscalationProgress: {
            /** @description What it did, in order. */
            steps: components["schemas"]["EscalationStep"][];
            next_at: components["schemas"]["Timestamp"] | null;
            nobody_left_at: components["schemas"]["Timestamp"] | null;
        };
        /** @description What an escalation did about one person. */
        EscalationStep: {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description Whom. */
            person: components["schemas"]["PersonId"];
            /** @description As what. */
            rung_as: components["schemas"]["RingAs"];
            skipped: components["schemas"]["SkipReason"] | null;
        };
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
        } | {
            /** @description Somebody came into a session or left it; nothing else of it changed. */
            data: components["schemas"]["SessionStay"];
            /** @enum {string} */
            type: "session.stay";
        } | {
            /** @description A group was made or changed. */
            data: components["schemas"]["Group"];
            /** @enum {string} */
            type: "group.updated";
        } | {
            /** @description A team's agreement was made or changed. */
            data: components["schemas"]["Agreement"];
            /** @enum {string} */
            type: "agreement.updated";
        } | {
            /** @description A change of an agreement was proposed, seen, adopted or dropped. */
            data: components["schemas"]["Proposal"];
            /** @enum {string} */
            type: "proposal.updated";
        } | {
            /** @description A blocker was raised, told, helped with or resolved. */
            data: components["schemas"]["Blocker"];
            /** @enum {string} */
            type: "blocker.updated";
        } | {
            /** @description The reader and somebody else are offered to talk, or took or dismissed it. */
            data: components["schemas"]["TalkOffer"];
            /** @enum {string} */
            type: "talk_offer.updated";
        } | {
            /** @description A scheduled message of the reader's was made or changed. */
            data: components["schemas"]["ScheduledMessage"];
            /** @enum {string} */
            type: "scheduled.updated";
        } | {
            /** @description A scheduled message of the reader's was sent or dropped. */
            data: components["schemas"]["ScheduledRemoved"];
            /** @enum {string} */
            type: "scheduled.removed";
        } | {
            /** @description A reminder of the reader's was made, changed or dealt with. */
            data: components["schemas"]["Reminder"];
            /** @enum {string} */
            type: "reminder.updated";
        } | {
            /** @description By which ways the reader is told outside of the open app changed. */
            data: components["schemas"]["Ways"];
            /** @enum {string} */
            type: "ways.updated";
        } | {
            /** @description A task was made or changed. Goes to each channel that sees it and to its people. */
            data: components["schemas"]["Task"];
            /** @enum {string} */
            type: "task.updated";
        } | {
            /** @description The reader sees a task no longer. */
            data: components["schemas"]["TaskRemoved"];
            /** @enum {string} */
            type: "task.removed";
        } | {
            /** @description A board was made or changed. */
            data: components["schemas"]["Board"];
            /** @enum {string} */
            type: "board.updated";
        } | {
            /** @description A task was put on a board or moved there. */
            data: components["schemas"]["Card"];
            /** @enum {string} */
            type: "card.updated";
        } | {
            /** @description A task was taken off a board. */
            data: components["schemas"]["CardRemoved"];
            /** @enum {string} */
            type: "card.removed";
        } | {
            /** @description An iteration was made, changed, started or closed. */
            data: components["schemas"]["Iteration"];
            /** @enum {string} */
            type: "iteration.updated";
        } | {
            /** @description A card of the reader's own board changed. */
            data: components["schemas"]["MyCard"];
            /** @enum {string} */
            type: "my_card.updated";
        } | {
            /** @description A card of the reader's own board is gone. */
            data: components["schemas"]["MyCardRemoved"];
            /** @enum {string} */
            type: "my_card.removed";
        } | {
            /** @description A check-in was made or changed. */
            data: components["schemas"]["CheckIn"];
            /** @enum {string} */
            type: "check_in.updated";
        } | {
            /** @description It is the reader's turn to answer a check-in, or was. */
            data: components["schemas"]["Turn"];
            /** @enum {string} */
            type: "turn.updated";
        } | {
            /** @description Somebody answered a check-in. */
            data: components["schemas"]["CheckInAnswered"];
            /** @enum {string} */
            type: "check_in.answered";
        } | {
            /** @description A goal was made or changed. */
            data: components["schemas"]["Goal"];
            /** @enum {string} */
            type: "goal.updated";
        } | {
            /** @description A goal or a project was reported on. */
            data: components["schemas"]["UpdateMade"];
            /** @enum {string} */
            type: "update.made";
        } | {
            /** @description A poll was made, voted on or closed. */
            data: components["schemas"]["Poll"];
            /** @enum {string} */
            type: "poll.updated";
        } | {
            /** @description A decision was recorded, or replaced by another. */
            data: components["schemas"]["DecisionRecord"];
            /** @enum {string} */
            type: "decision.recorded";
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
            clip: components["schemas"]["Clip"] | null;
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
        /** @description How long somebody wants to be undisturbed, by one click. */
        FocusChoice: {
            /**
             * Format: int32
             * @description 1 to 1440.
             */
            minutes: number;
            /** @enum {string} */
            choice: "minutes";
        } | {
            /** @description Which time. */
            minute: components["schemas"]["MinuteOfDay"];
            /** @enum {string} */
            choice: "until";
        } | {
            /** @enum {string} */
            choice: "end_of_day";
        } | {
            /** @enum {string} */
            choice: "until_tomorrow";
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
        /** @description An objective. */
        Goal: {
            /** @description Its id. */
            id: components["schemas"]["GoalId"];
            parent: components["schemas"]["GoalId"] | null;
            team: components["schemas"]["GroupId"] | null;
            /** @description Who answers for it. */
            owner: components["schemas"]["PersonId"];
            /** @description What is to be reached, one line. */
            objective: string;
            /** @description Why, and what it is not; Markdown. */
            purpose: string;
            /** @description How it is measured. */
            results: components["schemas"]["KeyResult"][];
            /**
             * Format: date
             * @description Its first day.
             */
            first: string;
            /**
             * Format: date
             * @description Its last day.
             */
            last: string;
            track: components["schemas"]["Track"] | null;
            /**
             * Format: int32
             * @description The mean of its results' progress, in thousandths; of one without results that of its sub-goals.
             */
            progress_permille: number;
            check_in: components["schemas"]["CheckInId"] | null;
            /** @description Who follows it. */
            followers: components["schemas"]["PersonId"][];
            /** @description Whether it is pursued. */
            state: components["schemas"]["GoalState"];
            updated_at: components["schemas"]["Timestamp"] | null;
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Rises with each change, for `If-Match`.
             */
            version: number;
        };
        GoalBody: {
            objective?: string | null;
            purpose?: string | null;
            parent?: components["schemas"]["GoalId"] | null;
            team?: components["schemas"]["GroupId"] | null;
            owner?: components["schemas"]["PersonId"] | null;
            /** @description The whole list. */
            results?: components["schemas"]["ResultBody"][] | null;
            /** Format: date */
            first?: string | null;
            /** Format: date */
            last?: string | null;
            check_in?: components["schemas"]["CheckInId"] | null;
            state?: components["schemas"]["GoalState"] | null;
        };
        /** @description A goal with all that its page shows. */
        GoalDetail: {
            /** @description The goal. */
            goal: components["schemas"]["Goal"];
            /** @description Its purpose as HTML, cleaned. */
            purpose_html: string;
            /** @description Its updates, newest first, at most 100. */
            updates: components["schemas"]["GoalUpdate"][];
            /** @description Linked tasks that the reader may see. */
            tasks: components["schemas"]["Task"][];
            /** @description Linked topics that the reader may see. */
            topics: components["schemas"]["GoalTopic"][];
        };
        /** @description Opaque id, sorts by time: `goa_…` */
        GoalId: Id<"goa">;
        /** @description What hangs on a goal. */
        GoalLink: {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @enum {string} */
            to: "task";
        } | {
            /** @description Which. */
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            to: "topic";
        };
        /**
         * @description Whether a goal is still pursued.
         * @enum {string}
         */
        GoalState: "active" | "reached" | "dropped";
        /** @description A topic by its name. */
        GoalTopic: {
            /** @description Which. */
            topic: components["schemas"]["TopicId"];
            /** @description Its title. */
            title: string;
        };
        /** @description How a goal or a project goes. */
        GoalUpdate: components["schemas"]["UpdateOn"] & {
            /** @description Its id. */
            id: components["schemas"]["GoalUpdateId"];
            /** @description Who says so. */
            by: components["schemas"]["PersonId"];
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description On track, at risk or off. */
            track: components["schemas"]["Track"];
            /**
             * Format: int32
             * @description How sure its author is that it will be reached, 0 to 100; shown to those who follow it only.
             */
            confidence_percent: number | null;
            /** @description What changed; Markdown. */
            changed: string;
            /** @description The same as HTML, cleaned. */
            changed_html: string;
            /** @description What is next; Markdown. */
            next: string;
            /** @description The same as HTML, cleaned. */
            next_html: string;
            /** @description Where the results stood, in thousandths, in their order. */
            values: number[];
            /**
             * Format: int32
             * @description The progress then, in thousandths.
             */
            progress_permille: number;
        };
        /** @description Opaque id, sorts by time: `upd_…` */
        GoalUpdateId: Id<"upd">;
        /** @description A named set of people that can be mentioned, asked and invited. */
        Group: {
            /** @description Its id. */
            id: components["schemas"]["GroupId"];
            /** @description Its name, unique; mentioned as `@[name](grp_…)`. */
            name: string;
            /** @description What it is for; may be empty. */
            purpose: string;
            /** @description Who is in it, in order of id. */
            members: components["schemas"]["PersonId"][];
            rota: components["schemas"]["Rota"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            archived_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int64
             * @description Rises with every change; sent back in `If-Match`.
             */
            version: number;
        };
        /** @description A team's agreement with all that was proposed to change it. */
        GroupAgreement: {
            agreement: components["schemas"]["Agreement"] | null;
            /** @description Proposals, newest first, at most 200: the open ones, and the dated history. */
            proposals: components["schemas"]["Proposal"][];
        };
        GroupBody: {
            name?: string | null;
            purpose?: string | null;
            /** @description All who are in it then; who is left out leaves its rota, too. */
            members?: components["schemas"]["PersonId"][] | null;
            rota?: components["schemas"]["Rota"] | null;
            archived?: boolean | null;
        };
        /** @description Opaque id, sorts by time: `grp_…` */
        GroupId: Id<"grp">;
        /** @description A group that a message mentions. */
        GroupMention: {
            /** @description Which. */
            group: components["schemas"]["GroupId"];
            /** @description Whether everyone of it is asked; otherwise any one member answers for all. */
            everyone: boolean;
        };
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
        HelpBody: {
            item: components["schemas"]["MyItem"];
            /** @description Who is asked to help. */
            person: components["schemas"]["PersonId"];
        };
        /** @description A public holiday: one local day, or part of it, on which nobody of a region works. */
        Holiday: {
            /**
             * Format: date
             * @description The local date.
             */
            date: string;
            /** @description When it begins; 0 for a whole day, 720 for a half one from noon. */
            from: components["schemas"]["MinuteOfDay"];
            /** @description When it ends; 1440 for a whole day. */
            until: components["schemas"]["MinuteOfDay"];
            /** @description Its name ("Heiligabend"). */
            name: string;
        };
        /** @description What one side of a media connection is known by on its paths (RFC 8839, 5.4). New ones restart ICE. */
        IceCredentials: {
            /** @description The user name fragment. */
            ufrag: string;
            /** @description The password; good for the connectivity checks of one connection, and for nothing else. */
            password: string;
        };
        /**
         * @description A server that relays media where nothing else passes; good for one person in one session, for a
         *     while. Its fields are those of a browser's `RTCIceServer`.
         */
        IceServer: {
            /** @description Where it is (RFC 7065). */
            urls: string[];
            /** @description By which name; tells when it ends. */
            username: string;
            /** @description The password that goes with the name. */
            credential: string;
        };
        /**
         * @description What is not as it should be in what is imported.
         * @enum {string}
         */
        ImportFault: "no_title" | "no_list" | "unknown_person" | "too_long" | "too_many" | "not_understood" | "no_done_column" | "changed_here" | "gone_here" | "twice" | "not_taken";
        /**
         * @description From what is imported.
         * @enum {string}
         */
        ImportKind: "trello" | "csv";
        /**
         * @description By what somebody in a file is taken for somebody here.
         * @enum {string}
         */
        ImportMatch: "chosen" | "before" | "name" | "address" | "nobody";
        /** @description Somebody whom a file names, and who they are taken for. */
        ImportPerson: {
            /** @description Their name there. */
            name: string;
            person: components["schemas"]["PersonId"] | null;
            /** @description By what. */
            by: components["schemas"]["ImportMatch"];
        };
        /** @description Something that is not as it should be, where it is, and what to do. */
        ImportProblem: {
            /** @description What. */
            fault: components["schemas"]["ImportFault"];
            /** @description Where: a line of the file, a card by its name. */
            place: string;
            /** @description What is wrong and what to do. */
            detail: string;
        };
        /** @description What an import did, or would do. */
        ImportReport: {
            /** @description From what. */
            kind: components["schemas"]["ImportKind"];
            /** @description Whether it was only tried. */
            dry_run: boolean;
            board: components["schemas"]["BoardId"] | null;
            /** @description Its name. */
            board_name: string;
            /** @description Columns that were made. */
            columns: string[];
            /**
             * Format: int32
             * @description Tasks that were made.
             */
            created: number;
            /**
             * Format: int32
             * @description Tasks that were imported before and are as the file has them now.
             */
            updated: number;
            /**
             * Format: int32
             * @description Tasks that were imported before and are the same.
             */
            unchanged: number;
            /**
             * Format: int32
             * @description Tasks that were left out or left as they are; the problems say why.
             */
            skipped: number;
            /**
             * Format: int32
             * @description Comments that were taken over, also of tasks that stay as they are.
             */
            comments: number;
            /** @description Headers of the table, in order; empty for what is no table. */
            headers: string[];
            /** @description Which of them was taken for what. */
            mapping: components["schemas"]["CsvMapping"];
            /** @description Whom its tasks name, in order of name. */
            people: components["schemas"]["ImportPerson"][];
            /** @description What is not as it should be, the first ones. */
            problems: components["schemas"]["ImportProblem"][];
            /**
             * Format: int32
             * @description How many more there are.
             */
            more_problems: number;
        };
        /** @description What waits for a person, for whom they wait, and what they have not read or dealt with. */
        Inbox: {
            /** @description As of when. */
            at: components["schemas"]["Timestamp"];
            /** @description Open requests to them, by due instant. */
            waiting_on_me: components["schemas"]["Request"][];
            /** @description Open requests of theirs, by due instant. */
            waiting_on_others: components["schemas"]["Request"][];
            /** @description Notices that they were told and have not dealt with, newest first. */
            notices: components["schemas"]["Delivery"][];
            /** @description Topics with something unread that they did not mute, newest first; at most 200. */
            unread: components["schemas"]["UnreadTopic"][];
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
        /** @description A span of work on a board. */
        Iteration: {
            /** @description Its id. */
            id: components["schemas"]["IterationId"];
            /** @description Which board. */
            board: components["schemas"]["BoardId"];
            /** @description Its name. */
            name: string;
            /** @description What it is to reach. */
            goal: string;
            /**
             * Format: date
             * @description Its first day.
             */
            first: string;
            /**
             * Format: date
             * @description Its last day.
             */
            last: string;
            started_at: components["schemas"]["Timestamp"] | null;
            closed_at: components["schemas"]["Timestamp"] | null;
            /** @description Tasks that were in it when it started. */
            planned: components["schemas"]["TaskId"][];
            /** @description Tasks that came into it after that. */
            added: components["schemas"]["TaskId"][];
            /** @description Tasks of it that are finished. */
            finished: components["schemas"]["TaskId"][];
            /** @description Tasks that were carried over when it was closed. */
            carried: components["schemas"]["TaskId"][];
        };
        IterationBody: {
            name?: string | null;
            goal?: string | null;
            /** Format: date */
            first?: string | null;
            /** Format: date */
            last?: string | null;
        };
        /** @description Opaque id, sorts by time: `itr_…` */
        IterationId: Id<"itr">;
        /** @description A session that was joined, and what its media connection may take. */
        JoinedSession: components["schemas"]["Session"] & {
            /** @description Relays for this person, if the server has any that their page can reach. */
            ice_servers: components["schemas"]["IceServer"][];
        };
        /** @description One measurable result of a goal. */
        KeyResult: {
            /** @description What is measured, one line. */
            text: string;
            /** @description What it counts; may be empty. */
            unit: string;
            /**
             * Format: int64
             * @description Where it began, in thousandths.
             */
            from: number;
            /**
             * Format: int64
             * @description Where it is to be, in thousandths.
             */
            to: number;
            /**
             * Format: int64
             * @description Where it is, in thousandths.
             */
            now: number;
        };
        /**
         * @description Where something stands on my board. Waiting and Snoozed are not chosen: they follow from what a
         *     task waits on, from requests to others, and from [`MyCard::wake_at`].
         * @enum {string}
         */
        Lane: "inbox" | "now" | "next" | "later";
        /** @description When something is to happen, as its author says it. */
        LaterChoice: {
            /** @description Which. */
            at: components["schemas"]["Timestamp"];
            /** @enum {string} */
            choice: "at";
        } | {
            /** @description Whose time. */
            person: components["schemas"]["PersonId"];
            /**
             * Format: date
             * @description The local date.
             */
            date: string;
            /** @description The local time. */
            minute: components["schemas"]["MinuteOfDay"];
            /** @enum {string} */
            choice: "their_time";
        } | {
            /** @description Whose. */
            person: components["schemas"]["PersonId"];
            /** @enum {string} */
            choice: "next_working_minute";
        };
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
        LetGoBody: {
            item: components["schemas"]["MyItem"];
        };
        /** @description A list that is whole. */
        List_Blocker: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["BlockerId"];
                /** @description Where it stands. */
                topic: components["schemas"]["TopicId"];
                task?: components["schemas"]["TaskId"] | null;
                /** @description The topic's channel, whose members are its team. */
                channel: components["schemas"]["ChannelId"];
                /** @description Who is stuck. */
                raised_by: components["schemas"]["PersonId"];
                /** @description Since when. */
                raised_at: components["schemas"]["Timestamp"];
                /** @description What it is, one line. */
                text: string;
                tell_at?: components["schemas"]["Timestamp"] | null;
                told_at?: components["schemas"]["Timestamp"] | null;
                /** @description Who said "I can help", in order. */
                helpers: components["schemas"]["PersonId"][];
                return_of?: components["schemas"]["BlockerId"] | null;
                resolved_by?: components["schemas"]["PersonId"] | null;
                resolved_at?: components["schemas"]["Timestamp"] | null;
                /** @description How it was resolved, one line. */
                outcome: string;
            }[];
        };
        /** @description A list that is whole. */
        List_BlockerCause: {
            /** @description The items. */
            items: {
                /** @description The topic that blockers stood on. */
                topic: components["schemas"]["TopicId"];
                /** @description Its channel. */
                channel: components["schemas"]["ChannelId"];
                /** @description Its title. */
                title: string;
                task?: components["schemas"]["TaskId"] | null;
                /** @description The boards that this stands on. */
                boards: components["schemas"]["BoardId"][];
                /**
                 * Format: int32
                 * @description How many blockers.
                 */
                count: number;
                /**
                 * Format: int64
                 * @description How much working time of who raised them they took, in minutes, until now if they go on.
                 */
                minutes: number;
                /** @description Whether one goes on. */
                open: boolean;
                /** @description What the newest was. */
                text: string;
                /** @description How it was resolved; empty while it goes on. */
                outcome: string;
            }[];
        };
        /** @description A list that is whole. */
        List_BoardTemplate: {
            /** @description The items. */
            items: {
                /** @description Its key, which the client words; of an own template its name. */
                key: string;
                board?: components["schemas"]["BoardId"] | null;
                by?: components["schemas"]["PersonId"] | null;
                /** @description Names and meanings of its columns. */
                columns: components["schemas"]["TemplateColumn"][];
            }[];
        };
        /** @description A list that is whole. */
        List_CheckInTemplate: {
            /** @description The items. */
            items: {
                /**
                 * @description By what the client names it: `stand_up`, `weekly_report`, `mood`, `retrospective` or
                 *     `monday_plan`.
                 */
                key: string;
                /** @description A name for it. */
                title: string;
                /** @description What it asks. */
                questions: components["schemas"]["Question"][];
                /** @description On which days. */
                rule: string;
                /** @description By which minute. */
                minute: components["schemas"]["MinuteOfDay"];
                /**
                 * Format: int32
                 * @description How many minutes before that it opens.
                 */
                opens_before_minutes: number;
                /**
                 * Format: int32
                 * @description How many minutes after that the report is made.
                 */
                closes_after_minutes: number;
            }[];
        };
        /** @description A list that is whole. */
        List_GoalUpdate: {
            /** @description The items. */
            items: (components["schemas"]["UpdateOn"] & {
                /** @description Its id. */
                id: components["schemas"]["GoalUpdateId"];
                /** @description Who says so. */
                by: components["schemas"]["PersonId"];
                /** @description When. */
                at: components["schemas"]["Timestamp"];
                /** @description On track, at risk or off. */
                track: components["schemas"]["Track"];
                /**
                 * Format: int32
                 * @description How sure its author is that it will be reached, 0 to 100; shown to those who follow it only.
                 */
                confidence_percent?: number | null;
                /** @description What changed; Markdown. */
                changed: string;
                /** @description The same as HTML, cleaned. */
                changed_html: string;
                /** @description What is next; Markdown. */
                next: string;
                /** @description The same as HTML, cleaned. */
                next_html: string;
                /** @description Where the results stood, in thousandths, in their order. */
                values: number[];
                /**
                 * Format: int32
                 * @description The progress then, in thousandths.
                 */
                progress_permille: number;
            })[];
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
        List_Poll: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["PollId"];
                /** @description Where. */
                topic: components["schemas"]["TopicId"];
                /** @description The topic's channel. */
                channel: components["schemas"]["ChannelId"];
                /** @description The message that shows it. */
                message: components["schemas"]["MessageId"];
                /** @description What is asked, one line. */
                question: string;
                /** @description How it is voted on. */
                kind: components["schemas"]["PollKind"];
                /** @description Its options. */
                options: components["schemas"]["PollOption"][];
                /** @description Whether nobody is shown who voted for what; said at the start, never changed. */
                anonymous: boolean;
                closes_at?: components["schemas"]["Timestamp"] | null;
                /** @description Who asks. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Who has voted, in order of id. */
                voted: components["schemas"]["PersonId"][];
                /** @description Their votes, of the first 200 in order of id; empty if it is anonymous. */
                votes: components["schemas"]["Vote"][];
                tally?: components["schemas"]["Tally"] | null;
                closed_at?: components["schemas"]["Timestamp"] | null;
                record?: components["schemas"]["RecordId"] | null;
            }[];
        };
        /** @description A list that is whole. */
        List_PushSubscriptionItem: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["PushSubscriptionId"];
                /** @description Host of its maker's push service. */
                service: string;
                /** @description What the browser calls itself. */
                agent: string;
                /** @description Since when. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Whether it is the one that asks. */
                current: boolean;
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
                group?: components["schemas"]["GroupId"] | null;
                instead_of?: components["schemas"]["PersonId"] | null;
                /** @description Whether it is urgent: it runs on the wall clock and escalates. */
                urgent: boolean;
                /** @description The beginning of the message, as plain text, at most 160 characters. */
                excerpt: string;
                /** @description How soon the answer is wanted. */
                expectation: components["schemas"]["Expectation"];
                /** @description When it was opened. */
                opened_at: components["schemas"]["Timestamp"];
                due_at?: components["schemas"]["Timestamp"] | null;
                /** @description How the due instant came about. */
                due_reason: components["schemas"]["DueReason"];
                escalation?: components["schemas"]["EscalationProgress"] | null;
                nudged_at?: components["schemas"]["Timestamp"] | null;
                offered_at?: components["schemas"]["Timestamp"] | null;
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
        List_TaskHistory: {
            /** @description The items. */
            items: (components["schemas"]["TaskChanged"] & {
                /** @description When. */
                at: components["schemas"]["Timestamp"];
                by?: components["schemas"]["PersonId"] | null;
            })[];
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
        /** @description A list that is whole. */
        List_WalkStep: {
            /** @description The items. */
            items: (components["schemas"]["MyItem"] & {
                /** @description Why it has its place. */
                why: components["schemas"]["WalkWhy"];
                slow?: components["schemas"]["Slow"] | null;
            })[];
        };
        /** @description The signed-in person's own account. */
        Me: {
            /** @description Who it is. */
            person: components["schemas"]["Person"];
            /** @description Where they sign in; shown to nobody else but admins. */
            email: string;
            /** @description Where they belong. */
            organisation: components["schemas"]["Organisation"];
            /** @description Whether they want letters of what they have not read. */
            mail: boolean;
        };
        /** @description How the mean of one question moved. */
        MeanChange: {
            /**
             * Format: int32
             * @description Which question, by its place.
             */
            question: number;
            /**
             * Format: int64
             * @description The mean before, in thousandths.
             */
            was: number | null;
            /**
             * Format: int64
             * @description The mean now, in thousandths.
             */
            is: number | null;
        };
        /**
         * @description Where a participant's media comes from.
         * @enum {string}
         */
        MediaSource: "microphone" | "camera" | "screen" | "screen_audio";
        /**
         * @description How a media connection stands that a client comes back to.
         * @enum {string}
         */
        MediaStanding: "here" | "moved" | "gone";
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
            /** @description The groups it mentions. */
            groups: components["schemas"]["GroupMention"][];
            urgent: components["schemas"]["UrgentMark"] | null;
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
            /** @description Who of them declined it; they are not told that they missed it. */
            declined_by?: components["schemas"]["PersonId"][];
            /** @enum {string} */
            kind: "missed_call";
        } | {
            /** @description The blocker. */
            blocker: components["schemas"]["BlockerId"];
            /** @enum {string} */
            kind: "blocker_raised";
        } | {
            /** @description The blocker. */
            blocker: components["schemas"]["BlockerId"];
            /** @enum {string} */
            kind: "blocker_resolved";
        } | {
            /** @description By when. */
            by: components["schemas"]["Timestamp"];
            /** @enum {string} */
            kind: "views_wanted";
        } | {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            session?: components["schemas"]["SessionId"] | null;
            /** @enum {string} */
            kind: "task_made";
        } | {
            /** @description Which. */
            poll: components["schemas"]["PollId"];
            /** @enum {string} */
            kind: "poll";
        } | {
            /** @description Which. */
            record: components["schemas"]["RecordId"];
            /** @enum {string} */
            kind: "decided";
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
            /** @description What is left of the author's urgent messages. */
            budget: components["schemas"]["UrgentBudget"];
            /**
             * @description Who of those who can read it is on duty, if it wants an answer now: a message to them alone can
             *     be urgent when nothing is left.
             */
            on_duty: components["schemas"]["PersonId"][];
            advice: components["schemas"]["Advice"] | null;
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
        /**
         * @description A way to have it.
         * @enum {string}
         */
        Mode: "message" | "check_in" | "document" | "document_and_poll" | "written_views_first" | "camera_clip" | "live";
        /** @description A card of somebody's own board. What has none stands in the Inbox, by priority and due. */
        MyCard: components["schemas"]["MyItem"] & {
            /** @description In which lane. */
            lane: components["schemas"]["Lane"];
            /** @description Its place in the lane: cards stand in the order of these texts, byte by byte. */
            rank: string;
            wake_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: date
             * @description The day for which it is on its person's plan.
             */
            planned_for: string | null;
            /** @description What its person does next about it, one line. */
            next_step: string | null;
            next_step_at: components["schemas"]["Timestamp"] | null;
            slow: components["schemas"]["Slow"] | null;
            /** @description When it was put into its lane. */
            moved_at: components["schemas"]["Timestamp"];
        };
        /** @description A card of my board is gone: the task is somebody else's, or dropped. */
        MyCardRemoved: components["schemas"]["MyItem"];
        /** @description What a card of my board stands for. */
        MyItem: {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @enum {string} */
            of: "task";
        } | {
            /** @description Which. */
            request: components["schemas"]["RequestId"];
            /** @enum {string} */
            of: "request";
        };
        NewBoardBody: {
            /** @description The channel whose members see and change it. */
            channel: components["schemas"]["ChannelId"];
            name: string;
            purpose?: string;
            team?: components["schemas"]["GroupId"] | null;
            /** @description The key of a template; `kanban` if neither this nor columns are named. */
            template?: string | null;
            columns?: components["schemas"]["WantedColumn"][] | null;
        };
        NewChannelBody: {
            /** @description `public` or `private`. */
            kind: components["schemas"]["ChannelKind"];
            name: string;
            purpose?: string;
            default_expectation?: components["schemas"]["Expectation"] | null;
            members?: components["schemas"]["PersonId"][];
        };
        NewCheckInBody: {
            channel: components["schemas"]["ChannelId"];
            title: string;
            /** @description 1 to 20. */
            questions: components["schemas"]["Question"][];
            asked: components["schemas"]["CheckInAsked"];
            /** @description An RRULE in days, such as `FREQ=WEEKLY;BYDAY=MO,FR`. */
            rule: string;
            /**
             * Format: date
             * @description The first day it may ask; today if left out.
             */
            first?: string | null;
            /** @description By which minute of each person's own day it wants to be answered. */
            minute: components["schemas"]["MinuteOfDay"];
            /**
             * Format: int32
             * @description How many minutes before that it opens; may reach into the evening before.
             */
            opens_before_minutes: number;
            /**
             * Format: int32
             * @description How many minutes after that the report is made.
             */
            closes_after_minutes: number;
            /** @description Who is told of the report besides those asked. */
            followers?: components["schemas"]["PersonId"][];
        };
        NewGoalBody: {
            /** @description What is to be reached, one line. */
            objective: string;
            /** @description Why, and what it is not; Markdown. */
            purpose?: string;
            parent?: components["schemas"]["GoalId"] | null;
            team?: components["schemas"]["GroupId"] | null;
            owner?: components["schemas"]["PersonId"] | null;
            /** @description How it is measured, at most 10. */
            results?: components["schemas"]["ResultBody"][];
            /**
             * Format: date
             * @description Its first day.
             */
            first: string;
            /**
             * Format: date
             * @description Its last day.
             */
            last: string;
            check_in?: components["schemas"]["CheckInId"] | null;
        };
        NewGroupBody: {
            name: string;
            purpose?: string;
            /** @description Left out: only its maker. */
            members?: components["schemas"]["PersonId"][] | null;
            rota?: components["schemas"]["Rota"] | null;
        };
        NewInvitation: {
            invitation: components["schemas"]["Invitation"];
            /** @description Shown once; the link is `/invitation/{code}`. */
            code: string;
        };
        NewIterationBody: {
            name: string;
            goal?: string;
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
        };
        NewReminderBody: components["schemas"]["ReminderOf"] & {
            /** @description Left out: the beginning of what it is about. */
            note?: string | null;
            later?: components["schemas"]["LaterChoice"] | null;
        };
        NewTaskBody: {
            /** @description One line. */
            title: string;
            /** @description Markdown; a mention in it asks nobody. */
            text?: string;
            owner?: components["schemas"]["PersonId"] | null;
            helpers?: components["schemas"]["PersonId"][];
            channel?: components["schemas"]["ChannelId"] | null;
            board?: components["schemas"]["BoardId"] | null;
            column?: components["schemas"]["ColumnId"] | null;
            priority?: components["schemas"]["Priority"];
            due?: components["schemas"]["TaskDue"] | null;
            /** Format: date */
            start?: string | null;
            /** Format: int32 */
            estimate_minutes?: number | null;
            labels?: string[];
            waits_on?: components["schemas"]["TaskId"][];
            recurrence?: components["schemas"]["Recurrence"] | null;
            lines?: components["schemas"]["ChecklistLine"][];
            attachments?: components["schemas"]["FileId"][];
            origin?: components["schemas"]["OriginBody"] | null;
        };
        NewToken: {
            token: components["schemas"]["Token"];
            /** @description Shown once. */
            secret: string;
        };
        NextStepBody: {
            item: components["schemas"]["MyItem"];
            /** @description What the caller does next about it, in one line. */
            step: string;
        };
        OnDuty: {
            duty: components["schemas"]["Duty"] | null;
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
        OptionBody: {
            /** @description What it says; may be left out of a time poll. */
            text?: string;
            from?: components["schemas"]["Timestamp"] | null;
            until?: components["schemas"]["Timestamp"] | null;
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
             * @description How far a sample's clock was moved ahead of the real one, in milliseconds.
             */
            clock_ahead_ms: number;
            /** @description The working week of who has set none. */
            default_week: components["schemas"]["WorkSpan"][];
            /** @description The numbers of the attention rules. */
            settings: components["schemas"]["Settings"];
            /** @description Regions and their holidays, in order of name. */
            regions: components["schemas"]["Region"][];
            /**
             * Format: int64
             * @description Rises with every change.
             */
            version: number;
        };
        OrganisationBody: {
            name?: string | null;
            settings?: components["schemas"]["Settings"] | null;
            /** @description The working week of who has set none. */
            default_week?: components["schemas"]["WorkSpan"][] | null;
            /** @description All regions with their holidays; a region that is left out goes. */
            regions?: components["schemas"]["Region"][] | null;
        };
        /** @description Out of what a task is made. */
        OriginBody: {
            message: components["schemas"]["MessageId"];
            /** @enum {string} */
            from: "message";
        } | {
            request: components["schemas"]["RequestId"];
            /** @enum {string} */
            from: "request";
        } | {
            check_in: components["schemas"]["CheckInId"];
            /** Format: date */
            date: string;
            /** @enum {string} */
            from: "check_in";
        } | {
            session: components["schemas"]["SessionId"];
            /** @enum {string} */
            from: "session";
        };
        OutcomeBody: {
            /** @description What came of it, in one line. */
            text: string;
        };
        /** @description One page of a list. */
        Page_ArchivedCard: {
            /** @description The items. */
            items: {
                /** @description The card. */
                card: components["schemas"]["Card"];
                /** @description Its task. */
                task: components["schemas"]["Task"];
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_BlockerDetail: {
            /** @description The items. */
            items: {
                /** @description The blocker. */
                blocker: components["schemas"]["Blocker"];
                /** @description The title of its topic. */
                title: string;
                task?: components["schemas"]["Task"] | null;
                /** @description What it does to the dates of that task, and of those that wait on it and that the reader sees. */
                risks: components["schemas"]["TaskRisk"][];
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Board: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["BoardId"];
                /** @description The channel whose members see and change it. */
                channel: components["schemas"]["ChannelId"];
                team?: components["schemas"]["GroupId"] | null;
                /** @description Its name. */
                name: string;
                /** @description What it is for. */
                purpose: string;
                /** @description Its columns, in order. */
                columns: components["schemas"]["Column"][];
                /** @description Who decides, who does, who is told. */
                roles: components["schemas"]["BoardRole"][];
                /** @description Who follows its updates. */
                followers: components["schemas"]["PersonId"][];
                iteration?: components["schemas"]["IterationId"] | null;
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                archived_at?: components["schemas"]["Timestamp"] | null;
                /**
                 * Format: int64
                 * @description Rises with each change that somebody makes of it, for `If-Match`; not when a column's usual time
                 *     is measured anew, or somebody follows it.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
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
        Page_CheckIn: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["CheckInId"];
                /** @description The channel whose members read it, and in which its answers are talked about. */
                channel: components["schemas"]["ChannelId"];
                /** @description Its name. */
                title: string;
                /** @description What it asks, in order. */
                questions: components["schemas"]["Question"][];
                /** @description Whom. */
                asked: components["schemas"]["CheckInAsked"];
                /** @description On which local days: an RRULE (RFC 5545, section 3.3.10) that begins on `first`. */
                rule: string;
                /**
                 * Format: date
                 * @description The first day it may ask.
                 */
                first: string;
                /** @description By which minute of each person's own local day it wants to be answered. */
                minute: components["schemas"]["MinuteOfDay"];
                /**
                 * Format: int32
                 * @description How many minutes before that it opens; may reach into the evening before.
                 */
                opens_before_minutes: number;
                /**
                 * Format: int32
                 * @description How many minutes after that the report is made; answers are welcome after it too.
                 */
                closes_after_minutes: number;
                /** @description Who is told of the report besides those asked. */
                followers: components["schemas"]["PersonId"][];
                /** @description Whether it asks. */
                state: components["schemas"]["CheckInState"];
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description Rises with each change, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_CheckInDay: {
            /** @description The items. */
            items: {
                /**
                 * Format: date
                 * @description Which.
                 */
                date: string;
                /**
                 * Format: int64
                 * @description How many were asked; who had a day off was not.
                 */
                asked: number;
                /**
                 * Format: int64
                 * @description How many answered, late ones included.
                 */
                answered: number;
                /**
                 * Format: int64
                 * @description How many were not asked because of a day off.
                 */
                skipped: number;
                /**
                 * Format: int64
                 * @description How many said that something stops them.
                 */
                blocked: number;
                closed_at?: components["schemas"]["Timestamp"] | null;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_DecisionRecord: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["RecordId"];
                /** @description Where it was taken. */
                topic: components["schemas"]["TopicId"];
                /** @description The topic's channel. */
                channel: components["schemas"]["ChannelId"];
                /** @description The message that says it there. */
                message: components["schemas"]["MessageId"];
                /** @description What was decided, one line; empty in the event that says that the record was deleted. */
                text: string;
                /** @description Why, and what else was possible; Markdown. */
                reason: string;
                /** @description The same as HTML, cleaned. */
                reason_html: string;
                poll?: components["schemas"]["PollId"] | null;
                replaces?: components["schemas"]["RecordId"] | null;
                replaced_by?: components["schemas"]["RecordId"] | null;
                /** @description Who recorded it. */
                by: components["schemas"]["PersonId"];
                /** @description When. */
                at: components["schemas"]["Timestamp"];
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Goal: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["GoalId"];
                parent?: components["schemas"]["GoalId"] | null;
                team?: components["schemas"]["GroupId"] | null;
                /** @description Who answers for it. */
                owner: components["schemas"]["PersonId"];
                /** @description What is to be reached, one line. */
                objective: string;
                /** @description Why, and what it is not; Markdown. */
                purpose: string;
                /** @description How it is measured. */
                results: components["schemas"]["KeyResult"][];
                /**
                 * Format: date
                 * @description Its first day.
                 */
                first: string;
                /**
                 * Format: date
                 * @description Its last day.
                 */
                last: string;
                track?: components["schemas"]["Track"] | null;
                /**
                 * Format: int32
                 * @description The mean of its results' progress, in thousandths; of one without results that of its sub-goals.
                 */
                progress_permille: number;
                check_in?: components["schemas"]["CheckInId"] | null;
                /** @description Who follows it. */
                followers: components["schemas"]["PersonId"][];
                /** @description Whether it is pursued. */
                state: components["schemas"]["GoalState"];
                updated_at?: components["schemas"]["Timestamp"] | null;
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description Rises with each change, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Group: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["GroupId"];
                /** @description Its name, unique; mentioned as `@[name](grp_…)`. */
                name: string;
                /** @description What it is for; may be empty. */
                purpose: string;
                /** @description Who is in it, in order of id. */
                members: components["schemas"]["PersonId"][];
                rota?: components["schemas"]["Rota"] | null;
                /** @description When it was made. */
                created_at: components["schemas"]["Timestamp"];
                archived_at?: components["schemas"]["Timestamp"] | null;
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
        Page_Reminder: {
            /** @description The items. */
            items: (components["schemas"]["ReminderOf"] & {
                /** @description Its id. */
                id: components["schemas"]["ReminderId"];
                topic?: components["schemas"]["TopicId"] | null;
                channel?: components["schemas"]["ChannelId"] | null;
                /** @description The beginning of what it is about, or the person's own words, at most 160 characters. */
                note: string;
                at?: components["schemas"]["Timestamp"] | null;
                /** @description When it was made. */
                created_at: components["schemas"]["Timestamp"];
                done_at?: components["schemas"]["Timestamp"] | null;
            })[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_ScheduledMessage: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["ScheduledId"];
                /** @description Where it will stand. */
                topic: components["schemas"]["TopicId"];
                /** @description The topic's channel. */
                channel: components["schemas"]["ChannelId"];
                /** @description Its Markdown. */
                text: string;
                expectation?: components["schemas"]["Expectation"] | null;
                /** @description Whom it asks besides those its text mentions. */
                asked: components["schemas"]["PersonId"][];
                /** @description Mentioned groups of which everyone is asked, instead of anyone. */
                everyone?: components["schemas"]["GroupId"][];
                reply_to?: components["schemas"]["MessageId"] | null;
                /** @description Files of the author that hang on it. */
                attachments: components["schemas"]["FileId"][];
                /** @description When it is sent. */
                send_at: components["schemas"]["Timestamp"];
                /** @description What its author said about when. */
                choice: components["schemas"]["LaterChoice"];
                /** @description When it was written. */
                created_at: components["schemas"]["Timestamp"];
                /** @description Why it could not be sent, as a sentence for its author; it waits for them then. */
                problem?: string | null;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Task: {
            /** @description The items. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["TaskId"];
                /** @description What is to be done, one line. */
                title: string;
                owner?: components["schemas"]["PersonId"] | null;
                /** @description Who helps, in the order they were added. */
                helpers?: components["schemas"]["PersonId"][];
                channel?: components["schemas"]["ChannelId"] | null;
                topic?: components["schemas"]["TopicId"] | null;
                /** @description How important. */
                priority: components["schemas"]["Priority"];
                due?: components["schemas"]["TaskDue"] | null;
                due_at?: components["schemas"]["Timestamp"] | null;
                /**
                 * Format: date
                 * @description The day before which nobody needs to begin.
                 */
                start?: string | null;
                /**
                 * Format: int32
                 * @description How long it takes, in minutes.
                 */
                estimate_minutes?: number | null;
                /** @description Words to find it by, in order. */
                labels?: string[];
                /**
                 * Format: int32
                 * @description How many lines of its checklist are done.
                 */
                checked?: number;
                /**
                 * Format: int32
                 * @description How many lines its checklist has.
                 */
                checklist?: number;
                /** @description Whether it has a description. */
                has_text?: boolean;
                /**
                 * Format: int32
                 * @description How many files hang on it.
                 */
                files?: number;
                /** @description Tasks that must be finished before it; never in a circle. */
                waits_on?: components["schemas"]["TaskId"][];
                /**
                 * Format: int32
                 * @description How many of these are still to be done, whether the reader sees them or not: the server counts.
                 */
                open_waits?: number;
                /** @description Whether an unresolved blocker stands on it. */
                blocked?: boolean;
                recurrence?: components["schemas"]["Recurrence"] | null;
                origin?: components["schemas"]["TaskOrigin"] | null;
                /** @description How far it is. */
                stage: components["schemas"]["Stage"];
                started_at?: components["schemas"]["Timestamp"] | null;
                finished_at?: components["schemas"]["Timestamp"] | null;
                dropped_at?: components["schemas"]["Timestamp"] | null;
                /** @description Who made it. */
                created_by: components["schemas"]["PersonId"];
                /** @description When. */
                created_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description Rises with each change, for `If-Match`.
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
                resolved_at?: components["schemas"]["Timestamp"] | null;
                written_views?: components["schemas"]["WrittenViews"] | null;
                /**
                 * Format: int64
                 * @description Rises with every change of title, state or session; sent back in `If-Match`.
                 */
                version: number;
            }[];
            /** @description Where the next page begins; `null` on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        Page_Urgent: {
            /** @description The items. */
            items: {
                /** @description The message. */
                message: components["schemas"]["MessageId"];
                /** @description Who sent it. */
                sender: components["schemas"]["PersonId"];
                /** @description Why it was urgent, in the sender's words. */
                reason: string;
                /** @description When. */
                at: components["schemas"]["Timestamp"];
                /** @description Whether it costs the sender nothing (on duty, an alert, or a second member confirmed it). */
                free: boolean;
                confirmed_by?: components["schemas"]["PersonId"] | null;
                /** @description Until when recipients may say whether it was urgent. */
                verdicts_until: components["schemas"]["Timestamp"];
                /** @description Who has been asked whether it was urgent. */
                asked?: components["schemas"]["PersonId"][];
                /** @description What they said, at most one each. */
                verdicts: components["schemas"]["UrgentVerdict"][];
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
            /** @description Nothing comes from them, or their connection is gone: their place waits for them. */
            reconnecting: boolean;
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
        /** @description Where somebody works. */
        Place: {
            /** @description Which ("Berlin, 3rd floor"). */
            name: string;
            /** @enum {string} */
            place: "office";
        } | {
            /** @enum {string} */
            place: "remote";
        };
        PlaceBody: {
            /** @description What is put somewhere. */
            item: components["schemas"]["MyItem"];
            lane?: components["schemas"]["Lane"] | null;
            after?: components["schemas"]["MyItem"] | null;
            before?: components["schemas"]["MyItem"] | null;
            wake_at?: components["schemas"]["Timestamp"] | null;
            /**
             * Format: date
             * @description For which day it is planned; `null` takes it off the plan, left out it stays.
             */
            planned_for?: string | null;
        };
        /** @description Where somebody works on one date, whatever the week says. */
        PlaceOfDate: {
            /**
             * Format: date
             * @description The local date.
             */
            date: string;
            /** @description Where. */
            place: components["schemas"]["Place"];
        };
        /** @description Where somebody works on a day of every week. */
        PlaceOfWeekday: {
            /** @description The day. */
            day: components["schemas"]["Weekday"];
            /** @description Where. */
            place: components["schemas"]["Place"];
        };
        /** @description Where somebody works, by the week and by exceptions from it. */
        Places: {
            /** @description By day of the week. */
            weekly: components["schemas"]["PlaceOfWeekday"][];
            /** @description Exceptions. */
            dates: components["schemas"]["PlaceOfDate"][];
        };
        /** @description A question with options, in a topic. */
        Poll: {
            /** @description Its id. */
            id: components["schemas"]["PollId"];
            /** @description Where. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description The message that shows it. */
            message: components["schemas"]["MessageId"];
            /** @description What is asked, one line. */
            question: string;
            /** @description How it is voted on. */
            kind: components["schemas"]["PollKind"];
            /** @description Its options. */
            options: components["schemas"]["PollOption"][];
            /** @description Whether nobody is shown who voted for what; said at the start, never changed. */
            anonymous: boolean;
            closes_at: components["schemas"]["Timestamp"] | null;
            /** @description Who asks. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Who has voted, in order of id. */
            voted: components["schemas"]["PersonId"][];
            /** @description Their votes, of the first 200 in order of id; empty if it is anonymous. */
            votes: components["schemas"]["Vote"][];
            tally: components["schemas"]["Tally"] | null;
            closed_at: components["schemas"]["Timestamp"] | null;
            record: components["schemas"]["RecordId"] | null;
        };
        PollBody: {
            /** @description What is asked, one line. */
            question: string;
            /** @description How it is voted on. */
            kind: components["schemas"]["PollKind"];
            /** @description 2 to 20. */
            options: components["schemas"]["OptionBody"][];
            /** @description Whether nobody is ever shown who voted for what. */
            anonymous?: boolean;
            closes_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description Opaque id, sorts by time: `pol_…` */
        PollId: Id<"pol">;
        /**
         * @description How a poll is voted on.
         * @enum {string}
         */
        PollKind: "single" | "several" | "ranked" | "time";
        /**
         * @description What somebody is told of a poll.
         * @enum {string}
         */
        PollNews: "closing" | "closed";
        /** @description One option of a poll. */
        PollOption: {
            /** @description What it says; of a span of time a note, may be empty. */
            text: string;
            from: components["schemas"]["Timestamp"] | null;
            until: components["schemas"]["Timestamp"] | null;
        };
        /** @description One round of counting a ranked poll. */
        PollRound: {
            /** @description Votes for each option in this round; `None` for those that are out. */
            votes: (number | null)[];
            /**
             * Format: int32
             * @description The option that went out after it.
             */
            out: number | null;
        };
        /** @description A message as its author sends it. */
        PostBody: {
            /** @description Markdown; `@[Name](per_…)` asks, `@_[Name](per_…)` names without asking; so for groups, `grp_…`. */
            text: string;
            expectation?: components["schemas"]["Expectation"] | null;
            /** @description Whom it asks besides those its text mentions. */
            asked?: components["schemas"]["PersonId"][];
            /** @description Groups of which it asks everyone, where otherwise any one member answers. */
            everyone?: components["schemas"]["GroupId"][];
            reply_to?: components["schemas"]["MessageId"] | null;
            /** @description Own uploaded files. */
            attachments?: components["schemas"]["FileId"][];
            urgent?: components["schemas"]["UrgentBody"] | null;
        };
        /** @description What a person did since they last answered, to begin their answer with. */
        Prefill: {
            /** @description Since when. */
            since: components["schemas"]["Timestamp"];
            /** @description Tasks of theirs that were finished. */
            finished: components["schemas"]["PrefillTask"][];
            /** @description Tasks of theirs that moved. */
            moved: components["schemas"]["PrefillTask"][];
            /** @description Decisions that they recorded. */
            decided: string[];
            /** @description Titles of topics whose sessions they were in. */
            sessions: string[];
            /** @description What they are doing next by their own board. */
            next: components["schemas"]["PrefillTask"][];
            /** @description Their draft, if they began one. */
            draft: components["schemas"]["Said"][];
        };
        /** @description A task by its name. */
        PrefillTask: {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @description Its title. */
            title: string;
        };
        /** @description A message that is not sent yet. */
        PreviewBody: components["schemas"]["PostBody"] & {
            purpose?: components["schemas"]["Purpose"] | null;
            /**
             * Format: int32
             * @description How many options a decision has.
             */
            options?: number;
        };
        /**
         * @description How important its people say a task is.
         * @enum {string}
         */
        Priority: "highest" | "high" | "normal" | "low";
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
            /** @description Whether they want letters of what they have not read. */
            mail?: boolean | null;
            password?: components["schemas"]["PasswordBody"] | null;
        };
        /** @description A proposed change of a team's agreement: every change is proposed, seen and dated. */
        Proposal: components["schemas"]["ProposalState"] & {
            /** @description Its id. */
            id: components["schemas"]["ProposalId"];
            /** @description Whose agreement. */
            group: components["schemas"]["GroupId"];
            /** @description What it would be. */
            terms: components["schemas"]["AgreementTerms"];
            /** @description Why, in a line; may be empty. */
            note: string;
            /** @description Who proposes it. */
            by: components["schemas"]["PersonId"];
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description Who of the team has seen it, in order. */
            seen_by: components["schemas"]["PersonId"][];
        };
        ProposalBody: {
            /** @description All that the agreement would say. */
            terms: components["schemas"]["AgreementTerms"];
            /** @description Why, in a line. */
            note?: string;
        };
        /** @description Opaque id, sorts by time: `prp_…` */
        ProposalId: Id<"prp">;
        /** @description Where a proposal stands. */
        ProposalState: {
            /** @enum {string} */
            state: "open";
        } | {
            /** @description By whom of the team, not its proposer unless they are alone. */
            adopted_by: components["schemas"]["PersonId"];
            /** @description When. */
            adopted_at: components["schemas"]["Timestamp"];
            /** @enum {string} */
            state: "adopted";
        } | {
            /** @description When. */
            dropped_at: components["schemas"]["Timestamp"];
            /** @enum {string} */
            state: "dropped";
        };
        /**
         * @description What a message or meeting is for, picked by its author.
         * @enum {string}
         */
        Purpose: "information" | "status_update" | "project_update" | "goal_setting" | "question" | "one_to_one" | "retrospective" | "planning" | "evaluation" | "hiring" | "onboarding" | "kick_off" | "crisis" | "sensitive_matter" | "decision" | "hard_problem";
        PushKey: {
            /**
             * @description What browsers subscribe with (`applicationServerKey`), in base64url; `null` if this server sends
             *     no pushes.
             */
            key: string | null;
        };
        /** @description Keys to which a browser's notices are encrypted (RFC 8291). */
        PushKeys: {
            /** @description Its public key: 65 bytes of an uncompressed point on P-256, in base64url without padding. */
            p256dh: string;
            /** @description What it shares with us alone: 16 bytes, in base64url without padding. */
            auth: string;
        };
        /**
         * @description Where one browser takes notices, in the shape that its Push API gives. It comes in and is never
         *     shown again: whoever has it can write to the device.
         */
        PushSubscription: {
            /** @description The address at the browser maker's push service; it is a secret between the three. */
            endpoint: string;
            /** @description The browser's keys. */
            keys: components["schemas"]["PushKeys"];
        };
        /** @description Opaque id, sorts by time: `psh_…` */
        PushSubscriptionId: Id<"psh">;
        /** @description A browser that takes a person's pushes, as its person sees it. */
        PushSubscriptionItem: {
            /** @description Its id. */
            id: components["schemas"]["PushSubscriptionId"];
            /** @description Host of its maker's push service. */
            service: string;
            /** @description What the browser calls itself. */
            agent: string;
            /** @description Since when. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        /** @description How well a person's own connection works, and the measurements by which that was decided. */
        Quality: {
            /** @description In a word. */
            level: components["schemas"]["QualityLevel"];
            cause: components["schemas"]["QualityCause"] | null;
            /**
             * Format: int32
             * @description Packets lost on the way to the server, in percent.
             */
            lost_up_percent: number;
            /**
             * Format: int32
             * @description Packets lost on the way from the server, in percent.
             */
            lost_down_percent: number;
            /**
             * Format: int32
             * @description Time to the client and back, in milliseconds, once it is known.
             */
            round_trip_ms: number | null;
            /**
             * Format: int32
             * @description How late the server was at most, in milliseconds.
             */
            server_late_ms: number;
        };
        /**
         * @description Why a person's connection is not good. That of somebody else is told with the slots they are in.
         * @enum {string}
         */
        QualityCause: "me_up" | "me_down" | "server";
        /**
         * @description How well something goes, in a word. Later is worse.
         * @enum {string}
         */
        QualityLevel: "good" | "fair" | "poor";
        /** @description How well the reader's own connection works. */
        QualityTold: {
            /** @description In which session. */
            session: components["schemas"]["SessionId"];
            /** @description How well. */
            quality: components["schemas"]["Quality"];
        };
        /** @description One question of a check-in. */
        Question: components["schemas"]["QuestionKind"] & {
            /** @description What is asked, one line. */
            text: string;
            /** @description Whether an answer needs it. */
            required: boolean;
        };
        /** @description How a question is answered. */
        QuestionKind: {
            /** @enum {string} */
            kind: "text";
        } | {
            /** @description 2 to 12 of them. */
            options: string[];
            /** @enum {string} */
            kind: "choice";
        } | {
            /** @description What it counts; may be empty. */
            unit: string;
            /** @enum {string} */
            kind: "number";
        } | {
            /** @enum {string} */
            kind: "mood";
        };
        RaiseBody: {
            /** @description What stops the caller, in one line. */
            text: string;
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
            group: components["schemas"]["GroupId"] | null;
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
        /** @description Opaque id, sorts by time: `dec_…` */
        RecordId: Id<"dec">;
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
        /**
         * @description From when the next one of a recurring task is counted.
         * @enum {string}
         */
        RecurFrom: "due" | "finished";
        /** @description How a task comes again: when one is finished, the next is made. */
        Recurrence: {
            /** @description An RRULE (RFC 5545, section 3.3.10) without `DTSTART`, counted in local days. */
            rule: string;
            /** @description From when. */
            from: components["schemas"]["RecurFrom"];
        };
        /** @description A region and its holidays, kept by admins. */
        Region: {
            /** @description Its name ("Bavaria"); people choose it in their availability. */
            name: string;
            /** @description Its holidays, in order of date. */
            holidays: components["schemas"]["Holiday"][];
        };
        /** @description Something a person wants to be reminded of, or keeps for later without an instant. */
        Reminder: components["schemas"]["ReminderOf"] & {
            /** @description Its id. */
            id: components["schemas"]["ReminderId"];
            topic: components["schemas"]["TopicId"] | null;
            channel: components["schemas"]["ChannelId"] | null;
            /** @description The beginning of what it is about, or the person's own words, at most 160 characters. */
            note: string;
            at: components["schemas"]["Timestamp"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Timestamp"];
            done_at: components["schemas"]["Timestamp"] | null;
        };
        ReminderBody: {
            later?: components["schemas"]["LaterChoice"] | null;
        };
        /** @description Opaque id, sorts by time: `rem_…` */
        ReminderId: Id<"rem">;
        /** @description What a reminder is about. */
        ReminderOf: {
            /** @description Which. */
            message: components["schemas"]["MessageId"];
            /** @enum {string} */
            of: "message";
        } | {
            /** @description Which. */
            of_topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            of: "topic";
        } | {
            /** @enum {string} */
            of: "note";
        };
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
            /** @description The connection, for `session.resume`. */
            connection: components["schemas"]["ConnectionId"];
        } | {
            /** @description How it stands. */
            standing: components["schemas"]["MediaStanding"];
            ice: components["schemas"]["IceCredentials"] | null;
        };
        /** @description What is different from the day before of the same check-in. */
        ReportChanges: {
            /**
             * Format: date
             * @description The day before; `None` on the first.
             */
            since: string | null;
            /** @description Who is newly stopped by something. */
            newly_blocked: components["schemas"]["PersonId"][];
            /** @description Who is no longer. */
            no_longer_blocked: components["schemas"]["PersonId"][];
            /** @description Means of questions answered with a number, a mood or a choice, then and now. */
            means: components["schemas"]["MeanChange"][];
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
            group: components["schemas"]["GroupId"] | null;
            instead_of: components["schemas"]["PersonId"] | null;
            /** @description Whether it is urgent: it runs on the wall clock and escalates. */
            urgent: boolean;
            /** @description The beginning of the message, as plain text, at most 160 characters. */
            excerpt: string;
            /** @description How soon the answer is wanted. */
            expectation: components["schemas"]["Expectation"];
            /** @description When it was opened. */
            opened_at: components["schemas"]["Timestamp"];
            due_at: components["schemas"]["Timestamp"] | null;
            /** @description How the due instant came about. */
            due_reason: components["schemas"]["DueReason"];
            escalation: components["schemas"]["EscalationProgress"] | null;
            nudged_at: components["schemas"]["Timestamp"] | null;
            offered_at: components["schemas"]["Timestamp"] | null;
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
        ResolveBody: {
            /** @description How it was resolved, in one line. */
            outcome: string;
        };
        ResultBody: {
            /** @description What is measured, one line. */
            text: string;
            /** @description What it counts; may be left out. */
            unit?: string;
            /**
             * Format: int64
             * @description Where it begins, in thousandths.
             */
            from: number;
            /**
             * Format: int64
             * @description Where it is to be, in thousandths.
             */
            to: number;
            /**
             * Format: int64
             * @description Where it is, in thousandths; where it begins if left out.
             */
            now?: number | null;
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
        /** @description What ringing somebody led to: the call, or what is shown before it. */
        RingAnswer: {
            session: components["schemas"]["Session"] | null;
            guard: components["schemas"]["CallGuard"] | null;
        };
        /**
         * @description As what somebody is rung for an urgent request.
         * @enum {string}
         */
        RingAs: "asked" | "deputy" | "rota";
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
        /** @description How somebody is rung. */
        RingPersonBody: {
            topic?: components["schemas"]["TopicId"] | null;
            anyway?: components["schemas"]["AnywayBody"] | null;
        };
        /**
         * @description What a person may do in the organisation, from least to most.
         * @enum {string}
         */
        Role: "guest" | "member" | "admin" | "owner";
        /**
         * @description Changes of a session's roster. In a large session (`ROSTER_LARGE`) it names those who send anything
         *     or were named before, and counts the others; a page of them is to be had on request.
         */
        RosterDelta: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description Whether this is the first frame and replaces what the client has. */
            full: boolean;
            /**
             * Format: int32
             * @description How many are there in all.
             */
            count: number;
            /** @description Who came or changed. */
            updated: components["schemas"]["Participant"][];
            /** @description Who went. */
            left: components["schemas"]["PersonId"][];
        };
        /** @description A page of a session's roster, in order of the people's ids. */
        RosterPage: {
            /** @description The lines. */
            participants: components["schemas"]["Participant"][];
            /**
             * Format: int32
             * @description How many are there in all.
             */
            count: number;
            next: components["schemas"]["PersonId"] | null;
        };
        /** @description People who take turns on duty, for whole days or weeks, with a local hand-over time. */
        Rota: {
            /** @description IANA time zone of the hand-over. */
            time_zone: string;
            /**
             * Format: date
             * @description The local date of the first hand-over.
             */
            first: string;
            /** @description The local time of every hand-over. */
            hand_over: components["schemas"]["MinuteOfDay"];
            /**
             * Format: int32
             * @description How many days a turn lasts, 1 or more; 7 is a week.
             */
            days: number;
            /** @description Who has the turns, in order; after the last the first again. */
            order: components["schemas"]["PersonId"][];
            /** @description Turns that somebody took over. */
            swaps: components["schemas"]["Swap"][];
        };
        /** @description What was said to one question. */
        Said: "nothing" | {
            /** @description In words, Markdown. */
            text: string;
        } | {
            /**
             * Format: int32
             * @description One of the options, by its place.
             */
            choice: number;
        } | {
            /**
             * Format: int64
             * @description A number, in thousandths.
             */
            number: number;
        } | {
            /**
             * Format: int32
             * @description A mood, 1 to 5.
             */
            mood: number;
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
        ScheduleBody: components["schemas"]["PostBody"] & {
            /** @description When it is sent. */
            later: components["schemas"]["LaterChoice"];
        };
        ScheduledBody: {
            text?: string | null;
            expectation?: components["schemas"]["Expectation"] | null;
            asked?: components["schemas"]["PersonId"][] | null;
            everyone?: components["schemas"]["GroupId"][] | null;
            reply_to?: components["schemas"]["MessageId"] | null;
            attachments?: components["schemas"]["FileId"][] | null;
            later?: components["schemas"]["LaterChoice"] | null;
        };
        /** @description Opaque id, sorts by time: `sch_…` */
        ScheduledId: Id<"sch">;
        /** @description A message that is sent when its instant comes; only its author sees it before. */
        ScheduledMessage: {
            /** @description Its id. */
            id: components["schemas"]["ScheduledId"];
            /** @description Where it will stand. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description Its Markdown. */
            text: string;
            expectation: components["schemas"]["Expectation"] | null;
            /** @description Whom it asks besides those its text mentions. */
            asked: components["schemas"]["PersonId"][];
            /** @description Mentioned groups of which everyone is asked, instead of anyone. */
            everyone: components["schemas"]["GroupId"][];
            reply_to: components["schemas"]["MessageId"] | null;
            /** @description Files of the author that hang on it. */
            attachments: components["schemas"]["FileId"][];
            /** @description When it is sent. */
            send_at: components["schemas"]["Timestamp"];
            /** @description What its author said about when. */
            choice: components["schemas"]["LaterChoice"];
            /** @description When it was written. */
            created_at: components["schemas"]["Timestamp"];
            /** @description Why it could not be sent, as a sentence for its author; it waits for them then. */
            problem: string | null;
        };
        /** @description A scheduled message is gone. */
        ScheduledRemoved: {
            /** @description Which. */
            scheduled: components["schemas"]["ScheduledId"];
        };
        /**
         * @description What a token may do.
         * @enum {string}
         */
        Scope: "read" | "write" | "live" | "admin" | "publish" | "watch";
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
            ends_at: components["schemas"]["Timestamp"] | null;
            ended_at: components["schemas"]["Timestamp"] | null;
            /** @description What came of it, in one line, said by one who was there. */
            outcome: string | null;
            /** @description Who is being rung now. */
            ringing: components["schemas"]["PersonId"][];
            /** @description Who has been rung since it began. */
            rung: components["schemas"]["PersonId"][];
            /**
             * @description Who was not rung, since they are off, in focus or in another call: they are told of the call
             *     that they missed (rule 10).
             */
            guarded: components["schemas"]["PersonId"][];
            /** @description Who declined it, unless they were rung again: they know of it, and missed nothing. */
            declined: components["schemas"]["PersonId"][];
            /**
             * @description Who was there from when to when: the first [`STAYS_SHOWN`] stays while it is live, and the
             *     reader's own; [`STAYS_KEPT_SHOWN`] when it has ended.
             */
            attendance: components["schemas"]["Attendance"][];
            /**
             * Format: int32
             * @description How many people were there, told when it has ended.
             */
            came: number | null;
            /** @description Its recordings, in order. */
            recordings: components["schemas"]["Recording"][];
        };
        /** @description What the advisor says of a session that is being planned. */
        SessionAdvice: {
            advice: components["schemas"]["Advice"] | null;
            /** @description Whose written views the session waits for. */
            missing: components["schemas"]["PersonId"][];
        };
        /** @description Opaque id, sorts by time: `ses_…` */
        SessionId: Id<"ses">;
        /**
         * @description What kind of live session it is.
         * @enum {string}
         */
        SessionKind: "call" | "huddle";
        /** @description Names a session. */
        SessionRef: {
            /** @description Which. */
            session: components["schemas"]["SessionId"];
        };
        /**
         * @description A stay in a session began or ended. What is told of it goes to those who see the stay in the
         *     session's `attendance`: to all, or to the person alone in a large session.
         */
        SessionStay: {
            /** @description In which session. */
            session: components["schemas"]["SessionId"];
            /** @description The stay as it is now. */
            stay: components["schemas"]["Attendance"];
        };
        /**
         * @description The numbers of the rules as one decision uses them; the defaults are the organisation's until an
         *     admin changes them.
         */
        Settings: {
            /**
             * Format: int32
             * @description What `now` means, in minutes from the first reachable one (urgent: on the wall clock).
             * @default 10
             */
            now_minutes: number;
            /**
             * Format: int32
             * @description What `today` means, in minutes of the asked person's working time.
             * @default 480
             */
            today_minutes: number;
            /**
             * Format: int32
             * @description What `this_week` means, in working days of the asked person.
             * @default 5
             */
            this_week_days: number;
            /**
             * Format: int32
             * @description What a named instant leaves at least if it passes before the asked person can be told: minutes
             *     of their working time from then.
             * @default 60
             */
            by_minutes: number;
            /**
             * Format: int32
             * @description Above how many asked people a message that names no expectation is for information.
             * @default 8
             */
            asked_by_default_max: number;
            /**
             * Format: int32
             * @description Urgent messages a person may send in a week.
             * @default 3
             */
            urgent_per_week: number;
            /**
             * Format: int32
             * @description Within how many of the sender's working days recipients say whether it was urgent.
             * @default 5
             */
            urgent_verdict_days: number;
            /**
             * Format: int32
             * @description Minutes without an answer after which an urgent request rings the asked person.
             * @default 10
             */
            ring_after_minutes: number;
            /**
             * Format: int32
             * @description Minutes between one ring of an escalation and the next.
             * @default 5
             */
            ring_next_minutes: number;
            /**
             * Format: int32
             * @description Minutes of the asked person's working time between the nudge about an overdue request and the
             *     offer to its sender.
             * @default 60
             */
            overdue_offer_minutes: number;
            /**
             * Format: int32
             * @description Round trips of two people in one topic above which a talk is offered.
             * @default 3
             */
            round_trips_max: number;
            /**
             * Format: int32
             * @description Minutes within which these must have fallen for a talk right away.
             * @default 60
             */
            round_trips_within_minutes: number;
            /**
             * Format: int32
             * @description Minutes of a huddle.
             * @default 5
             */
            huddle_minutes: number;
            /**
             * Format: int32
             * @description Minutes of its raiser's working time after which a blocker is told to the team.
             * @default 120
             */
            blocker_minutes: number;
            /**
             * Format: int32
             * @description People above which the advisor names the asynchronous mode.
             * @default 8
             */
            asynchronous_above_people: number;
            /**
             * Format: int32
             * @description Minutes of a meeting unless its planner says otherwise.
             * @default 15
             */
            meeting_minutes: number;
            /**
             * Format: int32
             * @description Minutes of pause between two meetings.
             * @default 5
             */
            pause_minutes: number;
            /**
             * Format: int32
             * @description Times a recurring meeting happens before it must be renewed.
             * @default 8
             */
            recurring_times_max: number;
            /**
             * Format: int32
             * @description Passages through a board's column that tell its usual time, the newest ones.
             * @default 50
             */
            column_passages_max: number;
            /**
             * Format: int32
             * @description Passages below which a column has no usual time.
             * @default 5
             */
            column_passages_min: number;
            /**
             * Format: int32
             * @description People below which sums about a team are not shown.
             * @default 5
             */
            balance_people_min: number;
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
        /** @description A stretch of time that people share. */
        SharedSpan: {
            /** @description When it begins. */
            from: components["schemas"]["Timestamp"];
            /** @description When it ends. */
            until: components["schemas"]["Timestamp"];
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
        /** @description Why somebody is not rung for an urgent request. */
        SkipReason: {
            /** @description What keeps them. */
            state: components["schemas"]["StateReason"];
            /** @enum {string} */
            because: "not_reachable";
        } | {
            /** @enum {string} */
            because: "cannot_read";
        };
        /** @description What comes in one slot now. */
        Slot: {
            /** @description The slot's `mid`. */
            mid: string;
            person: components["schemas"]["PersonId"] | null;
            /** @description Which media. */
            source: components["schemas"]["MediaSource"];
            /** @description The picture is there and is not sent: the reader's way down carries none now. */
            paused: boolean;
            /** @description How well what this person sends reaches the server. */
            quality: components["schemas"]["QualityLevel"];
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
        /** @description That something stands still for longer than usual (rule 14). Only its person is shown this. */
        Slow: {
            /** @description Since when nothing moved: it came into its column, or a next step was said. */
            since: components["schemas"]["Timestamp"];
            /** @description Since when it is slow. */
            at: components["schemas"]["Timestamp"];
            /** @description On which board. */
            board: components["schemas"]["BoardId"];
            /**
             * Format: int32
             * @description What is usual there, in minutes of working time.
             */
            usual_minutes: number;
            /**
             * Format: int32
             * @description Whole working days of its person since then, when it became slow.
             */
            days: number;
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
            /** @description What is held for the reader, and told notices that they have not dealt with. */
            deliveries: components["schemas"]["Delivery"][];
            /** @description Live sessions in the reader's channels. */
            sessions: components["schemas"]["Session"][];
            /** @description Unresolved blockers in the reader's channels. */
            blockers: components["schemas"]["Blocker"][];
            /** @description All groups; none for guests. */
            groups: components["schemas"]["Group"][];
            /** @description The agreements of teams, by group; none for guests. */
            agreements: components["schemas"]["Agreement"][];
            /** @description Open proposals to change them; none for guests. */
            proposals: components["schemas"]["Proposal"][];
            /** @description Open offers to talk to the reader. */
            talk_offers: components["schemas"]["TalkOffer"][];
            /** @description The reader's scheduled messages. */
            scheduled: components["schemas"]["ScheduledMessage"][];
            /** @description The reader's reminders and saved things that are not dealt with. */
            reminders: components["schemas"]["Reminder"][];
            /** @description By which ways the reader is told outside of the open app. */
            ways: components["schemas"]["Ways"];
            /** @description Boards of the reader's channels that are not put away. */
            boards: components["schemas"]["Board"][];
            /** @description Tasks that the reader owns or helps with, open or finished within the last 7 days. */
            tasks: components["schemas"]["Task"][];
            /** @description Where these stand on those boards. */
            cards: components["schemas"]["Card"][];
            /** @description The reader's own board, in order of item. */
            my_cards: components["schemas"]["MyCard"][];
            /** @description Check-ins of the reader's channels that have not ended. */
            check_ins: components["schemas"]["CheckIn"][];
            /** @description The reader's turns that are open and not answered. */
            turns: components["schemas"]["Turn"][];
            /** @description Goals that are pursued; none for guests. */
            goals: components["schemas"]["Goal"][];
            /** @description Open polls of the reader's channels. */
            polls: components["schemas"]["Poll"][];
        };
        /** @description Who speaks. */
        Speaking: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description Loudest first, at most three; empty in silence. */
            people: components["schemas"]["PersonId"][];
        };
        SpotBody: {
            column?: components["schemas"]["ColumnId"] | null;
            before?: components["schemas"]["TaskId"] | null;
            after?: components["schemas"]["TaskId"] | null;
            iteration?: components["schemas"]["IterationId"] | null;
        };
        /**
         * @description What standing in a column means for a task.
         * @enum {string}
         */
        Stage: "not_started" | "doing" | "done";
        StartBody: {
            /** @description Whom to ring; left out: the others of a direct conversation, nobody in a channel. */
            ring?: components["schemas"]["PersonId"][] | null;
            kind?: components["schemas"]["SessionKind"] | null;
            /**
             * Format: int32
             * @description Minutes of a huddle: 5, 10 or 15; left out: as the organisation has set it.
             */
            minutes?: number | null;
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
        /** @description A stretch of duty that somebody else has taken over. */
        Swap: {
            /** @description When it begins. */
            from: components["schemas"]["Timestamp"];
            /** @description When it ends. */
            until: components["schemas"]["Timestamp"];
            /** @description Who has it. */
            person: components["schemas"]["PersonId"];
        };
        /** @description An offer to two people to talk instead of writing on. */
        TalkOffer: components["schemas"]["TalkWay"] & components["schemas"]["TalkOfferState"] & {
            /** @description Its id. */
            id: components["schemas"]["TalkOfferId"];
            /** @description Where they write. */
            topic: components["schemas"]["TopicId"];
            /** @description The topic's channel. */
            channel: components["schemas"]["ChannelId"];
            /** @description The two. */
            people: components["schemas"]["PersonId"][];
            /**
             * Format: int32
             * @description How often they went back and forth.
             */
            round_trips: number;
            /** @description When it was offered. */
            offered_at: components["schemas"]["Timestamp"];
        };
        /** @description Opaque id, sorts by time: `tof_…` */
        TalkOfferId: Id<"tof">;
        /** @description Where an offer stands. */
        TalkOfferState: {
            /** @enum {string} */
            state: "open";
        } | {
            /** @description The huddle. */
            session: components["schemas"]["SessionId"];
            /** @enum {string} */
            state: "taken";
        } | {
            /** @enum {string} */
            state: "dismissed";
        };
        /** @description How the two could talk. */
        TalkWay: {
            /**
             * Format: int32
             * @description Minutes of the huddle.
             */
            minutes: number;
            /** @enum {string} */
            way: "now";
        } | {
            /** @description Those slots, the soonest first, at most three; empty if they share no working time soon. */
            slots: components["schemas"]["SharedSpan"][];
            /** @enum {string} */
            way: "later";
        };
        /** @description What a poll says so far, or said. */
        Tally: {
            /** @description Votes for each option; of a ranked poll first choices. */
            votes: number[];
            /** @description How a ranked poll was counted. */
            rounds: components["schemas"]["PollRound"][];
            /** @description The options that lead; several when they are equal. */
            leading: number[];
        };
        /**
         * @description A piece of work, as lists and boards show it. Its description, checklist and files come with
         *     [`TaskDetail`].
         */
        Task: {
            /** @description Its id. */
            id: components["schemas"]["TaskId"];
            /** @description What is to be done, one line. */
            title: string;
            owner: components["schemas"]["PersonId"] | null;
            /** @description Who helps, in the order they were added. */
            helpers: components["schemas"]["PersonId"][];
            channel: components["schemas"]["ChannelId"] | null;
            topic: components["schemas"]["TopicId"] | null;
            /** @description How important. */
            priority: components["schemas"]["Priority"];
            due: components["schemas"]["TaskDue"] | null;
            due_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: date
             * @description The day before which nobody needs to begin.
             */
            start: string | null;
            /**
             * Format: int32
             * @description How long it takes, in minutes.
             */
            estimate_minutes: number | null;
            /** @description Words to find it by, in order. */
            labels: string[];
            /**
             * Format: int32
             * @description How many lines of its checklist are done.
             */
            checked: number;
            /**
             * Format: int32
             * @description How many lines its checklist has.
             */
            checklist: number;
            /** @description Whether it has a description. */
            has_text: boolean;
            /**
             * Format: int32
             * @description How many files hang on it.
             */
            files: number;
            /** @description Tasks that must be finished before it; never in a circle. */
            waits_on: components["schemas"]["TaskId"][];
            /**
             * Format: int32
             * @description How many of these are still to be done, whether the reader sees them or not: the server counts.
             */
            open_waits: number;
            /** @description Whether an unresolved blocker stands on it. */
            blocked: boolean;
            recurrence: components["schemas"]["Recurrence"] | null;
            origin: components["schemas"]["TaskOrigin"] | null;
            /** @description How far it is. */
            stage: components["schemas"]["Stage"];
            started_at: components["schemas"]["Timestamp"] | null;
            finished_at: components["schemas"]["Timestamp"] | null;
            dropped_at: components["schemas"]["Timestamp"] | null;
            /** @description Who made it. */
            created_by: components["schemas"]["PersonId"];
            /** @description When. */
            created_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Rises with each change, for `If-Match`.
             */
            version: number;
        };
        /** @description What is left out stays as it is; `null` clears. */
        TaskBody: {
            title?: string | null;
            text?: string | null;
            owner?: components["schemas"]["PersonId"] | null;
            helpers?: components["schemas"]["PersonId"][] | null;
            priority?: components["schemas"]["Priority"] | null;
            due?: components["schemas"]["TaskDue"] | null;
            /** Format: date */
            start?: string | null;
            /** Format: int32 */
            estimate_minutes?: number | null;
            labels?: string[] | null;
            recurrence?: components["schemas"]["Recurrence"] | null;
            stage?: components["schemas"]["Stage"] | null;
            channel?: components["schemas"]["ChannelId"] | null;
            /** @description The whole checklist. */
            lines?: components["schemas"]["ChecklistLine"][] | null;
            /** @description All that hangs on it. */
            attachments?: components["schemas"]["FileId"][] | null;
            waits_on?: components["schemas"]["TaskId"][] | null;
            /** @description Whether it is let go without being done. */
            dropped?: boolean | null;
        };
        /** @description What changed of a task, as data that the client words. */
        TaskChanged: {
            /** @enum {string} */
            change: "created";
        } | {
            /** @description What it was. */
            was: string;
            /** @enum {string} */
            change: "title";
        } | {
            /** @enum {string} */
            change: "text";
        } | {
            was: components["schemas"]["PersonId"] | null;
            is: components["schemas"]["PersonId"] | null;
            /** @enum {string} */
            change: "owner";
        } | {
            /** @description Who came. */
            came: components["schemas"]["PersonId"][];
            /** @description Who went. */
            went: components["schemas"]["PersonId"][];
            /** @enum {string} */
            change: "helpers";
        } | {
            /** @description What it was. */
            was: components["schemas"]["Priority"];
            /** @description What it is. */
            is: components["schemas"]["Priority"];
            /** @enum {string} */
            change: "priority";
        } | {
            was: components["schemas"]["TaskDue"] | null;
            is: components["schemas"]["TaskDue"] | null;
            /** @enum {string} */
            change: "due";
        } | {
            /** @enum {string} */
            change: "plan";
        } | {
            /** @enum {string} */
            change: "labels";
        } | {
            /**
             * Format: int32
             * @description Lines done.
             */
            checked: number;
            /**
             * Format: int32
             * @description Lines.
             */
            of: number;
            /** @enum {string} */
            change: "checklist";
        } | {
            /** @enum {string} */
            change: "files";
        } | {
            /** @enum {string} */
            change: "waits_on";
        } | {
            /** @description The board's name. */
            board: string;
            /** @description From which column; `None` if it was put there anew. */
            was: string | null;
            /** @description To which column; `None` if it was taken off. */
            is: string | null;
            /** @enum {string} */
            change: "moved";
        } | {
            /** @description What it was. */
            was: components["schemas"]["Stage"];
            /** @description What it is. */
            is: components["schemas"]["Stage"];
            /** @enum {string} */
            change: "stage";
        } | {
            /** @description What. */
            step: string;
            /** @enum {string} */
            change: "next_step";
        } | {
            /** @description Whether it is blocked now. */
            blocked: boolean;
            /** @enum {string} */
            change: "blocked";
        } | {
            /** @description Whether it is let go now. */
            dropped: boolean;
            /** @enum {string} */
            change: "dropped";
        };
        /** @description A task with all that its page shows. */
        TaskDetail: {
            /** @description The task. */
            task: components["schemas"]["Task"];
            /** @description Its description, Markdown. */
            text: string;
            /** @description Its description as HTML, cleaned. */
            html: string;
            /** @description Its checklist. */
            lines: components["schemas"]["ChecklistLine"][];
            /** @description What hangs on it. */
            attachments: components["schemas"]["File"][];
            /** @description Where it stands, on boards that the reader may see. */
            cards: components["schemas"]["Card"][];
            /** @description The tasks it waits on that the reader may see. */
            waits_on: components["schemas"]["Task"][];
            /** @description The tasks that wait on it, and that the reader may see. */
            blocks: components["schemas"]["Task"][];
            /** @description Whether the reader is told of its changes. */
            watched: boolean;
            /**
             * Format: int64
             * @description How many messages its topic has.
             */
            comments: number;
            /** @description What blockers do to its date. */
            risks: components["schemas"]["TaskRisk"][];
        };
        /** @description Until when a task is wanted, as its people say it. */
        TaskDue: {
            /** @description An instant. */
            at: components["schemas"]["Timestamp"];
        } | {
            /**
             * Format: date
             * @description A day: the end of its owner's working day, or of the last one before it.
             */
            day: string;
        };
        /** @description One line of a task's history. */
        TaskHistory: components["schemas"]["TaskChanged"] & {
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            by: components["schemas"]["PersonId"] | null;
        };
        /** @description Opaque id, sorts by time: `tsk_…` */
        TaskId: Id<"tsk">;
        /**
         * @description What somebody is told of a task.
         * @enum {string}
         */
        TaskNews: "assigned" | "help_wanted" | "due" | "slow" | "woke" | "risk" | "free" | "changed" | "finished";
        /** @description Where a task came from. */
        TaskOrigin: {
            /** @description Which. */
            message: components["schemas"]["MessageId"];
            /** @description Its topic. */
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            from: "message";
        } | {
            /** @description Which. */
            request: components["schemas"]["RequestId"];
            /** @description The message that asked. */
            message: components["schemas"]["MessageId"];
            /** @description Its topic. */
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            from: "request";
        } | {
            /** @description Which. */
            session: components["schemas"]["SessionId"];
            /** @description Its topic. */
            topic: components["schemas"]["TopicId"];
            /** @enum {string} */
            from: "session";
        } | {
            /** @description Which. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Of which day.
             */
            date: string;
            /** @enum {string} */
            from: "check_in";
        } | {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @enum {string} */
            from: "recurred";
        } | {
            /** @description `trello` or `csv`. */
            source: string;
            /** @description Its id there. */
            key: string;
            /** @enum {string} */
            from: "import";
        };
        /** @description A task that stayed as it was, and why. */
        TaskRefused: {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
            /** @description Why, for programs. */
            code: components["schemas"]["ErrorCode"];
            /** @description Why and what to do, for people. */
            detail: string;
        };
        /** @description A task that the reader sees no longer: dropped, or moved away. */
        TaskRemoved: {
            /** @description Which. */
            task: components["schemas"]["TaskId"];
        };
        /** @description What a blocker does to the date of a task: one that it stops, or one that waits on what it stops. */
        TaskRisk: {
            /** @description The task whose date is at risk. */
            task: components["schemas"]["TaskId"];
            /** @description Its title. */
            title: string;
            blocker: components["schemas"]["BlockerId"] | null;
            on: components["schemas"]["TaskId"] | null;
            due_at: components["schemas"]["Timestamp"] | null;
            expected_at: components["schemas"]["Timestamp"] | null;
            /**
             * Format: int32
             * @description That working time, in minutes.
             */
            lost_minutes: number;
            iteration: components["schemas"]["IterationId"] | null;
        };
        /** @description What became of many tasks. */
        TasksChanged: {
            /** @description Those that were changed. */
            done: components["schemas"]["Task"][];
            /** @description Those that were not. */
            refused: components["schemas"]["TaskRefused"][];
        };
        /** @description The numbers that a team's agreement sets; what it leaves out is the organisation's. */
        TeamSettings: {
            /**
             * Format: int32
             * @description As [`Settings::now_minutes`].
             * @default null
             */
            now_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::today_minutes`].
             * @default null
             */
            today_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::this_week_days`].
             * @default null
             */
            this_week_days: number | null;
            /**
             * Format: int32
             * @description As [`Settings::asked_by_default_max`].
             * @default null
             */
            asked_by_default_max: number | null;
            /**
             * Format: int32
             * @description As [`Settings::urgent_per_week`].
             * @default null
             */
            urgent_per_week: number | null;
            /**
             * Format: int32
             * @description As [`Settings::ring_after_minutes`].
             * @default null
             */
            ring_after_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::ring_next_minutes`].
             * @default null
             */
            ring_next_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::overdue_offer_minutes`].
             * @default null
             */
            overdue_offer_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::round_trips_max`].
             * @default null
             */
            round_trips_max: number | null;
            /**
             * Format: int32
             * @description As [`Settings::blocker_minutes`].
             * @default null
             */
            blocker_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::asynchronous_above_people`].
             * @default null
             */
            asynchronous_above_people: number | null;
            /**
             * Format: int32
             * @description As [`Settings::meeting_minutes`].
             * @default null
             */
            meeting_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::pause_minutes`].
             * @default null
             */
            pause_minutes: number | null;
            /**
             * Format: int32
             * @description As [`Settings::recurring_times_max`].
             * @default null
             */
            recurring_times_max: number | null;
        };
        TemplateBody: {
            name: string;
        };
        /** @description A column of a template. */
        TemplateColumn: {
            /** @description Its name. */
            name: string;
            /** @description What it means. */
            stage: components["schemas"]["Stage"];
            /**
             * Format: int32
             * @description How many cards it takes.
             */
            cards_max: number | null;
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
        /** @description What is left of a person's working day, in one column that one can finish. */
        Today: {
            /** @description As of when. */
            at: components["schemas"]["Timestamp"];
            /** @description When it ends: the end of their working day, or of the local day if no work is left in it. */
            until: components["schemas"]["Timestamp"];
            /** @description Open requests to them that are due by then, by due instant; overdue ones first. */
            due: components["schemas"]["Request"][];
            /** @description Live sessions in their channels. */
            sessions: components["schemas"]["Session"][];
            /** @description Their own messages that are sent by then, by instant. */
            scheduled: components["schemas"]["ScheduledMessage"][];
            /** @description Their reminders that come by then, by instant. */
            reminders: components["schemas"]["Reminder"][];
            /** @description Their focus until then: blocks that go on or begin. */
            focus: components["schemas"]["SharedSpan"][];
            /** @description Working time until then in which they are neither in focus nor undisturbed. */
            free: components["schemas"]["SharedSpan"][];
            /**
             * Format: int32
             * @description How much that is, in whole minutes.
             */
            free_minutes: number;
        };
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
            resolved_at: components["schemas"]["Timestamp"] | null;
            written_views: components["schemas"]["WrittenViews"] | null;
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
        TopicState: "open" | "blocked" | "resolved";
        /**
         * @description Where a goal stands, as its owner says it.
         * @enum {string}
         */
        Track: "on_track" | "at_risk" | "off";
        /** @description One person's turn to answer one check-in on one of their days. */
        Turn: {
            /** @description Its id. */
            id: components["schemas"]["TurnId"];
            /** @description Which check-in. */
            check_in: components["schemas"]["CheckInId"];
            /**
             * Format: date
             * @description Which of its days.
             */
            date: string;
            /** @description Whose. */
            person: components["schemas"]["PersonId"];
            /** @description When it opens. */
            opens_at: components["schemas"]["Timestamp"];
            /** @description By when it is wanted. */
            due_at: components["schemas"]["Timestamp"];
            /** @description When the report is made. */
            closes_at: components["schemas"]["Timestamp"];
            skipped: components["schemas"]["StateReason"] | null;
            told_at: components["schemas"]["Timestamp"] | null;
            reminded_at: components["schemas"]["Timestamp"] | null;
            answered_at: components["schemas"]["Timestamp"] | null;
            /** @description Whether its report is made; a late answer is still welcome. */
            closed: boolean;
        };
        /** @description Opaque id, sorts by time: `trn_…` */
        TurnId: Id<"trn">;
        /** @description Who was not asked. */
        TurnSkipped: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description Why. */
            why: components["schemas"]["StateReason"];
        };
        /** @description Somebody is typing. */
        Typing: {
            /** @description Where. */
            topic: components["schemas"]["TopicId"];
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /** @description A topic with something unread. */
        UnreadTopic: {
            /** @description The topic. */
            topic: components["schemas"]["Topic"];
            /** @description How much of it the reader wants to hear. */
            level: components["schemas"]["TopicLevel"];
            /**
             * Format: int64
             * @description How many messages they have not read.
             */
            messages: number;
        };
        UntilBody: {
            /**
             * @description The new instant, later than the one that is due; it is moved into the asked person's working
             *     time.
             */
            until: components["schemas"]["Timestamp"];
        };
        UpdateBody: {
            /** @description On track, at risk or off. */
            track: components["schemas"]["Track"];
            /**
             * Format: int32
             * @description How sure the caller is that it will be reached, 0 to 100; shown to those who follow only.
             */
            confidence_percent?: number | null;
            /** @description What changed; Markdown. */
            changed: string;
            /** @description What is next; Markdown. */
            next?: string;
            /** @description Where the results stand, in thousandths, in their order; left out: as they were. */
            values?: number[] | null;
        };
        /** @description That something was updated: what is shown of it is to be read again. */
        UpdateMade: components["schemas"]["UpdateOn"] & {
            /** @description Which update. */
            update: components["schemas"]["GoalUpdateId"];
        };
        /** @description What an update is about. */
        UpdateOn: {
            /** @description Which. */
            goal: components["schemas"]["GoalId"];
            /** @enum {string} */
            on: "goal";
        } | {
            /** @description Which. */
            board: components["schemas"]["BoardId"];
            /** @enum {string} */
            on: "board";
        };
        /** @description One use of the urgent mark: a row of the log that all admins can read. */
        Urgent: {
            /** @description The message. */
            message: components["schemas"]["MessageId"];
            /** @description Who sent it. */
            sender: components["schemas"]["PersonId"];
            /** @description Why it was urgent, in the sender's words. */
            reason: string;
            /** @description When. */
            at: components["schemas"]["Timestamp"];
            /** @description Whether it costs the sender nothing (on duty, an alert, or a second member confirmed it). */
            free: boolean;
            confirmed_by: components["schemas"]["PersonId"] | null;
            /** @description Until when recipients may say whether it was urgent. */
            verdicts_until: components["schemas"]["Timestamp"];
            /** @description Who has been asked whether it was urgent. */
            asked: components["schemas"]["PersonId"][];
            /** @description What they said, at most one each. */
            verdicts: components["schemas"]["UrgentVerdict"][];
        };
        /** @description What the author says of an urgent message. */
        UrgentBody: {
            /** @description Why it is urgent. */
            reason: string;
            /** @description Asks a second member to confirm it if nothing is left this week; otherwise it is refused then. */
            ask_confirmation?: boolean;
        };
        /** @description What is left of a person's urgent messages. */
        UrgentBudget: {
            /**
             * Format: int32
             * @description How many a week.
             */
            per_week: number;
            /**
             * Format: int32
             * @description How many are spent this week, those doubled by recipients included.
             */
            spent: number;
            /** @description When the week ends and all are there again. */
            resets_at: components["schemas"]["Timestamp"];
        };
        /** @description Why a message is urgent, and whether it pierces. */
        UrgentMark: {
            /** @description The sender's reason. */
            reason: string;
            /**
             * @description Whether it waits for a second member to confirm it, since the sender's budget is spent; until
             *     then it is an ordinary message.
             */
            unconfirmed: boolean;
            confirmed_by: components["schemas"]["PersonId"] | null;
        };
        /** @description What somebody who got an urgent message says of it. */
        UrgentVerdict: {
            /** @description Who says it. */
            person: components["schemas"]["PersonId"];
            /** @description Whether it was urgent. */
            urgent: boolean;
            /** @description When they said so. */
            at: components["schemas"]["Timestamp"];
        };
        VerdictBody: {
            /** @description Of which purpose. */
            purpose: components["schemas"]["Purpose"];
        };
        /**
         * @description A video codec that is forwarded.
         * @enum {string}
         */
        VideoCodec: "vp8" | "h264" | "vp9" | "av1";
        ViewsBody: {
            /** @description By when they are wanted, at most a year ahead. */
            by: components["schemas"]["Timestamp"];
            /** @description Of whom: people in the channel. */
            of: components["schemas"]["PersonId"][];
            /** @description On what, in one line; left out: the topic's title. */
            text?: string | null;
        };
        /**
         * @description How loudly the advice is given.
         * @enum {string}
         */
        Voice: "line" | "mark" | "silent";
        /** @description Somebody's vote: the places of options; of a ranked poll best first. */
        Vote: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description For what. */
            options: number[];
            /** @description When. */
            at: components["schemas"]["Timestamp"];
        };
        VoteBody: {
            /** @description The places of options, of a ranked poll best first; none takes the vote back. */
            options: number[];
        };
        /** @description One step of the weekly walk through all of my board. */
        WalkStep: components["schemas"]["MyItem"] & {
            /** @description Why it has its place. */
            why: components["schemas"]["WalkWhy"];
            slow: components["schemas"]["Slow"] | null;
        };
        /**
         * @description Why something has its place in the weekly walk.
         * @enum {string}
         */
        WalkWhy: "slow" | "inbox" | "now" | "next" | "later" | "wakes" | "waiting";
        /** @description A column as somebody wants it: one that is there by its id, or a new one. */
        WantedColumn: {
            id: components["schemas"]["ColumnId"] | null;
            /** @description Its name. */
            name: string;
            /** @description What standing in it means. */
            stage: components["schemas"]["Stage"];
            /**
             * Format: int32
             * @description How many cards it takes before the board says that there are too many.
             */
            cards_max: number | null;
            /**
             * Format: int32
             * @description Minutes that cards usually spend in it, if not what was measured.
             */
            usual_minutes_set: number | null;
        };
        /** @description Who watches a session from outside. */
        Watched: {
            /** @description Which session. */
            session: components["schemas"]["SessionId"];
            /** @description Whose players, each person once; empty when none watches any more. */
            people: components["schemas"]["PersonId"][];
        };
        /** @description By which ways a person is told outside of the open app. */
        Ways: {
            /** @description Whether they want letters. */
            mail: boolean;
            /** @description The browsers that take their pushes, in order of id. */
            browsers: components["schemas"]["PushSubscriptionId"][];
        };
        /**
         * @description A day of the week, Monday first (ISO 8601).
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description Why something reached a person when and how it did. */
        WhyDelivery: components["schemas"]["DeliveryKind"] & {
            /** @description Why. */
            reason: components["schemas"]["DeliveryReason"];
            /**
             * Format: int32
             * @description The number of the rule that decided.
             */
            rule: number;
            /** @description When it was decided. */
            decided_at: components["schemas"]["Timestamp"];
            /** @description How soon a reply was wanted. */
            expectation: components["schemas"]["Expectation"];
            /** @description What was known about them. */
            known: components["schemas"]["WhyPerson"];
            /** @description What would have changed it, the nearest at hand first. */
            alternatives: components["schemas"]["Alternative"][];
        };
        /** @description Why an answer is due when it is. */
        WhyDue: {
            due_at: components["schemas"]["Timestamp"] | null;
            /** @description How it came about. */
            reason: components["schemas"]["DueReason"];
            /**
             * Format: int32
             * @description The number of the rule that decided.
             */
            rule: number;
            /** @description When it was decided. */
            decided_at: components["schemas"]["Timestamp"];
            /** @description How soon the answer was wanted. */
            expectation: components["schemas"]["Expectation"];
            /** @description What was known about the asked person. */
            known: components["schemas"]["WhyPerson"];
        };
        /** @description What was known about a person when something was decided. */
        WhyPerson: {
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            /** @description Their IANA time zone. */
            time_zone: string;
            /**
             * Format: int32
             * @description That zone's offset from UTC at that moment, in seconds.
             */
            utc_offset_seconds: number;
            /** @description Their working week. */
            week: components["schemas"]["WorkSpan"][];
            /** @description Whether that week is the organisation's, because they set none. */
            assumed: boolean;
            /** @description What they could take. */
            state: components["schemas"]["AvailabilityState"];
            /** @description Why. */
            state_reason: components["schemas"]["StateReason"];
            until: components["schemas"]["Timestamp"] | null;
        };
        /** @description A span of working time that comes back every week, in the person's own zone. */
        WorkSpan: {
            /** @description The day it begins on. */
            day: components["schemas"]["Weekday"];
            /** @description When it begins, 0 to 1439. */
            from: components["schemas"]["MinuteOfDay"];
            /** @description When it ends; at or before `from` means on the next day (a night shift). */
            until: components["schemas"]["MinuteOfDay"];
        };
        /** @description Views that a topic asks for in writing before a session may be planned on it. */
        WrittenViews: {
            /** @description Who wants them, and is told when they are in. */
            asked_by: components["schemas"]["PersonId"];
            /** @description The message that asks for them. */
            message: components["schemas"]["MessageId"];
            /** @description By when they are wanted. */
            by: components["schemas"]["Timestamp"];
            /** @description Of whom. */
            of: components["schemas"]["PersonId"][];
            /** @description Who has written theirs. */
            given: components["schemas"]["PersonId"][];
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
    session_advice: {
        parameters: {
            query: {
                /** @description What the session is for. */
                purpose: components["schemas"]["Purpose"];
                /** @description The topic it would stand on; the members of its channel are whom it is for. */
                topic?: components["schemas"]["TopicId"];
                /** @description How long it would be, at most 1440. */
                minutes?: number;
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
                    "application/json": components["schemas"]["SessionAdvice"];
                };
            };
        };
    };
    refuse_advice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdviceVerdict"];
                };
            };
        };
    };
    blockers_seen: {
        parameters: {
            query?: {
                /** @description Those of this channel. */
                channel?: components["schemas"]["ChannelId"];
                /** @description Only unresolved ones. */
                open?: boolean;
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
                    "application/json": components["schemas"]["Page_BlockerDetail"];
                };
            };
        };
    };
    blocker_causes: {
        parameters: {
            query?: {
                /** @description Only of this channel. */
                channel?: components["schemas"]["ChannelId"];
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
                    "application/json": components["schemas"]["List_BlockerCause"];
                };
            };
        };
    };
    help_blocker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BlockerId"];
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
    resolve_blocker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BlockerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blocker"];
                };
            };
        };
    };
    board_templates: {
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
                    "application/json": components["schemas"]["List_BoardTemplate"];
                };
            };
        };
    };
    boards: {
        parameters: {
            query?: {
                /** @description Those that were put away instead of those in use. */
                archived?: boolean;
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
                    "application/json": components["schemas"]["Page_Board"];
                };
            };
        };
    };
    create_board: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBoardBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    board: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    update_board: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoardBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    archive_done: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArchiveDoneBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchivedBody"];
                };
            };
        };
    };
    archived_cards: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["Page_ArchivedCard"];
                };
            };
        };
    };
    place_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpotBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Card"];
                };
            };
        };
    };
    remove_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
                task: components["schemas"]["TaskId"];
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
    archive_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
                task: components["schemas"]["TaskId"];
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
                    "application/json": components["schemas"]["Card"];
                };
            };
        };
    };
    unarchive_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
                task: components["schemas"]["TaskId"];
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
                    "application/json": components["schemas"]["Card"];
                };
            };
        };
    };
    board_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["BoardContent"];
                };
            };
        };
    };
    follow_board: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    unfollow_board: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    create_iteration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIterationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Iteration"];
                };
            };
        };
    };
    keep_board_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardTemplate"];
                };
            };
        };
    };
    drop_board_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
                /** @description The template's name. */
                name: string;
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
    board_updates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
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
                    "application/json": components["schemas"]["List_GoalUpdate"];
                };
            };
        };
    };
    report_on_board: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["BoardId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalUpdate"];
                };
            };
        };
    };
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
    channel_decisions: {
        parameters: {
            query?: {
                /** @description Words that the line or the reason holds. */
                q?: string;
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
                    "application/json": components["schemas"]["Page_DecisionRecord"];
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
    check_in_templates: {
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
                    "application/json": components["schemas"]["List_CheckInTemplate"];
                };
            };
        };
    };
    check_ins: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Those of this channel; of all the caller's channels if left out. */
                channel?: components["schemas"]["ChannelId"];
                /** @description Those that have ended instead, newest first. */
                ended?: boolean;
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
                    "application/json": components["schemas"]["Page_CheckIn"];
                };
            };
        };
    };
    create_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCheckInBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
        };
    };
    check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
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
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
        };
    };
    update_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
        };
    };
    follow_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
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
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
        };
    };
    unfollow_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
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
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
        };
    };
    check_in_days: {
        parameters: {
            query?: {
                /** @description Items at most, 1 to 200; 50 if left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
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
                    "application/json": components["schemas"]["Page_CheckInDay"];
                };
            };
        };
    };
    check_in_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
                date: string;
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
                    "application/json": components["schemas"]["CheckInReport"];
                };
            };
        };
    };
    answer_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInAnswer"];
                };
            };
        };
    };
    open_answer_topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
                date: string;
                person: components["schemas"]["PersonId"];
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
    draft_check_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
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
    check_in_prefill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["CheckInId"];
                date: string;
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
                    "application/json": components["schemas"]["Prefill"];
                };
            };
        };
    };
    decisions: {
        parameters: {
            query?: {
                /** @description Words that the line or the reason holds. */
                q?: string;
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
                    "application/json": components["schemas"]["Page_DecisionRecord"];
                };
            };
        };
    };
    decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RecordId"];
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
                    "application/json": components["schemas"]["DecisionRecord"];
                };
            };
        };
    };
    done: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["DeliveryId"];
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
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    why_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["DeliveryId"];
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
                    "application/json": components["schemas"]["WhyDelivery"];
                };
            };
        };
    };
    move_clock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
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
    goals: {
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
                    "application/json": components["schemas"]["Page_Goal"];
                };
            };
        };
    };
    create_goal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGoalBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
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
                    "application/json": components["schemas"]["GoalDetail"];
                };
            };
        };
    };
    change_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    follow_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
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
    unfollow_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
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
    link_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalLink"];
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
    unlink_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalLink"];
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
    report_on_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GoalId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalUpdate"];
                };
            };
        };
    };
    groups: {
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
                    "application/json": components["schemas"]["Page_Group"];
                };
            };
        };
    };
    create_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroupBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
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
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    update_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
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
                    "application/json": components["schemas"]["GroupAgreement"];
                };
            };
        };
    };
    review_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
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
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    duty: {
        parameters: {
            query?: {
                /** @description At which instant; now if left out. */
                at?: components["schemas"]["Timestamp"];
            };
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
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
                    "application/json": components["schemas"]["OnDuty"];
                };
            };
        };
    };
    propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["GroupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    import: {
        parameters: {
            query?: {
                /** @description Into this board. */
                board?: components["schemas"]["BoardId"];
                /** @description Or onto a board of this channel: the one that an earlier import of the same made, or a new one. */
                channel?: components["schemas"]["ChannelId"];
                /** @description The name of the new board; left out, that in the file. */
                name?: string;
                /** @description An upload of the caller's; left out, the body is the file. */
                file?: components["schemas"]["FileId"];
                /** @description Of a table: which column is what, a `CsvMapping` as JSON. */
                mapping?: string;
                /**
                 * @description Who is meant by whom: an object as JSON, from names in the file to ids of people, or to null for who
                 *     is left out. The board remembers it for the next import.
                 */
                people?: string;
                /** @description Only tries, with the same report. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
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
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    inbox: {
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
                    "application/json": components["schemas"]["Inbox"];
                };
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
    update_iteration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["IterationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IterationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Iteration"];
                };
            };
        };
    };
    close_iteration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["IterationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Iteration"];
                };
            };
        };
    };
    start_iteration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["IterationId"];
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
                    "application/json": components["schemas"]["Iteration"];
                };
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
    do_not_disturb: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FocusChoice"];
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
    end_do_not_disturb: {
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
                    "application/json": components["schemas"]["Availability"];
                };
            };
        };
    };
    focus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FocusChoice"];
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
    end_focus: {
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
                    "application/json": components["schemas"]["Availability"];
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
    confirm_urgent: {
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
    say_urgent: {
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
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Urgent"];
                };
            };
        };
    };
    why_message: {
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
                    "application/json": components["schemas"]["WhyDelivery"];
                };
            };
        };
    };
    place_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["MyCard"];
                };
            };
        };
    };
    ask_for_help: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCard"];
                };
            };
        };
    };
    let_go: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LetGoBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
        };
    };
    say_next_step: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextStepBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCard"];
                };
            };
        };
    };
    my_day: {
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
                    "application/json": components["schemas"]["DayPlan"];
                };
            };
        };
    };
    my_walk: {
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
                    "application/json": components["schemas"]["List_WalkStep"];
                };
            };
        };
    };
    update_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
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
    ring_person: {
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
                "application/json": components["schemas"]["RingPersonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RingAnswer"];
                };
            };
        };
    };
    close_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PollId"];
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
                    "application/json": components["schemas"]["Poll"];
                };
            };
        };
    };
    decide_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PollId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionRecord"];
                };
            };
        };
    };
    own_vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PollId"];
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
                    "application/json": components["schemas"]["Vote"];
                };
            };
        };
    };
    vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PollId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Poll"];
                };
            };
        };
    };
    adopt_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProposalId"];
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
                    "application/json": components["schemas"]["Agreement"];
                };
            };
        };
    };
    drop_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProposalId"];
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
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    see_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProposalId"];
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
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    push_key: {
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
                    "application/json": components["schemas"]["PushKey"];
                };
            };
        };
    };
    push_subscriptions: {
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
                    "application/json": components["schemas"]["List_PushSubscriptionItem"];
                };
            };
        };
    };
    subscribe_push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushSubscription"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscriptionItem"];
                };
            };
        };
    };
    end_push_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["PushSubscriptionId"];
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
    reminders: {
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
                    "application/json": components["schemas"]["Page_Reminder"];
                };
            };
        };
    };
    create_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReminderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
        };
    };
    change_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ReminderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
        };
    };
    finish_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ReminderId"];
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
                    "application/json": components["schemas"]["Reminder"];
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
    defer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UntilBody"];
            };
        };
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
    delegate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegateBody"];
            };
        };
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
    decline_escalation: {
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
    extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UntilBody"];
            };
        };
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
    why_due: {
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
                    "application/json": components["schemas"]["WhyDue"];
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
    scheduled_messages: {
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
                    "application/json": components["schemas"]["Page_ScheduledMessage"];
                };
            };
        };
    };
    drop_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ScheduledId"];
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
    change_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ScheduledId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMessage"];
                };
            };
        };
    };
    send_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ScheduledId"];
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
                    "application/json": components["schemas"]["JoinedSession"];
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
    set_outcome: {
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
                "application/json": components["schemas"]["OutcomeBody"];
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
    session_roster: {
        parameters: {
            query?: {
                /** @description Begin after this person, the `next` of the page before. */
                after?: components["schemas"]["PersonId"];
                /** @description How many at most; the server's bound otherwise. */
                limit?: number;
            };
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
                    "application/json": components["schemas"]["RosterPage"];
                };
            };
        };
    };
    watch: {
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
                "application/sdp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
        };
    };
    watch_options: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
    end_watch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
                broadcast: components["schemas"]["BroadcastId"];
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
    one_watch_options: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                broadcast: string;
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
    trickle_watch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
                broadcast: components["schemas"]["BroadcastId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/trickle-ice-sdpfrag": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/trickle-ice-sdpfrag": string;
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    publish: {
        parameters: {
            query?: {
                /** @description As what the encoder's picture and sound are shown; left out: camera and microphone. */
                sends?: "camera" | "screen";
            };
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
        };
    };
    publish_options: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
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
    end_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
                broadcast: components["schemas"]["BroadcastId"];
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
    one_publish_options: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                broadcast: string;
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
    trickle_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["SessionId"];
                broadcast: components["schemas"]["BroadcastId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/trickle-ice-sdpfrag": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/trickle-ice-sdpfrag": string;
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    dismiss_talk_offer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TalkOfferId"];
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
                    "application/json": components["schemas"]["TalkOffer"];
                };
            };
        };
    };
    take_talk_offer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TalkOfferId"];
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
    tasks: {
        parameters: {
            query?: {
                /** @description Those of this owner. */
                owner?: components["schemas"]["PersonId"];
                /** @description Those of this channel. */
                channel?: components["schemas"]["ChannelId"];
                /** @description Only what is still to be done. */
                open?: boolean;
                /** @description Whose title or labels hold this. */
                q?: string;
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
                    "application/json": components["schemas"]["Page_Task"];
                };
            };
        };
    };
    create_task: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTaskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDetail"];
                };
            };
        };
    };
    change_tasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksChanged"];
                };
            };
        };
    };
    task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
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
                    "application/json": components["schemas"]["TaskDetail"];
                };
            };
        };
    };
    change_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDetail"];
                };
            };
        };
    };
    block_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blocker"];
                };
            };
        };
    };
    task_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
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
                    "application/json": components["schemas"]["List_TaskHistory"];
                };
            };
        };
    };
    task_topic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
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
    watch_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
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
    unwatch_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["TaskId"];
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
    today: {
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
                    "application/json": components["schemas"]["Today"];
                };
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
    blockers: {
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
                    "application/json": components["schemas"]["List_Blocker"];
                };
            };
        };
    };
    raise_blocker: {
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
                "application/json": components["schemas"]["RaiseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blocker"];
                };
            };
        };
    };
    record_decision: {
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
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionRecord"];
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
                "application/json": components["schemas"]["PreviewBody"];
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
    polls: {
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
                    "application/json": components["schemas"]["List_Poll"];
                };
            };
        };
    };
    ask_poll: {
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
                "application/json": components["schemas"]["PollBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Poll"];
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
    schedule_message: {
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
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMessage"];
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
    ask_views: {
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
                "application/json": components["schemas"]["ViewsBody"];
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
    drop_views: {
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
    urgent_log: {
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
                    "application/json": components["schemas"]["Page_Urgent"];
                };
            };
        };
    };
    urgent_budget: {
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
                    "application/json": components["schemas"]["UrgentBudget"];
                };
            };
        };
    };
}

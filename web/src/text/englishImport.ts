// The words of imports: they come with the pages of boards, after the first screen.
import { addWords } from "./text";

export const englishImport = {
    // The file -----------------------------------------------------------------------------------
    "import.another": "Import another file",
    "import.choose": "Choose a file",
    "import.choose_other": "Choose another",
    "import.cancel": "Stop sending",
    "import.drop": "Drop a file here, or choose one",
    "import.empty": "The file is empty. Export it again, or choose another.",
    "import.file": "The file",
    "import.file_hint":
        "A board that Trello exported as JSON, or a table as CSV. At most {count} MB.",
    "import.input": "File to import",
    "import.kind_csv": "a table",
    "import.kind_trello": "a Trello board",
    "import.page": "Import",
    "import.page_hint":
        "From Trello or a table onto a board. First it is only tried, and you see what would come. Nobody is notified.",
    "import.section": "Import into this board",
    "import.section_hint":
        "Tasks from Trello or a table. What came in before is found again, not doubled.",
    "import.too_large":
        "The file has {size} MB, and at most {count} MB are read. Export one board at a time without attachments, or split the table.",
    "import.trello_how":
        "In Trello: open the board’s menu, choose “Print, export, and share”, then “Export as JSON”.",
    "import.unreadable":
        "The file could not be read on this device. Choose it again, or a copy of it.",

    // Where it goes --------------------------------------------------------------------------------
    "import.board": "Board",
    "import.channel_hint": "Its members will see the board and work on it.",
    "import.name": "Name of the board",
    "import.name_hint": "Left empty, it is called as in the file.",
    "import.no_channel": "Enter a channel first: a board belongs to one.",
    "import.to_board": "A board that is there",
    "import.to_new": "A new board",
    "import.where": "Where it goes",

    // While it runs --------------------------------------------------------------------------------
    "import.left_minutes": { one: "1 minute left", other: "{count} minutes left" },
    "import.left_seconds": { one: "1 second left", other: "{count} seconds left" },
    "import.looking": "Looking through it …",
    "import.running": "Importing …",
    "import.running_hint":
        "A large board takes a minute. Leave this page open until it is through.",
    "import.sending": "Sending {name} …",
    "import.sent": "{percent} % sent",
    "import.try": "See what would come",
    "import.try_again": "Try again",
    "import.try_failed": "It cannot be imported like this.",

    // Columns of a table ---------------------------------------------------------------------------
    "import.field_column": "Column of the board",
    "import.field_due": "Due",
    "import.field_estimate_minutes": "Takes, in minutes",
    "import.field_key": "Key",
    "import.field_key_hint": "A later import finds the task by it; without one, by the title.",
    "import.field_labels": "Labels",
    "import.field_owner": "Owner",
    "import.field_priority": "Priority",
    "import.field_start": "Start",
    "import.field_text": "Description",
    "import.field_title": "Title",
    "import.guessed": "Guessed by its name.",
    "import.mapping": "Which column is what",
    "import.mapping_hint": "Choose for each field the column of your table that holds it.",
    "import.nothing": "Nothing",
    "import.pick_title": "Choose a column …",

    // People -----------------------------------------------------------------------------------------
    "import.by_address": "The same address here.",
    "import.by_before": "As it was imported before.",
    "import.by_chosen": "Chosen by you; kept for later imports.",
    "import.by_name": "The same name here.",
    "import.by_nobody": "Nobody here has this name.",
    "import.leave_out": "Leave out",
    "import.people": "People",
    "import.people_hint":
        "These names are nobody’s here. Say who is meant, and this board remembers it for later imports; whoever is left out owns nothing.",
    "import.people_known": { one: "1 name is known here", other: "{count} names are known here" },
    "import.people_unknown": "Names that are nobody’s here",
    "import.person_is": "{name} is",

    // What would come, and what came -----------------------------------------------------------------
    "import.all_there": "All of it is there already.",
    "import.columns": { one: "1 new column: {names}", other: "{count} new columns: {names}" },
    "import.comments": { one: "1 comment is new", other: "{count} comments are new" },
    "import.created": { one: "1 task is new", other: "{count} tasks are new" },
    "import.done": "It is imported",
    "import.nothing_in_it": "There is nothing in it to import.",
    "import.on_new": "On a new board, “{name}”",
    "import.on_there": "On the board “{name}”",
    "import.open_board": "Open the board",
    "import.run": { one: "Import 1 task", other: "Import {count} tasks" },
    "import.run_comments": { one: "Import 1 comment", other: "Import {count} comments" },
    "import.run_columns": "Import the columns",
    "import.skipped": {
        one: "1 left out or left as it is: see below",
        other: "{count} left out or left as they are: see below",
    },
    "import.tried": "This would come",
    "import.unchanged": {
        one: "1 task is there already, unchanged",
        other: "{count} tasks are there already, unchanged",
    },
    "import.updated": { one: "1 task is updated", other: "{count} tasks are updated" },

    // Problems -----------------------------------------------------------------------------------------
    "import.fault_changed_here": "Changed here since",
    "import.fault_gone_here": "Let go here",
    "import.fault_no_done_column": "Done, but no column says so",
    "import.fault_no_list": "Without a list",
    "import.fault_no_title": "Without a title",
    "import.fault_not_taken": "Not taken over",
    "import.fault_not_understood": "Not understood",
    "import.fault_too_long": "Too long",
    "import.fault_too_many": "Too many",
    "import.fault_twice": "Twice in the file",
    "import.fault_unknown_person": "Nobody here",
    "import.more_problems": { one: "and 1 more", other: "and {count} more" },
    "import.problem": "{place}: {detail}",
    "import.problems": "What to look at",
    "import.problems_hint":
        "The rest comes in anyway. Correct the file and import it again, or correct it on the board.",
} as const;

addWords(englishImport);

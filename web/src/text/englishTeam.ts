// The words of groups, availability and the clock that the first screen shows, a part of the catalogue.

export const englishTeam = {
    // Availability ---------------------------------------------------------------------------------
    "availability.title": "Availability",
    "day_short.friday": "Fri",
    "day_short.monday": "Mon",
    "day_short.saturday": "Sat",
    "day_short.sunday": "Sun",
    "day_short.thursday": "Thu",
    "day_short.tuesday": "Tue",
    "day_short.wednesday": "Wed",
    "quiet.hour": "for an hour",
    "quiet.end": "End it now",
    "quiet.end_of_day": "until the end of the day",
    "quiet.ended": "You can be reached again.",
    "quiet.focus": "Focus {words}",
    "quiet.focus_on": "You are in focus until {time}. What comes waits until then.",
    "quiet.focus_other": "Focus until another time …",
    "quiet.minutes": { one: "for 1 minute", other: "for {count} minutes" },
    "quiet.silent": "Do not disturb {words}",
    "quiet.silent_on": "Nothing is told until {time}, only what is urgent.",
    "quiet.until": "until {time}",
    "quiet.until_tomorrow": "until tomorrow",
    "week.from_to": "{from} to {until}",

    // The clock of a sample organisation ---------------------------------------------------------------
    "demo.here": "It is {time} here",
    "demo.hour": "In one hour",
    "demo.label": "Move the clock of the sample",
    "demo.monday_in": "Monday 09:00 in {place}",
    "demo.moved": "The clock was moved on.",
    "demo.pick": "Another time …",
    "demo.skip": "Skip to …",
    "demo.tomorrow": "Tomorrow 09:00 here",

    // Groups ---------------------------------------------------------------------------------------
    "group.all": "Groups",
    "group.unknown": "A group",
    "rota.on_duty": "on duty",

    // Hours ----------------------------------------------------------------------------------------
    "hours.all_day": "all day",
} as const;

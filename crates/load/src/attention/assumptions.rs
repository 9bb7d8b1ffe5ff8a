//! What the world and its people are taken to be like, in words, for who reads the figures.

use super::habits;
use super::world::World;

/// The assumptions, a paragraph each.
pub(super) fn text(world: &World) -> String {
    let people = world.workers.len();
    let days = world.drawing.days;
    let openers = world.openers.len();
    let [no_hours, one_span, two_spans, part_time, nights] = habits::WEEKS;
    format!(
        "What is assumed (all of it is drawn from the seed; the numbers are estimates, not fitted to the figures):\n\
         World. {people} people in 12 zones from Los Angeles to Sydney, {days} days from Monday, October 12, 2026 (Europe and North America \
         change their clocks within 30 days), {openers} openers. Teams of 10 (six in ten in one zone, a quarter next door), projects of 25, \
         departments of 100 with a weekly duty rota. Weeks: {one_span} % one span with lunch somewhere in it, {two_spans} % two spans, \
         {part_time} % part time, {nights} % night shifts, {no_hours} % have said nothing and live by a habit of their own.\n\
         What the system does not know. Late and early, lunch, overtime, sick days ({sick} % of days), one in ten times off, one in five of \
         the focuses that a click would say, the habits of who has said nothing. An interruption counts by what people truly \
         do: in focus, or outside the hours that are truly theirs and not at their desk.\n\
         Messages. About eight openers a working day each, and their answers, further questions (35 %), thanks (25 %). 45 % direct, 35 % in the \
         team's channel, 16 % in a project's, 4 % in a department's, a few to everyone. In channels 40 % ask nobody, 50 % one to three \
         people, 9 % any one of a team, 1 % all of it. Of what asks: 8 % now (direct 15), 55 % today (60), 20 % this week (10), 7 % by an instant \
         (5), 10 % nothing. Some follow (15 % of a team, 8 % of a project, 3 % of a department), some mute. {urgent} % of what \
         asks one or two by name is truly urgent. 4 % of openers are rings, 0.6 % blockers. Each exchange is a topic of its own; nobody takes \
         an offered talk, defers, delegates, or writes otherwise because the composer says when it will be told.\n\
         At once. What asks somebody, direct messages, followed topics and answers notify; other messages of a channel do not. Own nights: the \
         same, but do-not-disturb is on every night around one's sleep (not while on duty). The rules: every decision by the crate \
         `rules` with its default numbers; held things that are told together count as one notification.\n\
         Noticing, median and chance: at the desk 1.5 min, 90 %; at lunch 6 min, 50 %; in focus 2 min, 70 %; in a meeting 5 min, 40 %; off 10 min, 50 %; \
         asleep 8 % wake. Marked urgent under the rules: 97, 85, 95, 90, 85, 50 %; a ring: 97, 85, 90, 60, 80, 60 %. By themselves people look every 12 min \
         at the desk (median, log-logistic) and once in twenty waking hours off; a look shows all that is new, under the rules the most \
         urgent first, else the newest first.\n\
         Answering. Who has read something answers at once (now 95 %, today 55 %, this week 25 % at the desk; now 50 %, today 15 % off hours or when \
         interrupted in focus now 60 %, today 20 %), or puts it off; of that 5 % is forgotten. Who knows a due instant that their own time \
         would miss keeps it half of the time: of `by` in every run, of all else only under the rules, which list it (A4_due_met_unheeded: \
         the rules without that). Six in ten senders ask again. One of a group takes what the group is asked with 40 %, when seen \
         again with 80 %; half of a team can help with a blocker.\n\
         Urgent. In every run the sender rings after 20 min and turns to a colleague after 40. Under the rules the escalation rings \
         besides. Who got urgent messages that were not trusts the mark as often as it was true; else it is a notification like \
         any other. Recipients say six times in ten whether it was urgent, and are right 85 to 95 times in a hundred. Someone whose budget is \
         spent has it confirmed by a colleague at their desk, or sends it to who is on duty as well, unless the asked are told at once anyway.\n\
         Counted. Requests due within the days; those of a group by the earliest due instant of its members. A lost request was due, is not \
         answered, and stands in no list, no reminder and nobody's mind. Everything goes on for 14 days after the last opener.",
        sick = habits::SICK_DAY * 100.0,
        urgent = world.drawing.urgent_percent,
    )
}

// The words of the doors: set-up, sign-in, invitations. They come with those pages.
import { addWords } from "./text";

export const englishDoor = {
    "account.email": "Email",
    "account.name": "Your name",
    "account.password": "Password",
    "account.password_hint": "At least {count} characters.",
    "account.place": "Place",
    "account.place_hint": "Shown beside your local time. Empty: the city of your time zone.",
    "account.time_zone": "Time zone",
    "account.time_zone_hint": "Your working hours count on this clock.",
    "account.zone_elsewhere": "This device is in {zone}.",
    "door.about": "About Meanwhile",
    "door.later": "Later: held until they are back",
    "door.motto": "It knows how soon an answer is needed, and when each person can be reached.",
    "door.now": "Now: a call, or a word at once",
    "door.soon": "Within the hour: before the next break",
    "door.today": "Today: in their working hours",
    "invitation.intro": "{name} invites you to join as {role}.",
    "invitation.over": "This invitation is over",
    "invitation.submit": "Join",
    "invitation.title": "Join {organisation}",
    "invitation.to_sign_in": "Go to sign-in",
    "password.changed": "Your password is changed.",
    "password.current": "Present password",
    "password.new": "New password",
    "password.submit": "Change password",
    "password.title": "Password",
    "setup.intro":
        "Name your organisation and make your own account. Everything stays on this machine.",
    "setup.or": "or",
    "setup.organisation": "Organisation",
    "setup.sample": "Try it with a sample team",
    "setup.sample_enter": "Go in as {name}",
    "setup.sample_hint":
        "Eight people in six time zones, with two weeks of topics. Wiped in one click.",
    "setup.sample_intro":
        "Each of them can sign in here, in another browser too. Keep these, or look around as the first.",
    "setup.sample_title": "The sample team is here",
    "setup.submit": "Begin",
    "setup.title": "Set up Meanwhile",
    "sign_in.intro": "Welcome back.",
    "sign_in.no_account": "No account yet? Ask your team for an invitation link.",
    "sign_in.submit": "Sign in",
    "sign_in.title": "Sign in",
} as const;

addWords(englishDoor);

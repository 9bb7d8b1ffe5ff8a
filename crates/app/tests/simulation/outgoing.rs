//! What leaves the house when the process dies in mid-send, and the ways that people's clients show.

use std::sync::Arc;
use std::time::Duration;

use app::check_in::{CheckInChange, NewCheckIn};
use app::live::Later;
use app::mail::Mail;
use app::person::ProfileChange;
use app::push::{Push, PushRefusal};
use jiff::civil::date;
use model::check_in::{CheckInAsked, Question, QuestionKind};
use model::event::Event;
use model::mail::{Letter, MailOutcome};
use model::notice::Notice;
use model::push::{PushKeys, PushOutcome, PushSubscription, Ways};
use model::time::MinuteOfDay;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::crew::Crew;
use crate::trio::instant;

/// Longer than any wait here takes, on a machine that does much else.
const WAIT_MAX: Duration = Duration::from_secs(60);

/// A push service and a relay that take everything, or take it and never say so.
struct Outside {
    sent: UnboundedSender<(&'static str, String)>,
    answers: bool,
    /// How the token of a letter is said, to look at it.
    letters: UnboundedSender<Letter>,
}

impl Outside {
    fn answer<T: Send + 'static>(&self, answer: T) -> Later<'_, T> {
        if self.answers {
            Box::pin(std::future::ready(answer))
        } else {
            Box::pin(std::future::pending())
        }
    }
}

impl Push for Outside {
    fn public_key(&self) -> String {
        "key".into()
    }

    fn check(&self, _: &PushSubscription) -> Result<(), PushRefusal> {
        Ok(())
    }

    fn send(&self, _: PushSubscription, notices: Vec<Notice>) -> Later<'_, PushOutcome> {
        let titles: Vec<String> = notices.into_iter().map(|notice| notice.title).collect();
        self.sent.send(("push", titles.join(", "))).unwrap();
        self.answer(PushOutcome::Taken)
    }
}

impl Mail for Outside {
    fn send(&self, letter: Letter) -> Later<'_, MailOutcome> {
        self.sent.send(("letter", letter.id.clone())).unwrap();
        self.letters.send(letter).unwrap();
        self.answer(MailOutcome::Taken)
    }
}

/// What was seen outside.
struct Seen {
    sent: UnboundedReceiver<(&'static str, String)>,
    letters: UnboundedReceiver<Letter>,
}

/// Wires the ways out and begins to send.
fn wire(crew: &Crew, answers: bool) -> (Seen, JoinHandle<()>) {
    let ((sent, seen), (letters, read)) = (unbounded_channel(), unbounded_channel());
    let outside = Arc::new(Outside {
        sent,
        answers,
        letters,
    });
    crew.app.set_push(outside.clone());
    crew.app.set_mail(outside);
    let app = Arc::clone(&crew.app);
    let sending = tokio::spawn(async move { app.run_outgoing().await });
    let seen = Seen {
        sent: seen,
        letters: read,
    };
    (seen, sending)
}

/// Ends the process as a kill does: what goes on stops where it is, and only the disk is left.
async fn kill(crew: &mut Crew, sending: JoinHandle<()>) {
    sending.abort();
    let _ = sending.await;
    while Arc::strong_count(&crew.app) != 1 {
        tokio::task::yield_now().await;
    }
    crew.restart().await;
}

impl Seen {
    /// The next two that leave the house: a push and a letter, in either order.
    async fn both(&mut self) -> [(&'static str, String); 2] {
        let mut both = [self.next().await, self.next().await];
        both.sort_unstable();
        both
    }

    async fn next(&mut self) -> (&'static str, String) {
        let next = timeout(WAIT_MAX, self.sent.recv()).await;
        next.expect("something leaves the house").unwrap()
    }
}

async fn until_nothing_waits(crew: &Crew) {
    let empty = async {
        while crew.app.count_outgoing().await.unwrap() != 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(WAIT_MAX, empty)
        .await
        .expect("what was sent is done with");
}

fn browser(number: u32) -> PushSubscription {
    PushSubscription {
        endpoint: format!("https://push.example.org/{number}"),
        keys: PushKeys {
            p256dh: String::new(),
            auth: String::new(),
        },
    }
}

#[tokio::test]
async fn what_was_under_way_when_the_process_died_is_sent_once_more_for_each_death_and_then_never()
{
    let mut crew = Crew::new(&["Mira", "Ben"]).await;
    let (mut seen, mut sending) = wire(&crew, false);
    let ben = crew.people[1].clone();
    let subscribed = crew.app.subscribe_push(&ben, browser(1), "Firefox").await;
    subscribed.unwrap();
    crew.urgent(0, &[1]).await.unwrap();
    let first = seen.both().await;
    assert_eq!([first[0].0, first[1].0], ["letter", "push"]);
    for _ in 0..3 {
        // It left the house, and nobody here will know.
        kill(&mut crew, sending).await;
        assert_eq!(crew.app.count_outgoing().await.unwrap(), 2);
        (seen, sending) = wire(&crew, false);
        // The same letter by its own name, so that a mailbox can tell; and no third thing.
        assert_eq!(seen.both().await, first);
        assert!(seen.sent.try_recv().is_err());
    }
    kill(&mut crew, sending).await;
    (seen, sending) = wire(&crew, true);
    assert_eq!(seen.both().await, first);
    until_nothing_waits(&crew).await;
    kill(&mut crew, sending).await;
    (seen, sending) = wire(&crew, true);
    // Something new is the next that leaves: of the old nothing does.
    let other = crew.people[1].clone();
    crew.app
        .subscribe_push(&other, browser(1), "Firefox")
        .await
        .unwrap();
    crew.urgent(0, &[1]).await.unwrap();
    let next = seen.both().await;
    assert_ne!(next[0], first[0], "another letter");
    sending.abort();
}

#[tokio::test]
async fn what_was_read_while_the_process_was_down_is_not_sent_again() {
    let mut crew = Crew::new(&["Mira", "Ben"]).await;
    let (mut seen, sending) = wire(&crew, false);
    let ben = crew.people[1].clone();
    crew.app.subscribe_push(&ben, browser(1), "").await.unwrap();
    crew.urgent(0, &[1]).await.unwrap();
    seen.both().await;
    kill(&mut crew, sending).await;
    let ben = crew.people[1].clone();
    crew.app.read_to(&ben, crew.topic, 100).await.unwrap();
    let (mut seen, sending) = wire(&crew, true);
    until_nothing_waits(&crew).await;
    assert!(seen.sent.try_recv().is_err());
    sending.abort();
}

/// What Ben's other clients hear of his ways after `since`.
async fn heard(crew: &Crew, since: u64) -> Vec<Ways> {
    let (frames, _) = crew
        .app
        .events(&crew.people[1], since, 1_000)
        .await
        .unwrap();
    let ways = frames.into_iter().filter_map(|frame| match frame.event {
        Event::WaysUpdated(ways) => Some(ways),
        _ => None,
    });
    ways.collect()
}

async fn until_hub_has(crew: &Crew) {
    let newest = crew.app.store().read(|view| view.last_seq()).await.unwrap();
    crew.app.hub_has(newest).await;
}

#[tokio::test]
async fn other_clients_hear_of_a_way_that_was_opened_or_closed() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let (mut seen, sending) = wire(&crew, true);
    let ben = &crew.people[1];
    let begun = crew.app.snapshot(ben).await.unwrap();
    assert_eq!((begun.ways.mail, begun.ways.browsers.len()), (true, 0));
    let here = crew.app.subscribe_push(ben, browser(1), "").await.unwrap();
    // The same once more is nothing new.
    crew.app.subscribe_push(ben, browser(1), "").await.unwrap();
    let mail = |mail| ProfileChange {
        mail: Some(mail),
        ..ProfileChange::default()
    };
    crew.app.update_me(ben, mail(false)).await.unwrap();
    crew.app.update_me(ben, mail(false)).await.unwrap();
    crew.app.update_me(ben, mail(true)).await.unwrap();
    // The link at the end of a letter, from a mailbox.
    crew.urgent(0, &[1]).await.unwrap();
    let letter = timeout(WAIT_MAX, seen.letters.recv())
        .await
        .unwrap()
        .unwrap();
    let path = letter.unsubscribe.unwrap().path;
    let token = path.rsplit('/').next().unwrap().to_owned();
    crew.app.unsubscribe_mail(token).await.unwrap();
    crew.app.end_push_subscription(ben, here.id).await.unwrap();
    crew.app.subscribe_push(ben, browser(2), "").await.unwrap();
    until_hub_has(&crew).await;
    let counts = heard(&crew, begun.seq).await;
    let counts: Vec<_> = counts
        .iter()
        .map(|one| (one.mail, one.browsers.len()))
        .collect();
    let wanted = [
        (true, 1),
        (false, 1),
        (true, 1),
        (false, 1),
        (false, 0),
        (false, 1),
    ];
    assert_eq!(counts, wanted);
    // Signing out takes the browser along.
    crew.app.sign_out(ben, false).await.unwrap();
    until_hub_has(&crew).await;
    let last = heard(&crew, begun.seq).await.pop().unwrap();
    assert!(last.browsers.is_empty());
    assert_eq!(crew.app.snapshot(ben).await.unwrap().ways, last);
    // It is nobody else's business.
    let (frames, _) = crew
        .app
        .events(&crew.people[0], begun.seq, 1_000)
        .await
        .unwrap();
    let of_ways = |frame: &&model::sync::EventFrame| matches!(frame.event, Event::WaysUpdated(_));
    assert_eq!(frames.iter().filter(of_ways).count(), 0);
    sending.abort();
}

/// A push service that keeps what it was given.
struct Kept(UnboundedSender<Notice>);

impl Push for Kept {
    fn public_key(&self) -> String {
        "key".into()
    }

    fn check(&self, _: &PushSubscription) -> Result<(), PushRefusal> {
        Ok(())
    }

    fn send(&self, _: PushSubscription, notices: Vec<Notice>) -> Later<'_, PushOutcome> {
        for notice in notices {
            self.0.send(notice).unwrap();
        }
        Box::pin(std::future::ready(PushOutcome::Taken))
    }
}

fn asking(words: &str) -> Vec<Question> {
    vec![Question {
        text: words.into(),
        kind: QuestionKind::Text,
        required: true,
    }]
}

#[tokio::test]
async fn a_reminder_asks_what_its_day_asks() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let (sent, mut kept) = unbounded_channel();
    crew.app.set_push(Arc::new(Kept(sent)));
    let app = Arc::clone(&crew.app);
    let sending = tokio::spawn(async move { app.run_outgoing().await });
    let (mira, ben) = (&crew.people[0], &crew.people[1]);
    crew.app.subscribe_push(ben, browser(1), "").await.unwrap();
    let new = NewCheckIn {
        channel: crew.channel,
        title: "Stand-up".into(),
        questions: asking("What is next?"),
        asked: CheckInAsked::People {
            people: vec![ben.person],
        },
        rule: "FREQ=DAILY".into(),
        first: Some(date(2026, 11, 24)),
        minute: MinuteOfDay(12 * 60),
        opens_before_minutes: 120,
        closes_after_minutes: 60,
        followers: Vec::new(),
    };
    let made = crew.app.create_check_in(mira, new, None).await.unwrap();
    let mut told = Vec::new();
    for at in ["2026-11-24T09:00:00Z", "2026-11-24T10:30:00Z"] {
        crew.until(instant(at)).await;
        let notice = timeout(WAIT_MAX, kept.recv()).await;
        let notice = notice.expect("Ben is told").unwrap();
        told.push((notice.title, notice.body));
        // From the next day on it asks otherwise.
        let change = CheckInChange {
            questions: Some(asking("What is done?")),
            ..CheckInChange::default()
        };
        let changed = crew.app.update_check_in(mira, made.id, change, None);
        changed.await.unwrap();
    }
    let wanted = ["Your turn · Stand-up", "Still your turn · Stand-up"];
    assert_eq!(
        told,
        wanted.map(|title| (title.into(), "What is next?".into()))
    );
    sending.abort();
}

//! Focus and do-not-disturb by one click: what is held follows at once.

use model::availability::{AvailabilityState, FocusChoice, FocusTime, StateReason};
use model::delivery::{Delivery, DeliveryKind, DeliveryReason};
use model::error::ErrorCode;
use model::time::MinuteOfDay;

use crate::later::{at, refusal};
use crate::world::World;

async fn held(world: &World) -> Vec<Delivery> {
    world.app.snapshot(world.by(0)).await.unwrap().deliveries
}

#[tokio::test]
async fn a_focus_holds_until_it_ends_and_ending_it_tells_at_once() {
    let mut world = World::new().await;
    let owner = world.by(0).clone();
    let choice = FocusChoice::Minutes { minutes: 25 };
    let said = world.app.focus(&owner, choice).await.unwrap();
    let (from, until) = (at("2026-11-20T13:40:00Z"), at("2026-11-20T14:05:00Z"));
    assert_eq!(said.focus.len(), 1);
    assert_eq!(said.focus[0].when, FocusTime::Once { from, until });
    world.post(4, 0, Some(0), false).await;
    let waits = held(&world).await;
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].kind, DeliveryKind::Hold { until });
    let state = StateReason::FocusBlock;
    assert_eq!(waits[0].reason, DeliveryReason::NotReachable { state });

    // Another click takes the place of the first.
    let minute = MinuteOfDay(16 * 60);
    let longer = FocusChoice::Until { minute };
    let said = world.app.focus(&owner, longer).await.unwrap();
    assert_eq!(said.focus.len(), 1);
    let until = at("2026-11-20T15:00:00Z");
    assert_eq!(held(&world).await[0].kind, DeliveryKind::Hold { until });
    world.set_time(at("2026-11-20T14:10:00Z")).await;
    let ended = world.app.end_focus(&owner).await.unwrap();
    assert!(ended.focus.is_empty());
    assert!(held(&world).await.is_empty());
    // Nothing goes on: nothing changes.
    let again = world.app.end_focus(&owner).await.unwrap();
    assert_eq!(again, ended);
}

#[tokio::test]
async fn silence_ends_by_itself_and_by_a_click() {
    let mut world = World::new().await;
    let owner = world.by(0).clone();
    let choice = FocusChoice::EndOfDay;
    let said = world.app.do_not_disturb(&owner, choice).await.unwrap();
    assert_eq!(said.do_not_disturb_until, Some(at("2026-11-20T16:00:00Z")));
    world.post(4, 0, Some(0), false).await;
    // The working day ends with it, so it is told on Monday.
    let until = at("2026-11-23T08:00:00Z");
    assert_eq!(held(&world).await[0].kind, DeliveryKind::Hold { until });
    let said = world.app.end_do_not_disturb(&owner).await.unwrap();
    assert_eq!(said.do_not_disturb_until, None);
    assert!(held(&world).await.is_empty());
    let choice = FocusChoice::Minutes { minutes: 0 };
    let wrong = world.app.focus(&owner, choice).await;
    assert_eq!(refusal(wrong).0, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_click_ends_no_focus_of_every_week() {
    use app::availability::AvailabilityChange;
    use model::time::Weekday;
    let world = World::new().await;
    let owner = world.by(0).clone();
    let weekly = FocusTime::Weekly(crate::attend::span(Weekday::Friday, 840, 960));
    let past = FocusTime::Once {
        from: at("2026-11-19T13:40:00Z"),
        until: at("2026-11-19T14:40:00Z"),
    };
    let change = AvailabilityChange {
        focus: vec![(None, weekly.clone()), (None, past)],
        ..AvailabilityChange::default()
    };
    let set = world.app.set_availability(&owner, change, None).await;
    assert_eq!(set.unwrap().focus.len(), 2);
    let choice = FocusChoice::Minutes { minutes: 25 };
    let focus = world.app.focus(&owner, choice).await.unwrap().focus;
    // What was over is gone.
    let ends: Vec<FocusTime> = focus.iter().map(|block| block.when.clone()).collect();
    let once = FocusTime::Once {
        from: at("2026-11-20T13:40:00Z"),
        until: at("2026-11-20T14:05:00Z"),
    };
    assert_eq!(ends, [weekly, once]);
    let ended = world.app.end_focus(&owner).await.unwrap();
    assert_eq!(ended.focus.len(), 1);
    let span = app::availability::Span {
        from: world.app.now(),
        until: world.app.now(),
    };
    let only = Some(vec![owner.person]);
    let (_, reach) = world.app.reach(&owner, only, span).await.unwrap();
    assert_eq!(reach[0].state, AvailabilityState::Focus);
}

//! Tests of choosing layers.

use proptest::prelude::*;

use super::{Allocation, Given, Need, allocate};
use crate::source::{Bitrate, LayerReport, Size, Thin};

const PLENTY: Bitrate = Bitrate::kbps(100_000);

fn size(width: u32, height: u32) -> Size {
    Size { width, height }
}

/// Three live layers of a 720p camera.
fn camera() -> Vec<LayerReport> {
    [(320, 180, 150), (640, 360, 500), (1_280, 720, 1_500)]
        .map(|(width, height, kbps)| LayerReport {
            live: true,
            bitrate: Bitrate::kbps(kbps),
            size: Some(size(width, height)),
            ..LayerReport::default()
        })
        .to_vec()
}

fn whole(layer: u8) -> Option<Given> {
    Some(Given { layer, thin: false })
}

fn need(width: u32, height: u32) -> Need {
    Need {
        layers: camera(),
        shown: size(width, height),
        screen: false,
        given: None,
        paused: false,
    }
}

fn check_targets(needs: &[Need], budget: Bitrate, expected: &[Option<u8>]) -> Allocation {
    let allocation = allocate(needs, budget, true);
    let targets: Vec<Option<u8>> = allocation
        .choices
        .iter()
        .map(|choice| choice.target)
        .collect();
    assert_eq!(targets, expected);
    allocation
}

#[test]
fn the_tile_decides_the_layer() {
    for (width, height, layer) in [
        (160, 90, 0),
        (320, 180, 0),
        (400, 225, 0),
        (640, 360, 1),
        (1_000, 562, 2),
        (1_920, 1_080, 2),
    ] {
        check_targets(&[need(width, height)], PLENTY, &[Some(layer)]);
    }
}

#[test]
fn a_narrow_tile_takes_the_layer_its_tighter_side_needs() {
    check_targets(&[need(320, 1_000)], PLENTY, &[Some(0)]);
}

#[test]
fn a_dead_layer_is_wanted_but_the_best_that_lives_is_forwarded() {
    let mut need = need(1_280, 720);
    need.layers[2].live = false;
    let allocation = check_targets(&[need.clone()], PLENTY, &[Some(1)]);
    assert_eq!(allocation.choices[0].wanted, Some(2));
    need.layers[1].live = false;
    need.layers[0].live = false;
    need.layers[2].live = true;
    need.shown = size(10, 10);
    check_targets(&[need], PLENTY, &[Some(2)]);
}

#[test]
fn a_large_layer_is_not_forwarded_over_a_thin_link_because_no_smaller_one_lives() {
    let mut need = need(1_280, 720);
    need.layers[0].live = false;
    need.layers[1].live = false;
    let allocation = check_targets(&[need.clone()], Bitrate::kbps(400), &[None]);
    assert_eq!(allocation.choices[0].wanted, Some(0), "it is asked for");
    // There is room for one of two.
    need.shown = size(10, 10);
    let needs = [need.clone(), need];
    check_targets(&needs, Bitrate::kbps(2_000), &[Some(2), None]);
    check_targets(&needs, PLENTY, &[Some(2), Some(2)]);
}

#[test]
fn a_paused_picture_comes_back_when_there_is_room_to_spare_and_quiet() {
    let mut paused = need(1_280, 720);
    paused.paused = true;
    check_targets(&[paused.clone()], Bitrate::kbps(160), &[None]);
    check_targets(&[paused.clone()], Bitrate::kbps(180), &[Some(0)]);
    let soon = allocate(&[paused], PLENTY, false);
    assert_eq!(soon.choices[0].target, None);
    // Who has just begun to look waits for nothing.
    let fresh = allocate(&[need(1_280, 720)], Bitrate::kbps(160), false);
    assert_eq!(fresh.choices[0].target, Some(0));
}

#[test]
fn a_thin_link_lowers_layers_then_pauses_the_smaller_tiles() {
    let needs = [need(1_280, 720), need(640, 360)];
    check_targets(&needs, PLENTY, &[Some(2), Some(1)]);
    check_targets(&needs, Bitrate::kbps(1_000), &[Some(1), Some(0)]);
    check_targets(&needs, Bitrate::kbps(320), &[Some(0), Some(0)]);
    check_targets(&needs, Bitrate::kbps(200), &[Some(0), None]);
    check_targets(&needs, Bitrate::kbps(100), &[None, None]);
}

#[test]
fn a_screen_goes_before_faces() {
    let mut screen = need(100, 100);
    screen.screen = true;
    check_targets(
        &[need(640, 360), screen],
        Bitrate::kbps(200),
        &[None, Some(0)],
    );
}

#[test]
fn a_layer_is_kept_on_a_budget_that_would_not_raise_to_it() {
    let mut kept = need(1_280, 720);
    check_targets(&[kept.clone()], Bitrate::kbps(1_550), &[Some(1)]);
    kept.given = whole(2);
    check_targets(&[kept.clone()], Bitrate::kbps(1_550), &[Some(2)]);
    check_targets(&[kept], Bitrate::kbps(1_450), &[Some(1)]);
}

#[test]
fn nothing_rises_shortly_after_a_fall() {
    let mut low = need(1_280, 720);
    low.given = whole(0);
    let allocation = allocate(&[low], PLENTY, false);
    assert_eq!(allocation.choices[0].target, Some(0));
}

#[test]
fn unmeasured_layers_are_chosen_by_assumption() {
    let unknown = vec![
        LayerReport {
            live: true,
            ..LayerReport::default()
        };
        3
    ];
    let with = |width, height| Need {
        layers: unknown.clone(),
        ..need(width, height)
    };
    check_targets(
        &[with(1_280, 720), with(160, 90)],
        PLENTY,
        &[Some(2), Some(0)],
    );
}

/// Three layers whose highest temporal layer is 40 % of their bit rate.
fn temporal(width: u32, height: u32) -> Need {
    let mut need = need(width, height);
    for layer in &mut need.layers {
        layer.thin = Some(Thin {
            temporal: 1,
            bitrate: layer.bitrate.percent(60),
        });
    }
    need
}

#[test]
fn pictures_a_second_fall_before_their_size() {
    let choice = |kbps| {
        let need = temporal(1_280, 720);
        allocate(&[need], Bitrate::kbps(kbps), true).choices[0]
    };
    let steps = [1_800, 1_200, 700, 400, 200, 120].map(choice);
    let steps = steps.map(|choice| (choice.target, choice.temporal));
    let expected = [
        (Some(2), None),
        (Some(2), Some(1)),
        (Some(1), None),
        (Some(1), Some(1)),
        (Some(0), None),
        (Some(0), Some(1)),
    ];
    assert_eq!(steps, expected);
    assert_eq!(choice(80).target, None);
}

#[test]
fn a_tile_that_is_small_gets_all_pictures_of_a_small_layer() {
    let allocation = allocate(&[temporal(320, 180)], PLENTY, true);
    let choice = allocation.choices[0];
    assert_eq!((choice.target, choice.temporal), (Some(0), None));
}

proptest! {
    #[test]
    fn an_allocation_never_takes_more_than_the_budget(
        tiles in proptest::collection::vec((1..3_000u32, 1..2_000u32, any::<bool>(), 0..4u8), 0..12),
        budget in 0..20_000u64,
        may_rise: bool,
    ) {
        let needs: Vec<Need> = tiles
            .into_iter()
            .map(|(width, height, screen, given)| Need {
                screen,
                given: Some(given).filter(|given| *given < 3).and_then(whole),
                ..need(width, height)
            })
            .collect();
        let allocation = allocate(&needs, Bitrate::kbps(budget), may_rise);
        prop_assert!(allocation.current <= Bitrate::kbps(budget));
        prop_assert_eq!(allocation.choices.len(), needs.len());
    }
}

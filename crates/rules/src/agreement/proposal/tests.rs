//! Who proposes, adopts and takes back, and what an agreement becomes.

use model::advice::{Mode, Purpose};
use model::agreement::AgreedMode;
use model::id::GroupId;
use model::settings::TeamSettings;

use super::*;
use crate::agreement::tests::terms_of;
use crate::availability::tests::{instant, person_in};
use crate::request::tests::person;

const ANA: u128 = 1;
const BEN: u128 = 2;
const CARA: u128 = 3;
const STRANGER: u128 = 9;

const PROPOSED: &str = "2026-11-23T09:00:00Z";
const LATER: &str = "2026-11-24T09:00:00Z";

fn group() -> Group {
    Group {
        id: GroupId::new(Timestamp::default(), 1),
        name: "design".to_owned(),
        purpose: String::new(),
        members: [ANA, BEN, CARA].map(person).to_vec(),
        rota: None,
        created_at: Timestamp::default(),
        archived_at: None,
        version: 1,
    }
}

/// The three of the group and one who is not in it; those of `closed` have no account any more.
fn people(closed: &[u128]) -> Vec<Person> {
    [ANA, BEN, CARA, STRANGER]
        .into_iter()
        .map(|number| {
            let base = person_in("Europe/Berlin");
            Person {
                id: person(number),
                disabled_at: closed.contains(&number).then_some(base.joined_at),
                ..base
            }
        })
        .collect()
}

fn terms() -> AgreementTerms {
    AgreementTerms {
        settings: TeamSettings {
            now_minutes: Some(30),
            ..TeamSettings::default()
        },
        modes: vec![AgreedMode {
            purpose: Purpose::StatusUpdate,
            mode: Mode::CheckIn,
        }],
        text: "We write first.".to_owned(),
        ..AgreementTerms::default()
    }
}

fn id(number: u128) -> ProposalId {
    ProposalId::new(Timestamp::default(), number)
}

fn proposal(number: u128, by: u128) -> Proposal {
    let (group, people) = (group(), people(&[]));
    let team = Team {
        group: &group,
        people: &people,
    };
    let now = instant(PROPOSED);
    decide_propose(id(number), team, terms(), " Less noise ", person(by), now).unwrap()
}

#[test]
fn a_member_proposes_and_has_seen_it() {
    let proposal = proposal(1, ANA);
    assert_eq!(proposal.note, "Less noise");
    assert_eq!(proposal.seen_by, [person(ANA)]);
    assert_eq!(proposal.state, ProposalState::Open);
    assert_eq!(proposal.at, instant(PROPOSED));
}

#[test]
fn strangers_closed_accounts_and_wrong_fields_propose_nothing() {
    let mut group = group();
    let people = people(&[CARA]);
    let propose = |group: &Group, terms, note: &str, by| {
        let team = Team {
            group,
            people: &people,
        };
        decide_propose(id(1), team, terms, note, person(by), instant(PROPOSED))
    };
    for by in [CARA, STRANGER] {
        assert_eq!(
            propose(&group, terms(), "", by),
            Err(ProposeRefusal::NotMember)
        );
    }
    let mut wrong = terms();
    wrong.settings.now_minutes = Some(0);
    wrong.modes.push(wrong.modes[0]);
    let Err(ProposeRefusal::Fields(faults)) = propose(&group, wrong, "two\nlines", ANA) else {
        panic!("the fields are wrong");
    };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["settings.now_minutes", "modes.1.purpose", "note"]);
    group.archived_at = Some(instant(PROPOSED));
    assert_eq!(
        propose(&group, terms(), "", ANA),
        Err(ProposeRefusal::Archived)
    );
}

#[test]
fn somebody_else_of_the_team_adopts_it_and_the_version_rises() {
    let (group, people) = (group(), people(&[]));
    let team = Team {
        group: &group,
        people: &people,
    };
    let now = instant(LATER);
    let open = proposal(1, ANA);
    let (first, adopted) = decide_adopt(&open, None, team, person(BEN), now).unwrap();
    assert_eq!(terms_of(&first), terms());
    assert_eq!(
        (first.group, first.version, first.changed_by),
        (group.id, 1, person(BEN))
    );
    assert_eq!((first.changed_at, first.reviewed_at), (now, now));
    assert_eq!(
        adopted.state,
        ProposalState::Adopted {
            by: person(BEN),
            at: now
        }
    );
    assert_eq!(adopted.seen_by, [ANA, BEN].map(person));
    let next = proposal(2, BEN);
    let (second, _) = decide_adopt(&next, Some(&first), team, person(CARA), now).unwrap();
    assert_eq!(second.version, 2);
}

#[test]
fn adopting_is_refused_to_strangers_to_its_proposer_and_once_closed() {
    let mut group = group();
    let people = people(&[]);
    let now = instant(LATER);
    let open = proposal(1, ANA);
    let adopt = |group: &Group, proposal: &Proposal, by| {
        let team = Team {
            group,
            people: &people,
        };
        decide_adopt(proposal, None, team, person(by), now).map(|_| ())
    };
    assert_eq!(adopt(&group, &open, STRANGER), Err(AdoptRefusal::NotMember));
    assert_eq!(adopt(&group, &open, ANA), Err(AdoptRefusal::Own));
    let states = [
        ProposalState::Dropped { at: now },
        ProposalState::Adopted {
            by: person(CARA),
            at: now,
        },
    ];
    for state in states {
        let closed = Proposal {
            state,
            ..open.clone()
        };
        assert_eq!(adopt(&group, &closed, BEN), Err(AdoptRefusal::Closed));
    }
    group.archived_at = Some(now);
    assert_eq!(adopt(&group, &open, BEN), Err(AdoptRefusal::Archived));
}

#[test]
fn who_is_alone_in_the_team_adopts_their_own() {
    let mut group = group();
    let open = proposal(1, ANA);
    let adopt = |group: &Group, people: &[Person]| {
        let team = Team { group, people };
        decide_adopt(&open, None, team, person(ANA), instant(LATER)).map(|_| ())
    };
    assert_eq!(adopt(&group, &people(&[BEN])), Err(AdoptRefusal::Own));
    // The accounts of all others are closed.
    assert_eq!(adopt(&group, &people(&[BEN, CARA])), Ok(()));
    // Or there are no others.
    group.members = vec![person(ANA)];
    assert_eq!(adopt(&group, &people(&[])), Ok(()));
}

#[test]
fn adopting_one_drops_what_else_is_open_of_the_team() {
    let now = instant(LATER);
    let adopted = proposal(1, ANA);
    let other = proposal(2, BEN);
    let closed = Proposal {
        state: ProposalState::Dropped {
            at: instant(PROPOSED),
        },
        ..proposal(3, BEN)
    };
    let elsewhere = Proposal {
        group: GroupId::new(Timestamp::default(), 2),
        ..proposal(4, BEN)
    };
    let all = [adopted.clone(), other.clone(), closed, elsewhere];
    assert_eq!(
        superseded(&adopted, &all, now),
        [Proposal {
            state: ProposalState::Dropped { at: now },
            ..other
        }]
    );
}

#[test]
fn each_member_is_noted_once_as_having_seen_it() {
    let (group, people) = (group(), people(&[CARA]));
    let team = Team {
        group: &group,
        people: &people,
    };
    let open = proposal(1, ANA);
    let by_ben = seen(&open, team, person(BEN)).unwrap();
    assert_eq!(by_ben.seen_by, [ANA, BEN].map(person));
    for nobody in [ANA, BEN, CARA, STRANGER] {
        assert_eq!(seen(&by_ben, team, person(nobody)), None);
    }
    let closed = dropped(&open, instant(LATER));
    assert_eq!(seen(&closed, team, person(BEN)), None);
}

#[test]
fn its_proposer_takes_it_back_or_anyone_once_they_are_gone() {
    let group = group();
    let (all, without_ana) = (people(&[]), people(&[ANA]));
    let now = instant(LATER);
    let open = proposal(1, ANA);
    let take_back = |proposal: &Proposal, people: &[Person], by| {
        let team = Team {
            group: &group,
            people,
        };
        decide_drop(proposal, team, person(by), now)
    };
    assert_eq!(take_back(&open, &all, BEN), Err(AdoptRefusal::NotProposer));
    assert_eq!(
        take_back(&open, &all, STRANGER),
        Err(AdoptRefusal::NotMember)
    );
    let gone = take_back(&open, &all, ANA).unwrap();
    assert_eq!(gone.state, ProposalState::Dropped { at: now });
    assert_eq!(take_back(&gone, &all, ANA), Err(AdoptRefusal::Closed));
    assert_eq!(take_back(&open, &without_ana, BEN), Ok(gone));
}

#[test]
fn looking_at_it_again_dates_the_review_and_changes_nothing_else() {
    let (group, people) = (group(), people(&[]));
    let team = Team {
        group: &group,
        people: &people,
    };
    let open = proposal(1, ANA);
    let adopted_at = instant(LATER);
    let (agreement, _) = decide_adopt(&open, None, team, person(BEN), adopted_at).unwrap();
    let now = instant("2027-02-24T09:00:00Z");
    let reviewed = decide_review(&agreement, team, person(ANA), now).unwrap();
    assert_eq!(
        reviewed,
        Agreement {
            reviewed_at: now,
            version: 2,
            ..agreement.clone()
        }
    );
    assert_eq!(
        decide_review(&agreement, team, person(STRANGER), now),
        Err(AdoptRefusal::NotMember)
    );
}

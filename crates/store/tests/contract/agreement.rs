//! Agreements, and proposals to change them.

use model::advice::{Mode, Purpose};
use model::agreement::{AgreedMode, Agreement, AgreementTerms, Proposal, ProposalState};
use model::availability::WorkSpan;
use model::id::{GroupId, PersonId, ProposalId};
use model::settings::TeamSettings;
use model::time::{MinuteOfDay, Weekday};

use crate::one::{filled, group};
use crate::{NOW, in_minutes};

pub fn agreement(group: GroupId, by: PersonId) -> Agreement {
    let quiet = WorkSpan {
        day: Weekday::Monday,
        from: MinuteOfDay(1_080),
        until: MinuteOfDay(480),
    };
    Agreement {
        group,
        settings: TeamSettings {
            now_minutes: Some(20),
            ..TeamSettings::default()
        },
        quiet_hours: vec![quiet],
        meeting_free: vec![quiet],
        modes: vec![AgreedMode {
            purpose: Purpose::Decision,
            mode: Mode::Document,
        }],
        text: "We write first.".into(),
        changed_by: by,
        changed_at: NOW,
        reviewed_at: NOW,
        version: 1,
    }
}

pub fn proposal(number: u128, group: GroupId, by: PersonId) -> Proposal {
    Proposal {
        id: ProposalId::new(NOW, number),
        group,
        terms: AgreementTerms {
            text: "We call first.".into(),
            ..AgreementTerms::default()
        },
        note: "It is faster".into(),
        by,
        at: NOW,
        seen_by: vec![by],
        state: ProposalState::Open,
    }
}

#[tokio::test]
async fn an_agreement_is_replaced_and_is_its_team_s_while_that_is_in_use() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, mut team) = (one.person.id, one.group);
            let others = group(60, "Others", &[]);
            tx.put_group(&others)?;
            let theirs = agreement(others.id, me);
            let mut ours = agreement(team.id, me);
            assert_eq!(tx.agreement(team.id)?, None);
            tx.put_agreement(&ours)?;
            tx.put_agreement(&theirs)?;
            ours.text = "We call first.".into();
            ours.version = 2;
            tx.put_agreement(&ours)?;
            assert_eq!(tx.agreement(team.id)?.as_ref(), Some(&ours));
            assert_eq!(tx.agreements()?, [ours.clone(), theirs]);
            assert_eq!(tx.agreements_of(me)?, [ours]);
            team.archived_at = Some(NOW);
            tx.put_group(&team)?;
            assert!(tx.agreements_of(me)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn proposals_are_open_until_they_are_adopted_or_dropped() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, team) = (one.person.id, one.group.id);
            let mut first = proposal(61, team, me);
            let mut second = proposal(62, team, me);
            let third = proposal(63, team, me);
            for proposal in [&first, &second, &third] {
                tx.put_proposal(proposal)?;
            }
            first.state = ProposalState::Adopted {
                by: PersonId::new(NOW, 64),
                at: in_minutes(1),
            };
            second.state = ProposalState::Dropped { at: in_minutes(1) };
            tx.put_proposal(&first)?;
            tx.put_proposal(&second)?;
            assert_eq!(tx.proposal(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.open_proposals()?, std::slice::from_ref(&third));
            assert_eq!(tx.proposals_of(team)?, [third, second, first]);
            assert_eq!(tx.proposal(ProposalId::new(NOW, 65))?, None);
            Ok(())
        })
        .await;
}

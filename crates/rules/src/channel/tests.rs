//! Who may do what with a channel, by kind, role and membership.

use model::id::ChannelId;
use model::message::Expectation;
use model::time::Timestamp;

use super::*;

pub(crate) fn person(number: u128) -> PersonId {
    PersonId::new(Timestamp::default(), number)
}

pub(crate) fn channel(kind: ChannelKind) -> Channel {
    Channel {
        id: ChannelId::new(Timestamp::default(), 1),
        kind,
        name: "design".to_owned(),
        purpose: String::new(),
        default_expectation: Expectation::Today,
        created_by: person(1),
        created_at: Timestamp::default(),
        archived_at: None,
        people: Vec::new(),
        version: 1,
    }
}

pub(crate) fn standing(number: u128, role: Role, member: bool) -> Standing {
    Standing {
        person: person(number),
        role,
        member,
    }
}

#[test]
fn members_find_public_channels_and_guests_only_theirs() {
    for (kind, role, member, wanted) in [
        (ChannelKind::Public, Role::Member, false, true),
        (ChannelKind::Public, Role::Guest, false, false),
        (ChannelKind::Public, Role::Guest, true, true),
        (ChannelKind::Private, Role::Owner, false, false),
        (ChannelKind::Private, Role::Guest, true, true),
        (ChannelKind::Direct, Role::Admin, false, false),
        (ChannelKind::Direct, Role::Member, true, true),
    ] {
        let got = can_read(&channel(kind), standing(2, role, member));
        assert_eq!(got, wanted, "{kind:?} {role:?} {member}");
    }
}

#[test]
fn writing_needs_membership_and_an_open_channel() {
    let mut public = channel(ChannelKind::Public);
    assert_eq!(
        decide_write(&public, standing(2, Role::Guest, true)),
        Ok(())
    );
    assert_eq!(
        decide_write(&public, standing(2, Role::Owner, false)),
        Err(ChannelRefusal::NotMember)
    );
    assert_eq!(
        decide_write(&public, standing(2, Role::Guest, false)),
        Err(ChannelRefusal::NotVisible)
    );
    public.archived_at = Some(Timestamp::default());
    assert_eq!(
        decide_write(&public, standing(2, Role::Owner, true)),
        Err(ChannelRefusal::Archived)
    );
}

#[test]
fn its_maker_and_admins_manage_a_channel() {
    let public = channel(ChannelKind::Public);
    let manage = |s| decide_manage(&public, s);
    assert_eq!(manage(standing(1, Role::Member, true)), Ok(()));
    assert_eq!(manage(standing(2, Role::Admin, false)), Ok(()));
    for refused in [
        standing(2, Role::Member, true),
        standing(1, Role::Member, false),
        standing(1, Role::Guest, true),
    ] {
        assert_eq!(manage(refused), Err(ChannelRefusal::NotAllowed));
    }
    let private = channel(ChannelKind::Private);
    assert_eq!(
        decide_manage(&private, standing(2, Role::Owner, false)),
        Err(ChannelRefusal::NotVisible)
    );
    let direct = channel(ChannelKind::Direct);
    assert_eq!(
        decide_manage(&direct, standing(1, Role::Owner, true)),
        Err(ChannelRefusal::Direct)
    );
}

#[test]
fn members_make_join_and_add_guests_do_not() {
    let name = |role| decide_create(role, " design ", "");
    assert_eq!(name(Role::Member), Ok(("design".to_owned(), String::new())));
    assert_eq!(name(Role::Guest), Err(ChannelRefusal::Guest));
    assert_eq!(
        decide_create(Role::Member, "", ""),
        Err(ChannelRefusal::Name(TextRefusal::Empty))
    );
    let public = channel(ChannelKind::Public);
    assert_eq!(
        decide_join(&public, standing(2, Role::Member, false)),
        Ok(())
    );
    let mut added = Candidate {
        person: person(9),
        disabled: false,
        can_read: false,
    };
    assert_eq!(
        decide_add(&public, standing(2, Role::Member, true), &added),
        Ok(())
    );
    assert_eq!(
        decide_add(&public, standing(2, Role::Guest, true), &added),
        Err(ChannelRefusal::Guest)
    );
    added.disabled = true;
    assert_eq!(
        decide_add(&public, standing(2, Role::Member, true), &added),
        Err(ChannelRefusal::NotAddable(person(9)))
    );
    assert_eq!(
        decide_add(
            &channel(ChannelKind::Direct),
            standing(2, Role::Owner, true),
            &added
        ),
        Err(ChannelRefusal::Direct)
    );
}

#[test]
fn anyone_leaves_but_the_last_of_a_private_channel() {
    let private = channel(ChannelKind::Private);
    let guest = standing(2, Role::Guest, true);
    assert_eq!(decide_remove(&private, guest, person(2), 2), Ok(()));
    assert_eq!(
        decide_remove(&private, guest, person(2), 1),
        Err(ChannelRefusal::LastMember)
    );
    assert_eq!(
        decide_remove(&private, guest, person(1), 2),
        Err(ChannelRefusal::NotAllowed)
    );
    let admin = standing(3, Role::Admin, true);
    assert_eq!(decide_remove(&private, admin, person(1), 2), Ok(()));
}

#[test]
fn a_direct_conversation_has_two_to_twenty_people_who_can_meet() {
    let maker = person(1);
    let others: Vec<PersonId> = (2..=21).map(person).collect();
    assert_eq!(
        decide_direct(maker, &[person(2), person(2), maker], |_| true),
        Ok(vec![maker, person(2)])
    );
    assert_eq!(
        decide_direct(maker, &[maker], |_| true),
        Err(ChannelRefusal::PeopleCount)
    );
    assert!(decide_direct(maker, &others[..19], |_| true).is_ok());
    assert_eq!(
        decide_direct(maker, &others, |_| true),
        Err(ChannelRefusal::PeopleCount)
    );
    assert_eq!(
        decide_direct(maker, &others[..2], |p| p != person(3)),
        Err(ChannelRefusal::NotAddable(person(3)))
    );
}

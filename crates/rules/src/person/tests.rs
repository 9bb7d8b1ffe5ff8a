//! Who may rule over whom, and what emails and passwords look like.

use super::*;
use crate::availability::tests::person_in;

fn person(number: u128, role: Role) -> Person {
    let mut person = person_in("UTC");
    person.id = model::id::PersonId::new(person.joined_at, number);
    person.role = role;
    person
}

#[test]
fn invitations_go_down_the_ranks_only() {
    for (actor, invited, allowed) in [
        (Role::Owner, Role::Admin, true),
        (Role::Owner, Role::Owner, false),
        (Role::Admin, Role::Member, true),
        (Role::Admin, Role::Admin, false),
        (Role::Member, Role::Guest, false),
    ] {
        let got = decide_invite(actor, invited);
        assert_eq!(got.is_ok(), allowed, "{actor:?} invites {invited:?}");
    }
}

#[test]
fn only_owners_make_and_unmake_admins_and_one_owner_stays() {
    let owner = person(1, Role::Owner);
    let admin = person(2, Role::Admin);
    let member = person(3, Role::Member);
    assert_eq!(decide_role(&owner, &member, Role::Owner, 1), Ok(()));
    assert_eq!(decide_role(&owner, &admin, Role::Member, 1), Ok(()));
    assert_eq!(decide_role(&admin, &member, Role::Guest, 1), Ok(()));
    for (of, to) in [(&member, Role::Admin), (&admin, Role::Member)] {
        assert_eq!(
            decide_role(&admin, of, to, 1),
            Err(PersonRefusal::NotAllowed)
        );
    }
    assert_eq!(
        decide_role(&owner, &owner, Role::Admin, 1),
        Err(PersonRefusal::LastOwner)
    );
    assert_eq!(decide_role(&owner, &owner, Role::Admin, 2), Ok(()));
}

#[test]
fn accounts_are_closed_from_above_never_by_oneself() {
    let owner = person(1, Role::Owner);
    let admin = person(2, Role::Admin);
    let mut member = person(3, Role::Member);
    assert_eq!(
        decide_disable(&admin, &admin, 1),
        Err(PersonRefusal::Yourself)
    );
    assert_eq!(
        decide_disable(&admin, &owner, 2),
        Err(PersonRefusal::NotAllowed)
    );
    assert_eq!(decide_disable(&owner, &admin, 1), Ok(()));
    assert_eq!(decide_disable(&admin, &member, 1), Ok(()));
    assert_eq!(
        decide_enable(&admin, &member),
        Err(PersonRefusal::WrongState)
    );
    member.disabled_at = Some(member.joined_at);
    assert_eq!(
        decide_disable(&admin, &member, 1),
        Err(PersonRefusal::WrongState)
    );
    assert_eq!(decide_enable(&admin, &member), Ok(()));
}

#[test]
fn emails_have_a_shape_and_are_compared_in_lower_case() {
    assert_eq!(
        check_email(" Ana@Example.ORG "),
        Ok("ana@example.org".to_owned())
    );
    assert_eq!(check_email("ana@localhost"), Ok("ana@localhost".to_owned()));
    for bad in ["", "ana", "@example.org", "ana@", "ana@b..c", "a b@c.d"] {
        assert_eq!(check_email(bad), Err(EmailRefusal::Shape), "{bad}");
    }
    let long = format!("ana@{}.org", "x".repeat(EMAIL_BYTES_MAX));
    assert_eq!(check_email(&long), Err(EmailRefusal::TooLong));
}

#[test]
fn passwords_are_long_enough_and_not_endless() {
    assert_eq!(check_password("äöüäöüäöüäöü"), Ok(()));
    assert_eq!(
        check_password("eleven char"),
        Err(PasswordRefusal::TooShort)
    );
    assert_eq!(
        check_password(&"x".repeat(PASSWORD_BYTES_MAX + 1)),
        Err(PasswordRefusal::TooLong)
    );
}

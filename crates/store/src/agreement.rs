//! Agreements of teams, and proposals to change them.

use model::agreement::{Agreement, Proposal, ProposalState};
use model::id::{GroupId, PersonId, ProposalId};

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

impl View<'_> {
    /// A team's agreement.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn agreement(&self, group: GroupId) -> Result<Option<Agreement>, StoreError> {
        let sql = "SELECT body FROM agreement WHERE group_id = $1";
        self.first(sql, values![group], |row| row.json(0))
    }

    /// All agreements, in order of group.
    ///
    /// # Errors
    /// As any query.
    pub fn agreements(&self) -> Result<Vec<Agreement>, StoreError> {
        let sql = "SELECT body FROM agreement ORDER BY group_id LIMIT 5000";
        self.all(sql, &[], |row| row.json(0))
    }

    /// The agreements of the teams a person is in, in order of group.
    ///
    /// # Errors
    /// As any query.
    pub fn agreements_of(&self, person: PersonId) -> Result<Vec<Agreement>, StoreError> {
        self.all(
            "SELECT a.body FROM agreement a
             JOIN person_group g ON g.id = a.group_id
             JOIN person_group_member m ON m.group_id = a.group_id
             WHERE m.person = $1 AND g.archived_at IS NULL ORDER BY a.group_id LIMIT 500",
            values![person],
            |row| row.json(0),
        )
    }

    /// One proposal.
    ///
    /// # Errors
    /// As any query.
    pub fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
        let sql = "SELECT body FROM proposal WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// Open proposals of all teams, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        let sql = "SELECT body FROM proposal WHERE open = 1 ORDER BY id LIMIT 5000";
        self.all(sql, &[], |row| row.json(0))
    }

    /// Open proposals of one team, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_proposals_of(&self, group: GroupId) -> Result<Vec<Proposal>, StoreError> {
        self.all(
            "SELECT body FROM proposal WHERE group_id = $1 AND open = 1 ORDER BY id LIMIT 200",
            values![group],
            |row| row.json(0),
        )
    }

    /// A team's proposals, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn proposals_of(&self, group: GroupId) -> Result<Vec<Proposal>, StoreError> {
        let sql = "SELECT body FROM proposal WHERE group_id = $1 ORDER BY id DESC LIMIT 200";
        self.all(sql, values![group], |row| row.json(0))
    }
}

impl Tx<'_> {
    /// Writes an agreement, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_agreement(&self, agreement: &Agreement) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO agreement (group_id, body) VALUES ($1, $2)
             ON CONFLICT (group_id) DO UPDATE SET body = excluded.body",
            &[agreement.group.into(), json(agreement)?],
        )?;
        Ok(())
    }

    /// Writes a proposal, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_proposal(&self, proposal: &Proposal) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO proposal (id, group_id, open, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                proposal.id.into(),
                proposal.group.into(),
                (proposal.state == ProposalState::Open).into(),
                json(proposal)?,
            ],
        )?;
        Ok(())
    }
}

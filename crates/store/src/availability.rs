//! Availability rows.

use model::availability::Availability;
use model::id::PersonId;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

const SELECT: &str =
    "SELECT person, weekly, time_off, focus, do_not_disturb_until, deputies, off_hours_rings,
    places, region, version FROM availability";

fn read_availability(row: &Row<'_, '_>) -> Result<Availability, StoreError> {
    let weekly = row.optional_text(1)?;
    Ok(Availability {
        person: row.id(0)?,
        weekly: weekly.map(|json| serde_json::from_str(&json)).transpose()?,
        time_off: row.json(2)?,
        focus: row.json(3)?,
        do_not_disturb_until: row.optional_instant(4)?,
        deputies: row.json(5)?,
        off_hours_rings: row.truth(6)?,
        places: row.json(7)?,
        region: row.text(8)?,
        version: row.number(9)?,
    })
}

impl View<'_> {
    /// What a person has said about when they can be reached.
    ///
    /// # Errors
    /// As any query.
    pub fn availability(&self, person: PersonId) -> Result<Option<Availability>, StoreError> {
        self.first(
            &format!("{SELECT} WHERE person = $1"),
            values![person],
            read_availability,
        )
    }

    /// Everybody's, in order of person.
    ///
    /// # Errors
    /// As any query.
    pub fn availabilities(&self) -> Result<Vec<Availability>, StoreError> {
        self.all(&format!("{SELECT} ORDER BY person"), &[], read_availability)
    }
}

impl Tx<'_> {
    /// Writes a person's availability, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_availability(&self, availability: &Availability) -> Result<(), StoreError> {
        let weekly = availability
            .weekly
            .as_ref()
            .map(serde_json::to_string)
            .transpose()?;
        self.run(
            "INSERT INTO availability (person, weekly, time_off, focus, do_not_disturb_until,
                 deputies, off_hours_rings, places, region, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (person) DO UPDATE SET weekly = excluded.weekly,
                 time_off = excluded.time_off, focus = excluded.focus,
                 do_not_disturb_until = excluded.do_not_disturb_until,
                 deputies = excluded.deputies, off_hours_rings = excluded.off_hours_rings,
                 places = excluded.places, region = excluded.region, version = excluded.version",
            &[
                availability.person.into(),
                weekly.into(),
                json(&availability.time_off)?,
                json(&availability.focus)?,
                availability.do_not_disturb_until.into(),
                json(&availability.deputies)?,
                availability.off_hours_rings.into(),
                json(&availability.places)?,
                (&availability.region).into(),
                availability.version.into(),
            ],
        )?;
        Ok(())
    }
}

//! The sample organisation.

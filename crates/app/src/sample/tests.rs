//! Tests of the sample organisation.

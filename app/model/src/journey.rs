//! The buyers journey.

//! What browser and server agree on: operations with their input and output, values that cannot be wrong, rules
//! without input or output, and who may do what. Nothing here knows a database, a page or a clock.

pub mod access;
pub mod accounts;
pub mod activity;
pub mod agreement;
pub mod agreements;
pub mod business_time;
pub mod claims;
pub mod criteria;
pub mod failure;
pub mod form;
pub mod journey;
pub mod leads;
pub mod operation;
pub mod platform;
pub mod reading;
pub mod receipt;
pub mod statistics;
pub mod values;

pub use access::{Access, Actor, Department, Role};
pub use failure::{Complaint, Failure, FieldErrors, Refusal};
pub use operation::{Kind, Operation, Rest};

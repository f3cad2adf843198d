//! What browser and server agree on: operations with their input and output, values that cannot be wrong, rules
//! without input or output, and who may do what. Nothing here knows a database, a page or a clock.

pub mod access;

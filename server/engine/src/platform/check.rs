//! Whether what is stored agrees with itself: each invariant is one statement over whole tables that finds what
//! violates it.

mod invariants;
mod run;

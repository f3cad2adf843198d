//! Today: what needs somebody.

mod show;

pub(crate) use show::Lists;

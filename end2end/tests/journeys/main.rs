//! People's main jobs.

#[cfg(test)]
mod door;
#[cfg(test)]
mod every_page;

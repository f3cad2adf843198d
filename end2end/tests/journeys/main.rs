//! People's main jobs.

#[cfg(test)]
mod account;
#[cfg(test)]
mod agreement;
#[cfg(test)]
mod board;
#[cfg(test)]
mod definition;
#[cfg(test)]
mod door;
#[cfg(test)]
mod engagement;
#[cfg(test)]
mod every_page;
#[cfg(test)]
mod import;
#[cfg(test)]
mod journey_draft;
#[cfg(test)]
mod journey_map;
#[cfg(test)]
mod lead_proof;
#[cfg(test)]
mod lead_reports;
#[cfg(test)]
mod leads;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod members;
#[cfg(test)]
mod missing_leg;
#[cfg(test)]
mod saved_views;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod without_scripts;

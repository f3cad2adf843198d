//! The running server as browsers, programs and strangers find it.

#[cfg(test)]
mod access;
#[cfg(test)]
mod agreements;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod house;
#[cfg(test)]
mod http;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod journey_draft;
#[cfg(test)]
mod lead_definition;
#[cfg(test)]
mod lead_proof;
#[cfg(test)]
mod lead_reports;
#[cfg(test)]
mod leads;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod saved_views;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod surface;

//! How it is served: pages, browser calls, the REST API, live events, jobs and commands, all of them by performing
//! operations.

pub mod browser;
pub mod commands;
pub mod configuration;
pub mod csv;
pub mod dispatch;
pub mod health;
pub mod identity;
pub mod imports;
mod lead_sheets;
pub mod live;
pub mod operations;
pub mod pace;
pub mod pages;
pub mod problem;
pub mod reload;
pub mod rest;
pub mod security;
pub mod serve;
pub mod session_store;
pub mod sheets;
pub mod site;
pub mod telemetry;
pub mod uploads;

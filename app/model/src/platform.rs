//! People, import, trash, audit.

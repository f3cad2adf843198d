//! The one list of operations. What is not in it cannot be called; what is in it has a handler, or this does not
//! compile.

use engine::Engine;
use model::platform::people::{set_up::SetUp, sign_in::SignIn, sign_out::SignOut, viewer::ShowViewer};

use crate::dispatch::{Dispatcher, Entry};

/// Every operation of the product.
pub fn all() -> Vec<Entry> {
    vec![
        // The first visit, getting in, getting out.
        Entry::query::<ShowViewer>(),
        Entry::command::<SetUp>(),
        Entry::command::<SignIn>(),
        Entry::command::<SignOut>(),
    ]
}

/// The dispatcher over all of them.
pub fn dispatcher(engine: Engine) -> Dispatcher {
    Dispatcher::new(engine, all())
}

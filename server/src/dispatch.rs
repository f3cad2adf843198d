//! From a name or a type to the handler: pages, browser calls, the REST API and the command line all go through here.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::Arc,
};

use engine::{Answer, Caller, Effect, Engine, Handle};
use model::{Access, Failure, FieldErrors, Kind, Operation, Rest, form};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

/// An input or an output whose type only its entry knows.
pub type Anything = Box<dyn Any + Send>;

/// What came of an operation.
pub struct Ran {
    /// The output.
    pub output: Anything,
    /// What is owed to the browser's session.
    pub effects: Vec<Effect>,
}

type Running = Pin<Box<dyn Future<Output = Result<Ran, Failure>> + Send>>;
type FromPairs = fn(&[(String, String)]) -> Result<Anything, FieldErrors>;
type Schemas = Vec<(String, RefOr<Schema>)>;

/// One operation with everything that the ways in need of it.
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Whether it tells or changes something.
    pub kind: Kind,
    /// Who may ask.
    pub access: Access,
    /// Its place in the REST API.
    pub rest: Option<Rest>,
    /// Fields that are never kept.
    pub secrets: &'static [&'static str],
    /// What the REST API's description says about it.
    pub described: Option<Described>,
    /// Reads the input from a form.
    pub from_form: fn(&str) -> Result<Anything, FieldErrors>,
    /// Reads the input from pairs of a query string.
    pub from_pairs: FromPairs,
    /// Reads the input from JSON.
    pub from_json: fn(serde_json::Value) -> Result<Anything, FieldErrors>,
    /// Writes the output as JSON.
    pub to_json: fn(&(dyn Any + Send)) -> Result<Vec<u8>, serde_json::Error>,
    type_id: TypeId,
    run: fn(Engine, Caller, Anything) -> Running,
}

/// Schemas of an operation in the REST API.
pub struct Described {
    /// The input.
    pub input: fn() -> RefOr<Schema>,
    /// The output, and its name.
    pub output: fn() -> RefOr<Schema>,
    /// What input and output refer to.
    pub parts: fn(&mut Schemas),
}

impl Entry {
    /// A command without a place in the REST API.
    pub fn command<O: Handle>() -> Self {
        const {
            assert!(
                O::REST.is_none(),
                "an operation with a REST place is listed by rest_command"
            );
        };
        const { assert!(matches!(O::KIND, Kind::Command), "a command says that it is one") };
        Self::of::<O>(run_command::<O>)
    }

    /// A query without a place in the REST API.
    pub fn query<O: Answer>() -> Self {
        const {
            assert!(
                O::REST.is_none(),
                "an operation with a REST place is listed by rest_query"
            );
        };
        const { assert!(matches!(O::KIND, Kind::Query), "a query says that it is one") };
        Self::of::<O>(run_query::<O>)
    }

    /// A command with a place in the REST API.
    pub fn rest_command<O: Handle + ToSchema>() -> Self
    where
        O::Output: ToSchema,
    {
        const {
            assert!(
                O::REST.is_some(),
                "an operation without a REST place is listed by command"
            );
        };
        const { assert!(matches!(O::KIND, Kind::Command), "a command says that it is one") };
        Self {
            described: Some(described::<O>()),
            ..Self::of::<O>(run_command::<O>)
        }
    }

    /// A query with a place in the REST API.
    pub fn rest_query<O: Answer + ToSchema>() -> Self
    where
        O::Output: ToSchema,
    {
        const {
            assert!(
                O::REST.is_some(),
                "an operation without a REST place is listed by query"
            );
        };
        const { assert!(matches!(O::KIND, Kind::Query), "a query says that it is one") };
        Self {
            described: Some(described::<O>()),
            ..Self::of::<O>(run_query::<O>)
        }
    }

    fn of<O: Operation>(run: fn(Engine, Caller, Anything) -> Running) -> Self {
        Self {
            name: O::NAME,
            kind: O::KIND,
            access: O::ACCESS,
            rest: O::REST,
            secrets: O::SECRETS,
            described: None,
            from_form: |text| form::decode::<O>(text).map(boxed),
            from_pairs: |pairs| form::from_pairs::<O>(pairs).map(boxed),
            from_json: |json| form::from_json::<O>(json).map(boxed),
            to_json: |output| match output.downcast_ref::<O::Output>() {
                Some(output) => serde_json::to_vec(output),
                None => Err(serde::ser::Error::custom("output of another operation")),
            },
            type_id: TypeId::of::<O>(),
            run,
        }
    }
}

fn boxed<O: Send + 'static>(operation: O) -> Anything {
    Box::new(operation)
}

fn described<O: Operation + ToSchema>() -> Described
where
    O::Output: ToSchema,
{
    Described {
        input: <O as PartialSchema>::schema,
        output: <O::Output as PartialSchema>::schema,
        parts: |parts| {
            <O as ToSchema>::schemas(parts);
            <O::Output as ToSchema>::schemas(parts);
            // An answer that another one contains whole is referred to by its name.
            let name = <O::Output as ToSchema>::name();
            if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                parts.push((name.into_owned(), <O::Output as PartialSchema>::schema()));
            }
        },
    }
}

fn taken<O: 'static>(operation: Anything) -> Result<O, Failure> {
    operation
        .downcast::<O>()
        .map(|operation| *operation)
        .map_err(|_other| misrouted())
}

fn misrouted() -> Failure {
    Failure::Internal {
        reference: "misrouted".to_owned(),
    }
}

fn run_command<O: Handle>(engine: Engine, caller: Caller, operation: Anything) -> Running {
    Box::pin(async move {
        let performed = engine::perform(&engine, &caller, taken::<O>(operation)?).await?;
        Ok(Ran {
            output: Box::new(performed.output),
            effects: performed.effects,
        })
    })
}

fn run_query<O: Answer>(engine: Engine, caller: Caller, operation: Anything) -> Running {
    Box::pin(async move {
        let output = engine::answer(&engine, &caller, taken::<O>(operation)?).await?;
        Ok(Ran {
            output: Box::new(output),
            effects: Vec::new(),
        })
    })
}

/// The engine and the list of everything that it can be asked.
#[derive(Clone)]
pub struct Dispatcher {
    engine: Engine,
    entries: Arc<Vec<Entry>>,
    by_name: Arc<HashMap<&'static str, usize>>,
    by_type: Arc<HashMap<TypeId, usize>>,
}

impl Dispatcher {
    /// A dispatcher over these operations.
    pub fn new(engine: Engine, entries: Vec<Entry>) -> Self {
        let by_name = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.name, place))
            .collect();
        let by_type = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.type_id, place))
            .collect();
        Self {
            engine,
            entries: Arc::new(entries),
            by_name: Arc::new(by_name),
            by_type: Arc::new(by_type),
        }
    }

    /// The engine behind it.
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// All operations.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The operation of this name.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).and_then(|place| self.entries.get(*place))
    }

    /// Carries out an operation that was read by its entry.
    pub async fn run(&self, entry: &Entry, caller: Caller, operation: Anything) -> Result<Ran, Failure> {
        (entry.run)(self.engine.clone(), caller, operation).await
    }

    /// How a page that is rendered on the server reaches the engine as this caller.
    pub fn for_page(&self, caller: Caller) -> ui::Dispatch {
        let dispatcher = self.clone();
        ui::Dispatch::new(move |operation| {
            let place = dispatcher.by_type.get(&(*operation).type_id()).copied();
            let run = place
                .and_then(|place| dispatcher.entries.get(place))
                .map(|entry| entry.run);
            let (engine, caller) = (dispatcher.engine.clone(), caller.clone());
            Box::pin(async move {
                match run {
                    Some(run) => run(engine, caller, operation).await.map(|ran| ran.output),
                    None => Err(misrouted()),
                }
            })
        })
    }
}

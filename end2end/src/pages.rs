//! The pages as people use them, and the list of all of them.

use std::path::Path;

use anyhow::{Context as _, Result};
use engine::testing::World;
use model::{
    Department,
    agreement::{JOURNEY, LEAD_DEFINITION, RULES_OF_ENGAGEMENT},
    journey::today::show::TodayPart,
    leads::reports::Figure,
    values::ids::AgreementId,
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, prelude::Uuid};

use crate::{Browser, product::workspace};

/// What stands in front of the product: set-up and sign-in.
#[derive(Debug)]
pub struct Door<'a>(pub &'a Browser);

impl Door<'_> {
    /// Signs in and arrives at the start.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<()> {
        self.0.visit("/sign-in").await?;
        self.fill(email, password).await?;
        self.0.arrives("/").await
    }

    /// Fills in the form and sends it.
    pub async fn fill(&self, email: &str, password: &str) -> Result<()> {
        self.0.write("Work e-mail", email).await?;
        self.0.write("Password", password).await?;
        self.0.press("Sign in").await
    }
}

/// The wizard that brings files in.
#[derive(Debug)]
pub struct Wizard<'a>(pub &'a Browser);

impl Wizard<'_> {
    /// Chooses a file and waits for the guesses about its columns.
    pub async fn bring(&self, rows: &str, file: &Path) -> Result<()> {
        self.0.visit("/imports/new").await?;
        self.0.choose("What the rows are", rows).await?;
        self.0.write("The system it comes from", "hubspot").await?;
        let path = file.to_str().context("a path in UTF-8")?;
        self.0.find("input[type=file]").await?.send_keys(path).await?;
        self.0.press("Bring it in").await?;
        self.0.reads("What each column becomes").await?;
        self.0.alive().await
    }

    /// Tries it and waits for what would happen.
    pub async fn tries(&self) -> Result<()> {
        self.0.press("Go on to trying it").await?;
        self.0.press("Try it").await?;
        self.0.reads("Nothing of it is stored yet").await
    }

    /// Lets it happen and waits for the report.
    pub async fn runs(&self) -> Result<()> {
        self.0.press_beginning("Import ").await?;
        self.0.reads("What became of the rows").await
    }

    /// Takes it back and waits for what became of that.
    pub async fn takes_back(&self) -> Result<()> {
        self.0.press_beginning("Take back ").await?;
        self.0.reads("As before again").await
    }
}

/// Every address that the routes of the app know, with records of this world in place of their parameters. A new
/// page is looked at by the tests as soon as it has a route.
pub async fn all(world: &World) -> Result<Vec<String>> {
    let mut addresses = Vec::new();
    for source in ["app/src/routes.rs", "app/src/lib.rs", "app/src/frame.rs"] {
        let source = std::fs::read_to_string(workspace().join(source))?;
        for rest in source.split("path!(\"").skip(1) {
            let address = rest.split('"').next().unwrap_or_default();
            // What stands around other pages has no address of its own.
            let page = !address.is_empty();
            let behind_the_door = address == "/set-up" || address.contains(":secret");
            if page && !behind_the_door && !addresses.iter().any(|known| known == address) {
                addresses.push(address.to_owned());
            }
        }
    }
    let mut filled = Vec::new();
    for address in addresses {
        if let Some(address) = fill(world, &address).await.with_context(|| address.clone())? {
            filled.push(address);
        }
    }
    Ok(filled)
}

/// A version of an agreement.
async fn version_of(db: &impl ConnectionTrait, agreement: AgreementId) -> Result<Option<Uuid>> {
    use engine::agreements::versions::entity::{Column, Entity};

    let found = Entity::find()
        .filter(Column::AgreementId.eq(agreement.0))
        .one(db)
        .await?;
    Ok(found.map(|row| row.id))
}

/// The address with a record in place of its parameter; nothing where the world has no such record.
async fn fill(world: &World, address: &str) -> Result<Option<String>> {
    use engine::{accounts, leads, platform};

    let Some((before, after)) = address.split_once("/:") else {
        return Ok(Some(address.to_owned()));
    };
    let (_, after) = after
        .split_once('/')
        .map_or(("", String::new()), |(name, rest)| (name, format!("/{rest}")));
    if before == "/today" {
        return Ok(Some(format!("{before}/{}", TodayPart::Missing.key())));
    }
    if before == "/leads/reports" {
        return Ok(Some(format!("{before}/{}", Figure::FollowUp.key())));
    }
    let db = world.store.reader();
    let id = match before {
        "/accounts" => accounts::entity::Entity::find().one(db).await?.map(|row| row.id),
        "/contacts" => accounts::contacts::entity::Entity::find()
            .one(db)
            .await?
            .map(|row| row.id),
        "/deals" => accounts::deals::entity::Entity::find().one(db).await?.map(|row| row.id),
        "/leads" => leads::chain::entity::Entity::find().one(db).await?.map(|row| row.id),
        "/imports" => platform::imports::entity::Entity::find()
            .one(db)
            .await?
            .map(|row| row.id),
        "/journey/versions" => version_of(db, JOURNEY).await?,
        "/leads/engagement/versions" => version_of(db, RULES_OF_ENGAGEMENT).await?,
        "/leads/definition/versions" => version_of(db, LEAD_DEFINITION).await?,
        "/admin/people" => platform::people::entity::Entity::find()
            .one(db)
            .await?
            .map(|row| row.id),
        _ => None,
    };
    if before == "/leads/calendars" {
        return Ok(Some(format!("{before}/{}", Department::Sales.key())));
    }
    // The journey of the demo has this stage of the shipped one.
    let after = after.replace("/:stage", "/exploring");
    // So does its lead definition have this rule.
    let after = after.replace("/:score", "/fit").replace("/:key", "/size");
    Ok(id.map(|id| format!("{before}/{id}{after}")))
}

//! Pictures of every page: at a desk and on a phone, by day and by night.

use std::path::PathBuf;

use anyhow::Result;
use model::platform::demo::PASSWORD;

use crate::{Filling, Looks, Scene, pages, pages::Door, play, product};

/// Address of the demo company's admin.
pub async fn admin(scene: &Scene) -> Result<String> {
    use model::{Role, platform::demo::logins::ListDemoLogins};

    let logins = scene
        .world()
        .as_system()
        .ask(ListDemoLogins {})
        .await?
        .unwrap_or_default();
    let admin = logins.into_iter().find(|login| login.role == Role::Admin);
    admin
        .map(|login| login.email)
        .ok_or_else(|| anyhow::anyhow!("the demo has no admin"))
}

/// Takes them all; says where they lie.
pub fn take() -> Result<PathBuf> {
    let folder = product::target()?.join("screenshots");
    std::fs::create_dir_all(&folder)?;
    play("screenshots", Filling::Demo, async |scene| {
        let browser = scene.browser(Looks::DESK).await?;
        let looks = [Looks::DESK, Looks::DESK.dark(), Looks::PHONE, Looks::PHONE.dark()];
        let shoot = async |address: &str| {
            for looks in looks {
                browser.look(looks).await?;
                browser.visit(address).await?;
                let colours = if looks.dark { "dark" } else { "light" };
                let name = format!("{}-{}-{colours}.png", name(address), looks.width);
                std::fs::write(folder.join(name), browser.picture().await?)?;
            }
            anyhow::Ok(())
        };
        shoot("/sign-in").await?;
        Door(&browser).sign_in(&admin(scene).await?, PASSWORD).await?;
        for address in pages::all(scene.world()).await? {
            shoot(&address).await?;
        }
        shoot("/nothing-here").await
    })?;
    Ok(folder)
}

/// An address as a file name; ids say nothing there.
fn name(address: &str) -> String {
    const ID: usize = 36;
    let parts = address.split('/').filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.map(|part| if part.len() == ID { "one" } else { part }).collect();
    if parts.is_empty() {
        "today".to_owned()
    } else {
        parts.join("-")
    }
}

//! Tables come from nothing, and only once.

use engine::testing::{Database, World};

engine::testing::on_both!(
    tables_come_from_nothing,
    a_second_time_changes_nothing,
    processes_that_start_together_do_not_disturb_each_other,
);

async fn tables_come_from_nothing(world: World) {
    let bare = World::bare_on(world.database()).await.unwrap();
    assert!(bare.store.pending_migrations().await.unwrap() > 0);
    bare.store.migrate().await.unwrap();
    assert_eq!(bare.store.pending_migrations().await.unwrap(), 0);
    assert!(bare.facts().await.is_empty());
}

async fn a_second_time_changes_nothing(world: World) {
    world.store.migrate().await.unwrap();
    world.store.migrate().await.unwrap();
    assert_eq!(world.store.pending_migrations().await.unwrap(), 0);
    let people = world
        .as_admin()
        .ask(model::platform::people::viewer::ShowViewer {})
        .await;
    assert!(matches!(people, Ok(model::platform::people::viewer::Visit::Known(_))));
}

/// Only PostgreSQL is shared by processes; an SQLite file belongs to one.
async fn processes_that_start_together_do_not_disturb_each_other(world: World) {
    if world.database() == Database::Sqlite {
        return;
    }
    let bare = World::bare_on(world.database()).await.unwrap();
    let (second, third) = (bare.another_process().await, bare.another_process().await);
    let (one, two, three) = tokio::join!(bare.store.migrate(), second.store.migrate(), third.store.migrate());
    one.unwrap();
    two.unwrap();
    three.unwrap();
    assert_eq!(bare.store.pending_migrations().await.unwrap(), 0);
}

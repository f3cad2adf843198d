//! Files on their way in and back out.

use std::fmt::Write as _;
use std::{fs, path::PathBuf};

use engine::{
    accounts::{self, contacts, deals, external_keys, touches},
    journey::transitions,
    platform::imports::{problem_rows, rows},
    testing::{Acting, Who, World},
};
use model::{
    Complaint, Failure, Refusal,
    activity::Fact,
    platform::check::run::RunCheck,
    platform::imports::{
        Import, ImportState, Mapping, Report, SkipReason, Subject, Undone,
        operations::{
            AppendPart, CancelImport, CreateImport, ImportedRow, ListImportRows, ListImports, MapColumns, Next,
            PART_BYTES, ReadRow, ReceiveImport, RowFilter, RunChunk, SetMapping, ShowImport, StartImport, TryImport,
            UndoImport,
        },
    },
    values::{Currency, DayOrder, ids::ImportId, money::DecimalStyle},
};
use sea_orm::EntityTrait;
use serde_json::Value;

engine::testing::on_both!(
    accounts_come_in_and_a_second_time_changes_nothing,
    another_export_with_other_headers_and_german_days,
    contacts_find_their_account_by_key_address_and_name,
    deals_sum_up_and_stages_move,
    a_deal_without_an_account_waits_for_its_link_or_goes_where_the_mapping_says,
    taking_back_restores_exactly,
    what_was_edited_or_used_since_stays,
    a_killed_run_goes_on_and_does_each_row_once,
    a_dry_run_stores_nothing_and_foretells_the_run,
    rows_of_one_record_become_one_record,
    what_is_in_the_trash_stays_there,
    files_that_are_no_table_are_refused_as_a_whole,
    encodings_and_separators_are_told_apart,
    rows_that_are_wrong_are_told_by_line_column_and_value,
    only_its_owner_and_managers_see_an_import,
    an_import_can_be_stopped,
    the_export_of_another_system_comes_in_whole,
);

/// Brings a file in, in parts.
async fn brought(
    by: &Acting<'_>,
    name: &str,
    subject: Option<Subject>,
    source: &str,
    bytes: &[u8],
) -> Result<Import, Failure> {
    let import = by
        .perform(CreateImport {
            file_name: name.parse().unwrap(),
            subject,
            source: Some(source.parse().unwrap()),
        })
        .await?;
    for (part, bytes) in (0..).zip(bytes.chunks(PART_BYTES)) {
        let bytes = bytes.to_vec();
        by.perform(AppendPart { import, part, bytes }).await?;
    }
    by.perform(ReceiveImport { import }).await
}

/// Says that the guess is right.
async fn agreed(by: &Acting<'_>, import: &Import, change: impl FnOnce(&mut Mapping)) -> Import {
    let mut mapping = import.mapping.clone().unwrap();
    change(&mut mapping);
    let set = SetMapping {
        import: import.id,
        mapping,
        source: None,
    };
    by.perform(set).await.unwrap()
}

async fn start(by: &Acting<'_>, import: ImportId) {
    by.perform(StartImport { import, here: false }).await.unwrap();
}

async fn show(by: &Acting<'_>, import: ImportId) -> Import {
    by.ask(ShowImport { import }).await.unwrap()
}

/// Imports a file as it is guessed to be.
async fn imported(world: &World, name: &str, subject: Subject, text: &str) -> (Import, Report) {
    imported_as(world, name, subject, text.as_bytes(), |_| {}).await
}

async fn imported_as(
    world: &World,
    name: &str,
    subject: Subject,
    bytes: &[u8],
    change: impl FnOnce(&mut Mapping),
) -> (Import, Report) {
    let by = world.as_seller();
    let import = brought(&by, name, Some(subject), "hubspot", bytes).await.unwrap();
    agreed(&by, &import, change).await;
    start(&by, import.id).await;
    world.run_jobs().await;
    let import = show(&by, import.id).await;
    assert_eq!(import.state, ImportState::Done, "{import:?}");
    let report = import.report.clone().unwrap();
    assert_eq!(report.rows(), import.rows);
    agrees(world).await;
    (import, report)
}

async fn undone(world: &World, import: ImportId) -> Undone {
    let by = world.as_seller();
    by.perform(UndoImport { import, here: false }).await.unwrap();
    world.run_jobs().await;
    let import = show(&by, import).await;
    assert_eq!(import.state, ImportState::Undone);
    agrees(world).await;
    import.undone.unwrap()
}

async fn accounts_of(world: &World) -> Vec<accounts::entity::Model> {
    let mut all = accounts::entity::Entity::find()
        .all(world.store.reader())
        .await
        .unwrap();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

async fn contacts_of(world: &World) -> Vec<contacts::entity::Model> {
    let mut all = contacts::entity::Entity::find()
        .all(world.store.reader())
        .await
        .unwrap();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

async fn deals_of(world: &World) -> Vec<deals::entity::Model> {
    let mut all = deals::entity::Entity::find().all(world.store.reader()).await.unwrap();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

async fn touches_of(world: &World) -> Vec<touches::entity::Model> {
    touches::entity::Entity::find().all(world.store.reader()).await.unwrap()
}

/// Everything that an import writes, but for how often records were changed and the logs.
async fn everything(world: &World) -> Vec<Value> {
    fn plain(model: impl serde::Serialize) -> Value {
        let mut value = serde_json::to_value(model).unwrap();
        value.as_object_mut().unwrap().remove("version");
        value
    }
    let db = world.store.reader();
    let mut all: Vec<Value> = Vec::new();
    all.extend(accounts_of(world).await.into_iter().map(plain));
    all.extend(contacts_of(world).await.into_iter().map(plain));
    all.extend(deals_of(world).await.into_iter().map(plain));
    all.extend(touches_of(world).await.into_iter().map(plain));
    for key in external_keys::Entity::find().all(db).await.unwrap() {
        all.push(Value::String(format!("{key:?}")));
    }
    for transition in transitions::entity::Entity::find().all(db).await.unwrap() {
        all.push(Value::String(format!("{transition:?}")));
    }
    all.sort_by_key(Value::to_string);
    all
}

/// Whether what is stored agrees with itself.
async fn agrees(world: &World) {
    for invariant in world.as_system().ask(RunCheck {}).await.unwrap() {
        assert_eq!(invariant.violations, 0, "{}: {:?}", invariant.says, invariant.examples);
    }
}

fn skipped(report: &Report, reason: SkipReason) -> u64 {
    report
        .skipped()
        .find(|(of, _)| *of == reason)
        .map_or(0, |(_, count)| count)
}

const ACCOUNTS: &str = "Record ID,Company name,Website,City,Country,Employees,Annual revenue,Owner\n\
    1,Brackwell Mills,https://www.brackwell.example/about,Leeds,UK,\"1,200\",\"2,500,000\",sam@tridem.test\n\
    2,Molkerei Süd GmbH,molkerei-sued.example,Graz,Austria,80,,Sofia Brandt\n\
    3,Nordwind,,Kiel,Germany,,,nobody@tridem.test\n";

async fn accounts_come_in_and_a_second_time_changes_nothing(world: World) {
    let (_, report) = imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    assert_eq!((report.created(), report.warnings()), (3, 1));
    let accounts = accounts_of(&world).await;
    let [brackwell, molkerei, nordwind] = accounts.as_slice() else {
        panic!("{accounts:?}")
    };
    assert_eq!(brackwell.domain.as_deref(), Some("brackwell.example"));
    assert_eq!(brackwell.employees, Some(1_200));
    assert_eq!(brackwell.annual_revenue_minor, Some(250_000_000));
    assert_eq!(brackwell.sales_lead_id, Some(Who::Seller.id().0));
    assert_eq!(molkerei.sales_lead_id, Some(Who::SalesManager.id().0));
    assert_eq!(nordwind.sales_lead_id, None);
    let problem = report.problems().first().unwrap();
    assert_eq!((problem.row, problem.line, problem.refused), (3, 4, false));
    assert_eq!(problem.problem.column, "Owner");
    assert_eq!(problem.problem.complaint, Complaint::NoSuch);
    assert_eq!(
        world.facts_of(model::values::ids::AccountId(nordwind.id)).await.len(),
        1
    );

    let before = everything(&world).await;
    let facts = world.facts().await.len();
    let (_, again) = imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    assert_eq!((again.unchanged(), again.rows()), (3, 3));
    assert_eq!(everything(&world).await, before);
    let told = world.facts().await.split_off(facts);
    assert!(!told.iter().any(|fact| fact.account().is_some()), "{told:?}");
}

async fn another_export_with_other_headers_and_german_days(world: World) {
    let companies = "Kundennummer;Firma;Webseite;Ort;Land;Mitarbeiter;Jahresumsatz;Angelegt am\r\n\
        K-1;Bäckerei Öttl KG;oettl.example;Wien;Österreich;1.200;2.500.000,50;24.12.2019\r\n\
        K-2;Zimmerei Groß;;Linz;Österreich;;;\"01.02.2020 08:30\"\r\n";
    let (latin, ..) = encoding(companies);
    let by = world.as_seller();
    let import = brought(&by, "Kunden.csv", None, "csv", &latin).await.unwrap();
    assert_eq!(import.subject, Some(Subject::Accounts));
    assert_eq!(
        (import.encoding.as_str(), import.delimiter.as_str()),
        ("windows-1252", ";")
    );
    let mapping = import.mapping.clone().unwrap();
    assert_eq!(mapping.day_order, Some(DayOrder::DayFirst));
    assert_eq!(mapping.currency, Some(Currency::EUR));
    agreed(&by, &import, |mapping| mapping.decimals = DecimalStyle::Comma).await;
    start(&by, import.id).await;
    world.run_jobs().await;
    let report = show(&by, import.id).await.report.unwrap();
    assert_eq!((report.created(), report.warnings()), (2, 0), "{report:?}");
    let accounts = accounts_of(&world).await;
    let baker = accounts.first().unwrap();
    assert_eq!(baker.name, "Bäckerei Öttl KG");
    assert_eq!(
        (baker.employees, baker.annual_revenue_minor),
        (Some(1_200), Some(250_000_050))
    );
    // Midnight of the day on the clocks of the organisation, which stands in Berlin.
    assert_eq!(baker.created_at.to_rfc3339(), "2019-12-23T23:00:00+00:00");

    let deals = "Verkaufschance;Firma;Betrag;Abschlussdatum;Status\n\
        Teigmaschine;Bäckerei Öttl;12.500,00;05.06.2026;offen\n\
        Dachstuhl;Zimmerei Groß GmbH;8.000,00 €;31.01.2026;gewonnen\n";
    let (_, report) = imported(&world, "Chancen.csv", Subject::Deals, deals).await;
    assert_eq!((report.created(), report.warnings()), (2, 0), "{report:?}");
    let deals = deals_of(&world).await;
    let [roof, machine] = deals.as_slice() else {
        panic!("{deals:?}")
    };
    assert_eq!(machine.amount_minor, 1_250_000);
    assert_eq!(machine.close_on.unwrap().to_string(), "2026-06-05");
    assert_eq!((roof.state.as_str(), roof.amount_minor), ("won", 800_000));
    assert!(roof.closed_at.is_some());
}

fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    let latin = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    (latin, (), ())
}

async fn contacts_find_their_account_by_key_address_and_name(world: World) {
    imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    let contacts = "id,email,firstname,lastname,associatedcompanyid,company,buying role\n\
        11,mia@somewhere.example,Mia,Kurz,2,,DECISION_MAKER\n\
        12,tom@brackwell.example,Tom,Lang,,,\n\
        13,eva@gmail.com,Eva,Breit,,Nordwind GmbH,king\n\
        14,ole@gmail.com,Ole,Weit,,Unknown Inc,\n\
        15,,Ada,Hoch,,,\n";
    let (_, report) = imported(&world, "contacts.csv", Subject::Contacts, contacts).await;
    assert_eq!((report.created(), report.warnings()), (5, 2), "{report:?}");
    let accounts = accounts_of(&world).await;
    let name = |id: Option<uuid::Uuid>| {
        let id = id?;
        accounts
            .iter()
            .find(|account| account.id == id)
            .map(|account| account.name.clone())
    };
    let found: Vec<_> = contacts_of(&world)
        .await
        .into_iter()
        .map(|contact| {
            (
                contact.name,
                name(contact.account_id).unwrap_or_default(),
                contact.buying_role,
            )
        })
        .collect();
    let expected = [
        ("Ada Hoch", "", None),
        ("Eva Breit", "Nordwind", None),
        ("Mia Kurz", "Molkerei Süd GmbH", Some("economic_buyer".to_owned())),
        ("Ole Weit", "", None),
        ("Tom Lang", "Brackwell Mills", None),
    ];
    assert_eq!(
        found,
        expected.map(|(one, other, role)| (one.to_owned(), other.to_owned(), role))
    );
    let (_, again) = imported(&world, "contacts.csv", Subject::Contacts, contacts).await;
    assert_eq!(again.unchanged(), 5);
}

async fn deals_sum_up_and_stages_move(world: World) {
    imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    let deals = "deal id,deal name,company id,amount,currency,stage,close date,owner\n\
        21,Line one,1,1000.00,EUR,closedwon,2026-01-15,Sam Duarte\n\
        22,Line two,1,2000.00,EUR,open,2026-05-15,\n\
        23,Line three,1,500.00,EUR,open,2026-04-15,\n\
        24,Far away,1,500.00,USD,open,2026-04-15,\n\
        25,Nobody's,9,500.00,EUR,open,2026-04-15,\n";
    let (_, report) = imported(&world, "deals.csv", Subject::Deals, deals).await;
    assert_eq!(report.created(), 3, "{report:?}");
    assert_eq!(skipped(&report, SkipReason::OtherCurrency), 1);
    assert_eq!(skipped(&report, SkipReason::NothingToBelongTo), 1);
    let accounts = accounts_of(&world).await;
    let account = accounts.first().unwrap();
    assert_eq!((account.open_deals, account.won_deals), (2, 1));
    assert_eq!(account.open_amount_minor, 250_000);
    assert_eq!(account.next_close_on.unwrap().to_string(), "2026-04-15");
    assert_eq!(account.version, 1);
    let facts = world.facts_of(model::values::ids::AccountId(account.id)).await;
    assert!(
        facts
            .iter()
            .any(|fact| matches!(fact, Fact::DealWon { name, .. } if name == "Line one"))
    );

    let moved = "Record ID,Company name,stage\n1,Brackwell Mills,Realising value\n2,Molkerei Süd,lead\n";
    let (import, report) = imported(&world, "stages.csv", Subject::Accounts, moved).await;
    assert_eq!(
        (report.updated(), report.unchanged(), report.warnings()),
        (1, 1, 1),
        "{report:?}"
    );
    let accounts = accounts_of(&world).await;
    assert_eq!(accounts.first().unwrap().stage, "realising");
    let transitions = transitions::entity::Entity::find()
        .all(world.store.reader())
        .await
        .unwrap();
    let causes: Vec<_> = transitions.iter().map(|moved| moved.cause["by"].clone()).collect();
    assert_eq!(
        causes,
        ["rule", "import"],
        "a won deal makes a customer before a file says more"
    );
    // What a customer bought stays bought.
    let (_, lost) = imported(
        &world,
        "lost.csv",
        Subject::Deals,
        "deal id,deal name,state\n21,Line one,lost\n",
    )
    .await;
    assert_eq!((lost.unchanged(), lost.warnings()), (1, 1), "{lost:?}");
    assert_eq!(undone(&world, import.id).await.reverted, 1);
    assert_eq!(accounts_of(&world).await.first().unwrap().stage, "expanding");
}

async fn a_deal_without_an_account_waits_for_its_link_or_goes_where_the_mapping_says(world: World) {
    imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    let deals = "deal id,deal name\n31,Linked\n32,Alone\n";
    let (_, report) = imported(&world, "deals.csv", Subject::Deals, deals).await;
    assert_eq!(skipped(&report, SkipReason::NothingToBelongTo), 2);
    let links = "company_id,deal_id\n2,31\n";
    let (_, report) = imported(&world, "deal_company.csv", Subject::Links, links).await;
    assert_eq!(skipped(&report, SkipReason::Waiting), 1);

    let hold = |mapping: &mut Mapping| mapping.otherwise_account = Some("Without a company".parse().unwrap());
    let (import, report) = imported_as(&world, "deals.csv", Subject::Deals, deals.as_bytes(), hold).await;
    assert_eq!(report.created(), 2, "{report:?}");
    let accounts = accounts_of(&world).await;
    let account = |name: &str| accounts.iter().find(|account| account.name == name).unwrap().id;
    let deals = deals_of(&world).await;
    let [alone, linked] = deals.as_slice() else { panic!() };
    assert_eq!(linked.account_id, account("Molkerei Süd GmbH"));
    assert_eq!(alone.account_id, account("Without a company"));

    // The link comes later: the deal goes to its account, and once only.
    let later = "company_id,deal_id\n3,32\n1,32\n";
    let (_, report) = imported(&world, "more.csv", Subject::Links, later).await;
    assert_eq!(report.created(), 2);
    assert_eq!(deals_of(&world).await.first().unwrap().account_id, account("Nordwind"));
    let (_, again) = imported(&world, "more.csv", Subject::Links, later).await;
    assert_eq!(again.unchanged(), 2, "{again:?}");
    let undone = undone(&world, import.id).await;
    assert_eq!((undone.removed, undone.kept), (1, 1));
}

async fn taking_back_restores_exactly(world: World) {
    imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    imported(
        &world,
        "contacts.csv",
        Subject::Contacts,
        "id,email,first name\n1,a@nordwind.example,Ann\n",
    )
    .await;
    imported(
        &world,
        "deals.csv",
        Subject::Deals,
        "deal id,deal name,company id,amount\n1,One,1,100\n2,Two,2,200\n",
    )
    .await;
    let files = [
        (
            "companies.csv",
            Subject::Accounts,
            "Record ID,Company name,City,stage,website\n1,Brackwell Group,York,selecting,brackwell.org\n8,New one,Bonn,exploring,\n,Molkerei Süd,Wien,,\n,New one,,,new.example\n",
        ),
        (
            "contacts.csv",
            Subject::Contacts,
            "id,email,first name,phone,company id\n1,a@nordwind.example,Anna,123,3\n2,b@nordwind.example,Bob,,3\n9,a@nordwind.example,Ann,,\n",
        ),
        (
            "deals.csv",
            Subject::Deals,
            "deal id,deal name,company id,amount,state,close date\n1,One and only,2,900,won,2026-01-01\n7,Seven,3,700,open,2026-08-01\n",
        ),
        (
            "calls.csv",
            Subject::Activities,
            "engagement id,type,timestamp,body,company id,owner\n1,CALL,2026-01-05 10:00,hello,1,sam@tridem.test\n2,MEETING,2026-02-05 10:00,there,1,\n3,TASK,2027-02-05 10:00,later,2,\n",
        ),
        ("links.csv", Subject::Links, "company_id,deal_id\n3,2\n2,77\n"),
        (
            "owners.csv",
            Subject::Owners,
            "owner id,email\n5,sam@tridem.test\n6,nobody@tridem.test\n",
        ),
    ];
    let before = everything(&world).await;
    for (name, subject, text) in files {
        let (import, report) = imported(&world, name, subject, text).await;
        assert!(report.created() + report.updated() > 0, "{name}: {report:?}");
        assert_ne!(everything(&world).await, before, "{name}");
        let counts = undone(&world, import.id).await;
        assert_eq!(counts.kept, 0, "{name}");
        assert_eq!(everything(&world).await, before, "{name}");
    }
    // All of them at once, back in the opposite order.
    let mut imports = Vec::new();
    for (name, subject, text) in files {
        imports.push(imported(&world, name, subject, text).await.0.id);
    }
    while let Some(import) = imports.pop() {
        assert_eq!(undone(&world, import).await.kept, 0);
    }
    assert_eq!(everything(&world).await, before);
}

async fn what_was_edited_or_used_since_stays(world: World) {
    let (first, _) = imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    // Another file edits one of them and hangs somebody on another.
    imported(
        &world,
        "companies.csv",
        Subject::Accounts,
        "Record ID,Company name,City\n1,Brackwell Mills,York\n",
    )
    .await;
    imported(
        &world,
        "contacts.csv",
        Subject::Contacts,
        "id,email,company id\n1,a@b.example,2\n",
    )
    .await;
    let counts = undone(&world, first.id).await;
    assert_eq!((counts.removed, counts.kept), (1, 2));
    let names: Vec<String> = accounts_of(&world)
        .await
        .into_iter()
        .map(|account| account.name)
        .collect();
    assert_eq!(names, ["Brackwell Mills", "Molkerei Süd GmbH"]);
    let refused = world
        .as_seller()
        .perform(UndoImport {
            import: first.id,
            here: false,
        })
        .await;
    assert_eq!(
        refused.unwrap_err(),
        Failure::Refused(Refusal::ImportNotReady {
            state: "undone".to_owned()
        })
    );
}

fn many(count: usize) -> String {
    let mut text = "id,name,domain,city\n".to_owned();
    for number in 1..=count {
        writeln!(text, "{number},Company {number},company{number}.example,Town").unwrap();
    }
    text
}

async fn a_killed_run_goes_on_and_does_each_row_once(world: World) {
    let by = world.as_seller();
    let import = brought(
        &by,
        "many.csv",
        Some(Subject::Accounts),
        "hubspot",
        many(1_300).as_bytes(),
    )
    .await
    .unwrap();
    agreed(&by, &import, |_| {}).await;
    start(&by, import.id).await;
    let rows: Vec<ReadRow> = (1..=400)
        .map(|number: u64| ReadRow {
            number,
            line: number + 1,
            cells: Ok(["", "Company ", "", ""]
                .iter()
                .zip([
                    number.to_string(),
                    number.to_string(),
                    format!("company{number}.example"),
                    "Town".to_owned(),
                ])
                .map(|(before, text)| format!("{before}{text}"))
                .collect()),
        })
        .collect();
    let chunk = RunChunk {
        import: import.id,
        rows,
        last: false,
    };
    let by_worker = world.as_system();
    assert_eq!(by_worker.perform(chunk.clone()).await.unwrap(), Next::After(400));
    // The worker dies here. Another one comes with rows that are done already, and is told so.
    assert_eq!(by_worker.perform(chunk).await.unwrap(), Next::After(400));
    world.run_jobs().await;
    let import = show(&by, import.id).await;
    assert_eq!(import.state, ImportState::Done);
    let report = import.report.unwrap();
    assert_eq!((report.rows(), report.created()), (1_300, 1_300));
    assert_eq!(accounts_of(&world).await.len(), 1_300);
    assert_eq!(
        rows::Entity::find().all(world.store.reader()).await.unwrap().len(),
        1_300
    );
}

async fn a_dry_run_stores_nothing_and_foretells_the_run(world: World) {
    let by = world.as_seller();
    let text = format!("{}\n7,Company 7,,Elsewhere\n,,,\n", many(700));
    let import = brought(&by, "many.csv", Some(Subject::Accounts), "hubspot", text.as_bytes())
        .await
        .unwrap();
    agreed(&by, &import, |_| {}).await;
    let tried = by.perform(TryImport { import: import.id }).await.unwrap();
    let trial = tried.trial.unwrap();
    assert_eq!(
        (trial.created(), trial.merged(), trial.rows()),
        (700, 1, 702),
        "{trial:?}"
    );
    assert!(everything(&world).await.is_empty());
    start(&by, import.id).await;
    world.run_jobs().await;
    let done = show(&by, import.id).await;
    assert_eq!(done.report, Some(trial));
    let page = by
        .ask(ListImportRows {
            import: import.id,
            outcome: Some(RowFilter::Merged),
            limit: model::values::Limit::default(),
            cursor: None,
        })
        .await
        .unwrap();
    assert_eq!(page.items.iter().map(|row| row.row).collect::<Vec<_>>(), [701]);
}

async fn rows_of_one_record_become_one_record(world: World) {
    let text = "id,name,domain,city,country\n\
        1,Brackwell Mills,brackwell.example,Leeds,\n\
        2,Brackwell Mills Ltd.,www.brackwell.example,York,UK\n\
        ,The Other Co,,,UK\n\
        ,Other,,,France\n";
    let (_, report) = imported(&world, "companies.csv", Subject::Accounts, text).await;
    assert_eq!((report.created(), report.merged()), (3, 1), "{report:?}");
    let accounts = accounts_of(&world).await;
    let brackwell = accounts.first().unwrap();
    // The second row fills what is empty and overwrites nothing that the first one said.
    assert_eq!(
        (brackwell.city.as_deref(), brackwell.country.as_deref()),
        (Some("Leeds"), Some("UK"))
    );
    let (_, again) = imported(&world, "companies.csv", Subject::Accounts, text).await;
    assert_eq!(again.unchanged(), 4, "{again:?}");
    // Legal form, commas and points are no part of a name.
    let (_, alike) = imported(
        &world,
        "one.csv",
        Subject::Accounts,
        "name,phone\n\"Brackwell Mills, Inc.\",\n",
    )
    .await;
    assert_eq!((alike.unchanged(), alike.created()), (1, 0), "{alike:?}");
    let (_, several) = imported(&world, "one.csv", Subject::Accounts, "name,city\nOther Ltd,Rome\n").await;
    assert_eq!(skipped(&several, SkipReason::SeveralFit), 1, "{several:?}");
}

async fn what_is_in_the_trash_stays_there(world: World) {
    imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    let accounts = accounts_of(&world).await;
    for account in accounts {
        let mut trashed: accounts::entity::ActiveModel = account.into();
        trashed.trashed_at = sea_orm::ActiveValue::Set(Some(world.engine.clock.now()));
        accounts::entity::Entity::update(trashed)
            .exec(world.store.writer())
            .await
            .unwrap();
    }
    let (_, again) = imported(&world, "companies.csv", Subject::Accounts, ACCOUNTS).await;
    assert_eq!(skipped(&again, SkipReason::InTrash), 3, "{again:?}");
}

async fn files_that_are_no_table_are_refused_as_a_whole(world: World) {
    let by = world.as_seller();
    let mut long = b"name,city\nOne,Rome\n\"".to_vec();
    long.extend(std::iter::repeat_n(b'x', 10 << 20));
    let wide = (0..600)
        .map(|column| format!("h{column}"))
        .collect::<Vec<_>>()
        .join(",")
        + "\n";
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("empty.csv", Vec::new(), "empty"),
        (
            "sheet.xlsx",
            b"PK\x03\x04\x14\x00\x06\x00rest of an archive".to_vec(),
            "archive",
        ),
        (
            "picture.csv",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00".to_vec(),
            "binary",
        ),
        (
            "noise.csv",
            (0..5_000_u32).map(|n| ((n * 7_919) >> 3).to_le_bytes()[0]).collect(),
            "binary",
        ),
        ("long.csv", long, "row_too_long:3"),
        ("wide.csv", wide.into_bytes(), "too_many_columns:600"),
    ];
    for (name, bytes, expected) in files {
        let refused = brought(&by, name, Some(Subject::Accounts), "csv", &bytes)
            .await
            .unwrap_err();
        let Failure::Refused(Refusal::UnreadableFile { reason }) = &refused else {
            panic!("{name}: {refused:?}")
        };
        assert_eq!(reason, expected, "{name}");
    }
    assert!(everything(&world).await.is_empty());
}

async fn encodings_and_separators_are_told_apart(world: World) {
    let by = world.as_seller();
    let text = "name;domain;city\nBäckerei Öttl;oettl.example;Wien\nÆrø Smør;aeroe.example;Søby\n";
    let utf_16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let with_mark: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    let tabs = text.replace(';', "\t");
    for (encoding, delimiter, bytes) in [
        ("UTF-8", ";", text.as_bytes().to_vec()),
        ("UTF-8", ";", with_mark),
        ("UTF-16LE", ";", utf_16),
        ("windows-1252", ";", encoding_of(text)),
        ("UTF-8", "\t", tabs.into_bytes()),
    ] {
        let import = brought(&by, "a.csv", None, "csv", &bytes).await.unwrap();
        assert_eq!(
            (import.encoding.as_str(), import.delimiter.as_str()),
            (encoding, delimiter)
        );
        assert_eq!(import.rows, 2);
        let first = import.columns.first().unwrap();
        assert_eq!(
            (first.header.as_str(), first.samples.first().unwrap().as_str()),
            ("name", "Bäckerei Öttl")
        );
    }
}

fn encoding_of(text: &str) -> Vec<u8> {
    encoding(text).0
}

async fn rows_that_are_wrong_are_told_by_line_column_and_value(world: World) {
    let text = "email,first name,phone\n\
        fine@example.com,Ann,1\n\
        \n\
        nobody at all,Bob,2\n\
        two@example.com,Cid,3,4,5\n\
        ,,\n";
    let (import, report) = imported(&world, "people.csv", Subject::Contacts, text).await;
    assert_eq!(
        (report.created(), report.refused(), report.rows()),
        (1, 2, 4),
        "{report:?}"
    );
    let told: Vec<_> = report
        .problems()
        .iter()
        .map(|problem| {
            let cell = &problem.problem;
            (
                problem.row,
                problem.line,
                cell.column.as_str(),
                cell.value.as_str(),
                cell.complaint.clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, 4, "email", "nobody at all", Complaint::NotAnEmail),
            (3, 5, "", "", Complaint::AtMost(3)),
        ]
    );
    let by = world.as_seller();
    let page = by
        .ask(ListImportRows {
            import: import.id,
            outcome: Some(RowFilter::Problems),
            limit: model::values::Limit::default(),
            cursor: None,
        })
        .await
        .unwrap();
    let rows: Vec<&ImportedRow> = page.items.iter().collect();
    assert_eq!(
        rows.iter().map(|row| (row.row, row.line)).collect::<Vec<_>>(),
        [(2, Some(4)), (3, Some(5))]
    );
    let (headers, mut problems) = problem_rows(&world.engine, import.id).await.unwrap();
    assert_eq!(headers, ["email", "first name", "phone"]);
    let (told, read) = problems.next().await.unwrap().unwrap();
    assert_eq!(told.row_number, 2);
    assert_eq!(read.unwrap().cells.unwrap(), ["nobody at all", "Bob", "2"]);
}

async fn only_its_owner_and_managers_see_an_import(world: World) {
    let import = brought(
        &world.as_seller(),
        "a.csv",
        Some(Subject::Accounts),
        "csv",
        ACCOUNTS.as_bytes(),
    )
    .await
    .unwrap()
    .id;
    let ask = async |who: Who| {
        world
            .acting(who)
            .ask(ShowImport { import })
            .await
            .map(|import| import.rows)
    };
    assert_eq!(ask(Who::Seller).await, Ok(3));
    assert_eq!(ask(Who::SalesManager).await, Ok(3));
    assert_eq!(ask(Who::Admin).await, Ok(3));
    assert_eq!(ask(Who::Marketer).await, Err(Failure::NotFound));
    assert_eq!(ask(Who::Executive).await, Err(Failure::Forbidden));
    let list = async |who: Who| {
        world
            .acting(who)
            .ask(ListImports::default())
            .await
            .map(|page| page.items.len())
    };
    assert_eq!(list(Who::Seller).await, Ok(1));
    assert_eq!(list(Who::Marketer).await, Ok(0));
    assert_eq!(list(Who::MarketingManager).await, Ok(1));
    let start = StartImport { import, here: true };
    assert_eq!(world.as_marketer().perform(start).await.unwrap_err(), Failure::NotFound);
}

async fn an_import_can_be_stopped(world: World) {
    let by = world.as_seller();
    let import = brought(&by, "a.csv", None, "csv", ACCOUNTS.as_bytes()).await.unwrap();
    let not_yet = by
        .perform(StartImport {
            import: import.id,
            here: false,
        })
        .await;
    assert!(matches!(not_yet, Err(Failure::Refused(Refusal::ImportNotReady { .. }))));
    let form = MapColumns {
        import: import.id,
        subject: Subject::Accounts,
        field: vec!["source_key".to_owned(), "name".to_owned(), "-".to_owned()],
        day_order: None,
        decimals: DecimalStyle::Either,
        currency: Some(Currency::EUR),
        otherwise_account: None,
        source: None,
    };
    let ready = by.perform(form).await.unwrap();
    assert_eq!(ready.state, ImportState::Ready);
    assert_eq!(ready.mapping.unwrap().columns[2].field, None);
    start(&by, import.id).await;
    let stopped = by.perform(CancelImport { import: import.id }).await.unwrap();
    assert_eq!(stopped.state, ImportState::Cancelled);
    world.run_jobs().await;
    assert!(accounts_of(&world).await.is_empty());
}

/// A file of a sample export that stands beside the project on some machines.
fn sample(name: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/hubspot");
    fs::read(folder.join(name)).ok()
}

async fn the_export_of_another_system_comes_in_whole(world: World) {
    let files = [
        ("owner.csv", Subject::Owners),
        ("company.csv", Subject::Accounts),
        ("contact.csv", Subject::Contacts),
        ("deal_company.csv", Subject::Links),
        ("deal_contact.csv", Subject::Links),
        ("engagement_company.csv", Subject::Links),
        ("engagement_contact.csv", Subject::Links),
        ("engagement_deal.csv", Subject::Links),
        ("deal.csv", Subject::Deals),
        ("engagement.csv", Subject::Activities),
        ("engagement_call.csv", Subject::Activities),
        ("engagement_email.csv", Subject::Activities),
        ("engagement_meeting.csv", Subject::Activities),
        ("engagement_note.csv", Subject::Activities),
        ("engagement_task.csv", Subject::Activities),
    ];
    let mut imports = Vec::new();
    for (name, subject) in files {
        let Some(bytes) = sample(name) else { return };
        let by = world.as_seller();
        let guessed = brought(&by, name, None, "hubspot", &bytes).await.unwrap();
        assert_eq!(guessed.subject, Some(subject), "{name}");
        let hold = |mapping: &mut Mapping| {
            if matches!(subject, Subject::Deals | Subject::Activities) {
                mapping.otherwise_account = Some("Without a company".parse().unwrap());
            }
        };
        let (import, report) = imported_as(&world, name, subject, &bytes, hold).await;
        let skips: Vec<_> = report.skipped().collect();
        let left: u64 = skips.iter().map(|(_, count)| count).sum();
        assert_eq!(
            report.created() + report.updated() + report.unchanged() + report.merged() + report.refused() + left,
            report.rows()
        );
        let stored = rows::Entity::find().all(world.store.reader()).await.unwrap();
        let of = stored.iter().filter(|row| row.import_id == import.id.0).count();
        assert_eq!(of as u64, report.rows(), "{name}");
        let line = format!(
            "{name}: {} rows, {} created, {} updated, {} merged, {} unchanged, {} refused, {skips:?}, {} warnings",
            report.rows(),
            report.created(),
            report.updated(),
            report.merged(),
            report.unchanged(),
            report.refused(),
            report.warnings(),
        );
        imports.push((import.id, name, subject, bytes, line));
    }
    insta::assert_snapshot!(
        "sample_export",
        imports
            .iter()
            .map(|(_, _, _, _, line)| line.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    );
    let before = everything(&world).await;
    for (_, name, subject, bytes, _) in &imports {
        let (_, again) = imported(&world, name, *subject, std::str::from_utf8(bytes).unwrap()).await;
        assert_eq!(
            (again.created(), again.updated(), again.merged()),
            (0, 0, 0),
            "{name}: {again:?}"
        );
        assert_eq!(everything(&world).await, before, "{name}");
    }
    for (import, name, _, _, _) in imports.iter().rev() {
        assert_eq!(undone(&world, *import).await.kept, 0, "{name}");
    }
    assert!(everything(&world).await.is_empty());
}

//! Every part in every state, on one page. If a screen needs something that is not here, it is drawn here first.

use leptos::prelude::*;
use model::access::Department;

use crate::{
    Avatar, Badge, Bar, BarChart, Board, BoardCard, BoardColumn, BoardSpine, Brand, Breadcrumbs, Button, ButtonKind,
    Cell, Checkbox, CheckboxGroup, Choice, Clock, ClockState, Column, Composer, Crumb, DateInput, Dialog, DialogCancel,
    DrawerWay, Empty, ErrorPage, ErrorSummary, Fact, Facts, Field, Figure, Figures, FileDrop, FilterChip,
    FilterSentence, Funnel, FunnelStep, HeatCell, HeatMap, Icon, Kbd, Lane, LegAvatar, LegIcon, LegInFull, LegRow,
    LegTag, Legs, LineChart, LinkButton, Mark, Menu, MenuHeading, MenuItem, MenuLink, Met, Meter, NextStep, Notice,
    PageHeader, Pager, PaletteEntry, PaletteGroup, Panel, Progress, RadioChoice, RadioGroup, Receipt, ReceiptButton,
    ReceiptDrawer, ReceiptLine, ReceiptRow, ReceiptView, RowHead, Segmented, SegmentedField, Select, SelectCell,
    SelectionBar, Series, Severity, Signature, Skeleton, Sorted, Sparkline, StageBand, StagePhase, StageStep,
    StageTicks, Stepper, SummaryLine, Tab, Table, Tabs, TextArea, TextInput, Timeline, TimelineEntry, TimelineGap,
    TimelineRow, Toast, Tone, UnknownPerson, When,
};

/// The sheet of components.
#[component]
pub fn Showcase() -> impl IntoView {
    view! {
        <PageHeader title="Components" lead="Every part in every state. What a screen needs and is not here is drawn here first.">
            <LinkButton href="#record">"To the record"</LinkButton>
            <Button kind=ButtonKind::Primary icon=Icon::Plus>
                "Primary"
            </Button>
        </PageHeader>
        <div class="specimens">
            {foundations()} {actions()} {fields()} {states()} {legs()} {navigation()} {messages()} {evidence()} {work()}
        </div>
        <hr class="specimens-end" />
        <div class="stack" id="record">
            {record()} {list()} {board()} {scorecard()} {outside()}
        </div>
    }
}

fn foundations() -> AnyView {
    let swatches: Vec<_> = [
        ("of-canvas", "Canvas"),
        ("of-surface", "Surface"),
        ("of-sunken", "Sunken"),
        ("of-line", "Line"),
        ("of-text", "Text"),
        ("of-text-2", "Text 2"),
        ("of-text-3", "Text 3"),
        ("of-accent", "Accent"),
        ("of-marketing", "Marketing"),
        ("of-sales", "Sales"),
        ("of-service", "Service"),
        ("of-good", "Good"),
        ("of-warn", "Warn"),
        ("of-bad", "Bad"),
        ("of-heat-1", "Heat 1"),
        ("of-heat-2", "Heat 2"),
        ("of-heat-3", "Heat 3"),
        ("of-heat-4", "Heat 4"),
        ("of-heat-5", "Heat 5"),
    ]
    .into_iter()
    .map(|(class, name)| view! { <li class=class>{name}</li> })
    .collect();
    let sizes: Vec<_> = [
        ("34 px", "€2.14 m"),
        ("24 px", "Executive scorecard"),
        ("18 px", "Health 71 of 100"),
        ("15 px", "Put Marta in touch with a peer"),
        ("13 px", "Working size of tables and forms"),
        ("12 px", "Hints, captions, meta"),
        ("11 px", "Badges, names of axes"),
    ]
    .into_iter()
    .map(|(size, words)| {
        view! {
            <li>
                <span class="label">{size}</span>
                <span>{words}</span>
            </li>
        }
    })
    .collect();
    let icons: Vec<_> = Icon::ALL
        .into_iter()
        .map(|icon| view! { <li>{icon.view()} <span class="truncate">{format!("{icon:?}")}</span></li> })
        .collect();
    view! {
        <Panel title="Colour" wide=true>
            <ul class="swatches">{swatches}</ul>
        </Panel>
        <Panel title="Icons" note="16 px, outline" wide=true>
            <ul class="icon-sheet">{icons}</ul>
        </Panel>
        <Panel title="Type">
            <ul class="type-sheet">{sizes}</ul>
        </Panel>
    }
    .into_any()
}

fn actions() -> AnyView {
    view! {
        <Panel title="Buttons and menus">
            <div class="row">
                <span class="label">"Primary"</span>
                <Button kind=ButtonKind::Primary>"Choose a reference"</Button>
                <Button kind=ButtonKind::Primary busy=true>
                    "Saving"
                </Button>
                <Button kind=ButtonKind::Primary disabled=true>
                    "Disabled"
                </Button>
            </div>
            <div class="row">
                <span class="label">"Normal"</span>
                <Button icon=Icon::Export>"Export"</Button>
                <LinkButton href="#" icon=Icon::External>
                    "A link"
                </LinkButton>
                <Button busy=true>"Busy"</Button>
                <Button disabled=true>"Disabled"</Button>
            </div>
            <div class="row">
                <span class="label">"Quiet"</span>
                <Button kind=ButtonKind::Quiet>"Cancel"</Button>
                <LinkButton href="#" kind=ButtonKind::Quiet>
                    "A link"
                </LinkButton>
            </div>
            <div class="row">
                <span class="label">"Danger"</span>
                <Button kind=ButtonKind::Danger icon=Icon::Trash opens_dialog="showcase-dialog">
                    "Delete for good"
                </Button>
            </div>
            <div class="row">
                <span class="label">"Small, icon"</span>
                <Button small=true>"Call"</Button>
                <Button icon=Icon::Edit label="Edit" />
                <Button icon=Icon::Cross label="Close" small=true />
                <Button kind=ButtonKind::Quiet icon=Icon::Link label="Copy link" small=true />
            </div>
            <div class="row">
                <span class="label">"Menu"</span>
                <Menu label="More actions">
                    <MenuLink href="#" text="Edit the account" icon=Icon::Edit keys="e" />
                    <MenuLink href="#" text="Plan a meeting" icon=Icon::Calendar />
                    <MenuHeading text="Danger" />
                    <MenuItem>
                        <button type="button">{Icon::Trash.view()} "Move to the trash"</button>
                    </MenuItem>
                </Menu>
                <Menu label="Columns" icon=Icon::Columns text="Columns" quiet=true>
                    <MenuLink href="#" text="Health" icon=Icon::Check />
                    <MenuLink href="#" text="Close" />
                </Menu>
                <Menu label="Ines Tarrow" face=|| view! { <LegAvatar department=Department::Sales owner=Some("Ines Tarrow".to_owned()) /> }>
                    <MenuLink href="#" text="Your settings" icon=Icon::Admin />
                    <MenuLink href="#" text="Sign out" icon=Icon::SignOut />
                </Menu>
                <Kbd keys="g j" />
            </div>
        </Panel>
        <Dialog
            id="showcase-dialog"
            title="Delete Brackwell Dairies for good?"
            actions=|| {
                view! {
                    <DialogCancel dialog="showcase-dialog" />
                    <Button kind=ButtonKind::Danger icon=Icon::Trash submit=true>
                        "Delete for good"
                    </Button>
                }
            }
        >
            <p>"34 timeline entries, 5 people and 1 open deal of €186,400 are lost. This cannot be undone."</p>
        </Dialog>
    }
    .into_any()
}

fn fields() -> AnyView {
    let stages = || {
        vec![
            Choice::new("justifying", "Justifying the decision"),
            Choice::new("selecting", "Selecting"),
        ]
    };
    let errors = vec![
        SummaryLine {
            field: Some("showcase-amount".to_owned()),
            message: "Write the amount in digits, such as 186,400".to_owned(),
        },
        SummaryLine {
            field: None,
            message: "Somebody changed this account since you opened it".to_owned(),
        },
    ];
    view! {
        <Panel title="Fields">
            <ErrorSummary id="showcase-errors" errors=errors />
            <TextInput prefix="showcase" name="account" label="Account name" hint="As the company writes it." placeholder="Brackwell Dairies" />
            <TextInput
                prefix="showcase"
                name="amount"
                label="Amount"
                value="186,4oo"
                error="Write the amount in digits, such as 186,400"
                inputmode="decimal"
                required=true
            />
            <DateInput prefix="showcase" name="close" label="Close date" value="2026-12-18" optional=true />
            <Select prefix="showcase" name="stage" label="Stage" choices=stages() value="selecting" />
            <TextInput
                prefix="showcase"
                name="version"
                label="Version"
                value="Account health v4"
                readonly=true
                hint="Active versions never change. Draft a new one instead."
            />
            <TextInput prefix="showcase" name="owner" label="Owner" value="Set by territory" disabled=true />
            <TextArea prefix="showcase" name="note" label="Note" placeholder="What did you hear?" />
            <Field id="showcase-own" label="A control of your own" hint="Any control can stand in a field.">
                <input class="input" id="showcase-own" type="number" min="0" max="365" value="21" aria-describedby="showcase-own-hint" />
            </Field>
        </Panel>
        <Panel title="Choices">
            <Checkbox prefix="showcase" name="legs" label="All three legs must sign" checked=true hint="Without it, the owner's department alone decides." />
            <Checkbox prefix="showcase" name="stay" label="Stay signed in" />
            <Checkbox prefix="showcase" name="off" label="Not possible here" disabled=true />
            <Checkbox prefix="showcase" name="terms" label="We may speak about them" error="Ask the customer first" />
            <RadioGroup
                prefix="showcase"
                name="days"
                label="Which days count"
                hint="For every clock of this rule."
                value="business"
                choices=vec![
                    RadioChoice::new("business", "Business days").with_hint("9 to 17, without holidays"),
                    RadioChoice::new("all", "All days"),
                ]
            />
            <RadioGroup
                prefix="showcase"
                name="outcome"
                label="How did it go"
                inline=true
                error="Say how it went"
                choices=vec![RadioChoice::new("reached", "Reached"), RadioChoice::new("missed", "Not reached")]
            />
            <SegmentedField
                prefix="showcase"
                name="words"
                label="Vocabulary"
                value="buyer"
                choices=vec![Choice::new("buyer", "Buyer stages"), Choice::new("aida", "AIDA"), Choice::new("mql", "MQL to won")]
            />
            <FileDrop prefix="showcase" name="file" label="Accounts as a file" hint="CSV or TSV, at most 20 MB. Drop it here or choose it." accept=".csv,.tsv" />
        </Panel>
    }
    .into_any()
}

fn states() -> AnyView {
    view! {
        <Panel title="States">
            <div class="row">
                <span class="label">"Badge"</span>
                <Badge text="Draft" />
                <Badge text="Open" open=true />
                <Badge text="Kept" tone=Tone::Good />
                <Badge text="Waits" tone=Tone::Warn />
                <Badge text="Breached" tone=Tone::Bad />
                <Badge text="In signature" tone=Tone::Evidence />
                <Badge text="Champion" plain=true />
                <Badge text="Signed" tone=Tone::Good icon=Icon::Check />
            </div>
            <div class="row">
                <span class="label">"Clock"</span>
                <Clock used=20 text="3 d" limit="Fri 20 Nov, 17:00" />
                <Clock used=54 text="2 h 10 min" state=ClockState::Soon />
                <Clock used=100 text="1 h late" state=ClockState::Late />
                <Clock used=0 text="Void" state=ClockState::Void />
            </div>
            <div class="row">
                <span class="label">"Severity"</span>
                <Severity value=1 />
                <Severity value=3 />
                <Severity value=5 />
            </div>
            <div class="row">
                <span class="label">"Share"</span>
                <span>"82 " <Meter value=82 tone=Tone::Good /></span>
                <span>"61 " <Meter value=61 tone=Tone::Warn /></span>
                <span>"38 " <Meter value=38 tone=Tone::Bad /></span>
            </div>
            <div class="row">
                <span class="label">"Moment"</span>
                <When text="3 days ago" exact="Thu 12 Nov 2026, 15:20" instant="2026-11-12T14:20:00Z" />
            </div>
            <div class="row">
                <span class="label">"Stage"</span>
                <StageTicks phases=[2, 2, 2, 4] current=4 name="Justifying the decision" />
            </div>
            <Progress label="Replaying 200 leads" done=128 total=200>
                <Button kind=ButtonKind::Quiet small=true>
                    "Cancel"
                </Button>
            </Progress>
            <Skeleton />
        </Panel>
    }
    .into_any()
}

fn legs() -> AnyView {
    let all = || people(Some("Milo Wexcombe"));
    let each = |large: bool| {
        Department::ALL
            .map(|department| view! { <LegIcon department large /> }.into_any())
            .into_iter()
            .collect::<Vec<_>>()
    };
    let tags: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| view! { <LegTag department /> })
        .collect();
    let holes: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| view! { <LegAvatar department owner=None large=true /> })
        .collect();
    view! {
        <Panel title="Legs">
            <div class="row">
                <span class="label">"Mark"</span>
                {tags}
            </div>
            <div class="row">
                <span class="label">"Icon"</span>
                {each(true)}
                {each(false)}
            </div>
            <div class="row">
                <span class="label">"Three legs"</span>
                <Legs owners=all() />
                <Legs owners=people(None) />
                <LegAvatar department=Department::Service owner=Some("Anneke Durlo".to_owned()) silent=true />
                <span class="muted">"silent"</span>
            </div>
            <div class="row">
                <span class="label">"Missing"</span>
                {holes}
            </div>
            <div class="row">
                <span class="label">"Buyer"</span>
                <Avatar name="Marta Quell" />
                <Avatar name="Marta Quell" large=true />
                <UnknownPerson />
            </div>
            <LegRow legs=leg_row() />
        </Panel>
    }
    .into_any()
}

fn navigation() -> AnyView {
    view! {
        <Panel title="Finding the way">
            <Breadcrumbs label="Example of a breadcrumb" crumbs=vec![Crumb::to("Accounts", "#"), Crumb::to("Brackwell Dairies", "#"), Crumb::here("People")] />
            <Tabs
                label="Example"
                tabs=vec![
                    Tab::new("Open deals", "#", true).with_count(16),
                    Tab::new("Stalled", "#", false).with_count(4),
                    Tab::new("All", "#", false),
                ]
            >
                <a href="#">{Icon::Plus.small()} "Save view"</a>
            </Tabs>
            <div class="row">
                <Segmented
                    label="Layout"
                    options=vec![Tab::new("Board", "#", true), Tab::new("Flow", "#", false), Tab::new("List", "#", false)]
                />
            </div>
            {sentence("showcase-sentence")}
            <Stepper
                label="Import"
                steps=vec![
                    ("File".to_owned(), Some("#".to_owned())),
                    ("Columns".to_owned(), Some("#".to_owned())),
                    ("Check".to_owned(), None),
                    ("Report".to_owned(), None),
                ]
                current=2
            />
            <Pager shown="50 of 1,284 accounts" next="#".to_owned() />
            <div class="palette">
                <PaletteGroup label="Accounts">
                    <PaletteEntry href="#" icon=Icon::Accounts text="Brackwell Dairies" note="Justifying the decision" keys="Enter" marked=true />
                    <PaletteEntry href="#" icon=Icon::Journey text="Go to Journey" keys="g j" />
                </PaletteGroup>
            </div>
        </Panel>
    }
    .into_any()
}

fn sentence(prefix: &'static str) -> AnyView {
    view! {
        <FilterSentence action="#" label=["Filter of ", prefix].concat()>
            "Accounts whose "
            <FilterChip subject="stage" verb="is" value="middle or late" without="#".to_owned()>
                <CheckboxGroup
                    prefix=prefix
                    name="stage"
                    label="Stage"
                    choices=vec![Choice::new("early", "Early"), Choice::new("middle", "Middle"), Choice::new("late", "Late")]
                    values=vec!["middle".to_owned(), "late".to_owned()]
                />
            </FilterChip>
            " and "
            <FilterChip subject="leg" verb="is" value="missing" on=true without="#".to_owned()>
                <Select prefix=prefix name="leg" label="Leg" empty="Any" choices=vec![Choice::new("marketing", "Marketing")] />
            </FilterChip>
            <FilterChip subject="and" add=true>
                <Select prefix=prefix name="by" label="Condition on" choices=vec![Choice::new("owner", "Owner"), Choice::new("health", "Health")] />
            </FilterChip>
        </FilterSentence>
    }
    .into_any()
}

fn messages() -> AnyView {
    view! {
        <Panel title="Messages">
            <Notice rule="Rule “Agreements”, section 2">"Only Tobin Farrs can sign for sales."</Notice>
            <Notice tone=Tone::Evidence>"This figure was computed with version 3 of the rule."</Notice>
            <Notice tone=Tone::Warn>"Journey v3 is due for review on 31 January."</Notice>
            <Notice tone=Tone::Bad rule="Sales-ready lead v2, criterion 4">
                "The hand-off was refused: no pain is proven. " <a href="#">"Add evidence"</a>
            </Notice>
            <Notice tone=Tone::Good>"Imported 1,204 accounts, 16 need a look."</Notice>
            <Toast text="Moved to the trash">
                <Button small=true icon=Icon::Undo>
                    "Undo"
                </Button>
            </Toast>
            <Empty
                icon=Icon::Radar
                title="Nobody stirs yet"
                text="Accounts appear here when three signals arrive in 14 days and nobody there has a name."
            >
                <Button>"Connect a signal feed"</Button>
                <Button kind=ButtonKind::Quiet>"Read the rule"</Button>
            </Empty>
        </Panel>
    }
    .into_any()
}

fn evidence() -> AnyView {
    view! {
        <Panel title="Receipt" note="the mark, and the drawer behind it">
            <div class="row">
                <span class="label">"Link"</span>
                <Receipt value="71" about="Health of Brackwell Dairies" href="#" />
                <Receipt value="median 12 d" about="Median time in Exploring solutions" href="#" />
            </div>
            <div class="row">
                <span class="label">"In the page"</span>
                <ReceiptButton value="71 of 100" about="Health of Brackwell Dairies" drawer="showcase-receipt" />
            </div>
        </Panel>
        <ReceiptDrawer id="showcase-receipt" receipt=health() way=DrawerWay::Waiting>
            <Button kind=ButtonKind::Quiet icon=Icon::Link>
                "Copy link"
            </Button>
            <Button kind=ButtonKind::Quiet push=true>
                "Question this"
            </Button>
        </ReceiptDrawer>
    }
    .into_any()
}

fn work() -> AnyView {
    view! {
        <Panel title="Composer" flush=true>
            <form>
                <Composer kind="call">
                    <DateInput prefix="showcase-composer" name="at" label="When" with_time=true />
                    <Button kind=ButtonKind::Primary small=true submit=true>
                        "Save the call"
                    </Button>
                </Composer>
            </form>
        </Panel>
    }
    .into_any()
}

fn people(marketing: Option<&str>) -> [Option<String>; 3] {
    [
        marketing.map(str::to_owned),
        Some("Ines Tarrow".to_owned()),
        Some("Anneke Durlo".to_owned()),
    ]
}

fn leg_row() -> [LegInFull; 3] {
    [
        (None, "23 Oct"),
        (Some("Ines Tarrow"), "today"),
        (Some("Anneke Durlo"), "12 Nov"),
    ]
    .map(|(owner, last)| LegInFull {
        owner: owner.map(str::to_owned),
        members: Vec::new(),
        last_act: last.to_owned(),
        owes: None,
    })
}

fn health() -> ReceiptView {
    let line = |met, criterion: &str, found: &str, gave: &str| ReceiptLine {
        met,
        criterion: criterion.to_owned(),
        found: found.to_owned(),
        gave: gave.to_owned(),
    };
    let row = |when: &str, what: &str, part: &str| ReceiptRow {
        when: when.to_owned(),
        what: what.to_owned(),
        href: "#".to_owned(),
        part: part.to_owned(),
    };
    let signature = |department, by: Option<&str>, on: &str| Signature {
        department,
        by: by.map(str::to_owned),
        on: on.to_owned(),
    };
    ReceiptView {
        title: "Health 71 of 100".to_owned(),
        about: "Brackwell Dairies · computed today 13:05 from 47 rows".to_owned(),
        rule: "Health is the sum of five parts, at most 100. Parts look at the last 30 days, voices at the whole journey. \
               Each is worth what the three departments agreed."
            .to_owned(),
        version: "Account health v4".to_owned(),
        in_force: "in force since 1 Sep 2026".to_owned(),
        rule_href: Some("#".to_owned()),
        lines: vec![
            line(Met::Yes, "Buyer activity", "19 acts by 4 people, asked: 15 by 3", "22 of 25"),
            line(Met::Half, "Three legs take part", "2 of 3 acted in 21 days, marketing did not", "13 of 20"),
            line(Met::Yes, "Our promises kept", "12 of 14 obligations in time", "17 of 20"),
            line(Met::Unknown, "Worth their time", "fewer than three meetings were rated", "11 of 15"),
            line(Met::No, "Trusted voices heard", "Consultant 20, trade paper 20, analyst 0, peer 0", "8 of 20"),
        ],
        total: Some(("Health".to_owned(), "71 of 100".to_owned())),
        rows: vec![
            row("17 Nov 11:05", "ROI case opened by Marta Quell", "Activity"),
            row("12 Nov 15:20", "Capacity confirmed, 1 day early", "Promises"),
            row("12 Nov 17:00", "ROI case for dairies not sent", "Promises"),
        ],
        row_count: 47,
        rows_href: Some("#".to_owned()),
        signatures: vec![
            signature(Department::Marketing, Some("Milo Wexcombe"), "28 Aug 2026"),
            signature(Department::Sales, Some("Tobin Farrs"), "28 Aug 2026"),
            signature(Department::Service, None, ""),
        ],
    }
}

fn phases() -> Vec<StagePhase> {
    let stage = |name: &str, when: &str| StageStep {
        name: name.to_owned(),
        when: (!when.is_empty()).then(|| when.to_owned()),
    };
    let phase = |name: &str, stages: Vec<StageStep>| StagePhase {
        name: name.to_owned(),
        stages,
    };
    vec![
        phase(
            "Early",
            vec![
                stage("Loosening the status quo", "Mar 2026"),
                stage("Committing to change", "12 May"),
            ],
        ),
        phase(
            "Middle",
            vec![
                stage("Exploring solutions", "2 Jul"),
                stage("Committing to a solution", "14 Sep"),
            ],
        ),
        phase(
            "Late",
            vec![stage("Justifying the decision", "25 days"), stage("Selecting", "")],
        ),
        phase(
            "Customer",
            vec![
                stage("Onboarding", ""),
                stage("Realising value", ""),
                stage("Expanding", ""),
                stage("Advocating", ""),
            ],
        ),
    ]
}

fn history() -> Vec<TimelineRow> {
    let entry = |at: &str, lanes: &[Lane], who: &str, what: &str, detail: &str| TimelineEntry {
        at: at.to_owned(),
        exact: ["Exactly ", at].concat(),
        instant: "2026-11-17T10:05:00Z".to_owned(),
        lanes: lanes.to_vec(),
        who: who.to_owned(),
        what: what.to_owned(),
        detail: detail.to_owned(),
        ..TimelineEntry::default()
    };
    let (marketing, sales, service) = (
        Lane::Leg(Department::Marketing),
        Lane::Leg(Department::Sales),
        Lane::Leg(Department::Service),
    );
    vec![
        TimelineRow::Entry(entry(
            "11:05",
            &[Lane::Buyer],
            "Marta Quell",
            "opened the ROI case twice, 6 minutes on the payback page",
            "Signal · content, from the decision plan",
        )),
        TimelineRow::Entry(entry(
            "09:40",
            &[sales],
            "Ines Tarrow",
            "asked for a peer reference with three or more plants",
            "Sales · request, waits for marketing",
        )),
        TimelineRow::Entry(entry(
            "Thu 12",
            &[service],
            "Anneke Durlo",
            "confirmed onboarding capacity for January, two weeks",
            "Service · obligation kept, 1 day early",
        )),
        TimelineRow::Gap(TimelineGap {
            department: Department::Marketing,
            what: "Marketing missing for 25 days.".to_owned(),
            rule: "Late accounts need an act every 21 days.".to_owned(),
            action: Some(("Name an owner".to_owned(), "#".to_owned())),
        }),
        TimelineRow::Entry(TimelineEntry {
            outcome: Some((Tone::Good, "buyer called it worthwhile".to_owned())),
            ..entry(
                "Tue 10",
                &[sales],
                "Ines Tarrow",
                "met Osric Fenn and Marta Quell, 50 min. The board wants payback below 18 months.",
                "Sales · meeting, prepared 5 of 5",
            )
        }),
        TimelineRow::Entry(TimelineEntry {
            receipt: Some("#".to_owned()),
            ..entry(
                "23 Oct",
                &[Lane::Buyer],
                "",
                "Moved to Justifying the decision",
                "From Committing to a solution after 39 days",
            )
        }),
        TimelineRow::Entry(entry(
            "23 Oct",
            &[marketing],
            "Sefa Lindqvar",
            "sent the vision document, then moved to region north",
            "Marketing · asset “Metering by line”, opened by 3 people",
        )),
        TimelineRow::Entry(entry(
            "6 Oct",
            &[marketing, sales],
            "Ines Tarrow",
            "and Sefa Lindqvar held the target picture workshop",
            "Sales and marketing · joint act, 4 people from Brackwell",
        )),
    ]
}

fn record() -> AnyView {
    view! {
        <header class="record">
            <div class="title">
                <h2>"Brackwell Dairies"</h2>
                <Badge text="On two legs" tone=Tone::Warn />
                <div class="actions">
                    <Menu label="More actions on Brackwell Dairies">
                        <MenuLink href="#" text="Share a link" icon=Icon::Link />
                    </Menu>
                    <Button icon=Icon::Calendar>"Plan meeting"</Button>
                    <Button icon=Icon::Plus>"Log touch"</Button>
                </div>
                <p>"Dairy, 3 plants, 1,240 people · Port Ellerby · here since 9 March 2026"</p>
            </div>
            <StageBand phases=phases() current=4 />
            <div class="vitals">
                <div>
                    <h2>"Legs, last act"</h2>
                    <LegRow legs=leg_row() />
                </div>
                <div>
                    <h2>"Health"</h2>
                    <p class="big">
                        <Receipt value="71" about="Health 71 of 100" href="#" />
                        <small>" of 100"</small>
                    </p>
                    <small>"down 6 in 30 days"</small>
                </div>
                <div>
                    <h2>"What hurts"</h2>
                    <p class="big words">
                        <Receipt value="Losses nobody can locate" about="evidence of this pain" href="#" />
                    </p>
                    <small>
                        <Severity value=4 />
                        " severity 4 of 5, three proofs · energy audit due 31 Jan, 75 days"
                    </small>
                </div>
                <div>
                    <h2>"Trust"</h2>
                    <p class="big">
                        <Receipt value="40" about="Trust 40 of 100" href="#" />
                        <small>" of 100"</small>
                    </p>
                    <small>"no analyst, no peer yet"</small>
                </div>
            </div>
            <NextStep
                lead="Put Marta Quell in touch with a peer dairy before 4 December"
                reason="Selecting needs one peer or analyst voice; Brackwell has heard neither. Two references fit and are rested."
                clock=|| view! { <Clock used=54 text="2 h 10 min" state=ClockState::Soon limit="Due today 15:30" /> }
                why=|| view! { <Receipt value="Why this" about="why this step" href="#" /> }
            >
                <Button kind=ButtonKind::Primary>"Choose a reference"</Button>
            </NextStep>
        </header>
        <div class="two">
            <Panel title="Timeline" note="34 entries since March" flush=true>
                <Timeline rows=history() />
            </Panel>
            <div class="stack">
                <Panel title="What is owed" note="2">
                    <ul class="list">
                        <li>
                            <LegAvatar department=Department::Marketing owner=None />
                            <div class="grow">
                                <b>"ROI case for dairies"</b>
                                <small>"Marketing to sales, due Thu 12 Nov"</small>
                            </div>
                            <Clock used=100 text="3 d late" state=ClockState::Late />
                        </li>
                        <li>
                            <LegAvatar department=Department::Service owner=Some("Anneke Durlo".to_owned()) />
                            <div class="grow">
                                <b>"Outcome plan, draft"</b>
                                <small>"Service to sales, Fri 20 Nov"</small>
                            </div>
                            <Clock used=20 text="3 d" />
                        </li>
                    </ul>
                </Panel>
                <Panel title="Open deal" action=|| view! { <LinkButton href="#" kind=ButtonKind::Quiet small=true>"Open"</LinkButton> }>
                    <p class="headline">
                        <b>"Air-loss metering, 3 plants"</b>
                        <span>"€186,400"</span>
                    </p>
                    <Facts>
                        <Fact label="Decision">"18 Dec 2026, in 31 days"</Fact>
                        <Fact label="Forecast">
                            <Receipt value="58 %" about="Forecast" href="#" />
                        </Fact>
                        <Fact label="Energy bill" source="sales">
                            "€4.1 m a year"
                        </Fact>
                        <Fact label="Plants">
                            "3 " <Badge text="2 say 4" tone=Tone::Warn />
                        </Fact>
                    </Facts>
                </Panel>
            </div>
        </div>
    }
    .into_any()
}

fn list() -> AnyView {
    let rows: Vec<_> = [
        (
            "Imberley Steel",
            "Long products",
            3,
            "Committing to a solution",
            true,
            5,
            52,
            "€305,000",
            "26 Mar",
            "Ask what changed since October",
            Some("47 d"),
        ),
        (
            "Norvik Paperworks",
            "Tissue",
            5,
            "Selecting",
            true,
            5,
            79,
            "€231,500",
            "4 Dec",
            "Legal answers on data hosting",
            None,
        ),
        (
            "Brackwell Dairies",
            "Dairy, 3 plants",
            4,
            "Justifying the decision",
            false,
            4,
            71,
            "€186,400",
            "18 Dec",
            "Put Marta Quell in touch with a peer dairy before 4 December",
            None,
        ),
    ]
    .into_iter()
    .map(
        |(name, line, stage, stage_name, whole, pain, health, amount, close, next, stalled)| {
            let tone = match health {
                0..60 => Tone::Bad,
                60..70 => Tone::Warn,
                _ => Tone::Good,
            };
            view! {
                <tr>
                    <SelectCell name="account" value=name label=["Select ", name].concat() checked=!whole />
                    <RowHead class="c-name">
                        <span class="truncate">
                            <a href="#">{name}</a>
                            " "
                            <small>{line}</small>
                        </span>
                    </RowHead>
                    <Cell class="c-stage" label="Stage">
                        <StageTicks phases=[2, 2, 2, 4] current=stage name=stage_name />
                    </Cell>
                    <Cell class="c-legs" label="Legs">
                        <Legs owners=people(whole.then_some("Hanno Ostrey")) />
                    </Cell>
                    <Cell class="c-pain" label="Pain">
                        <Severity value=pain />
                    </Cell>
                    <Cell class="c-health" label="Health" numeric=true>
                        {health.to_string()}
                        " "
                        <Meter value=health tone />
                    </Cell>
                    <Cell class="c-amount" label="Open deal" numeric=true>
                        {amount}
                    </Cell>
                    <Cell class="c-close" label="Close" numeric=true>
                        {close}
                    </Cell>
                    <Cell class="c-next" label="Next step">
                        <span>
                            {stalled.map(|days| view! { <Badge text=days tone=Tone::Warn /> " " })}
                            {next}
                        </span>
                    </Cell>
                </tr>
            }
        },
    )
    .collect();
    view! {
        <section class="stack" aria-label="List">
            <div class="toolbar">{sentence("showcase-list")}</div>
            <Table caption="Accounts with an open deal" class="accounts">
                <thead>
                    <tr>
                        <Column label="Select" hidden=true class="c-check" />
                        <Column label="Account" href="#" class="c-name" />
                        <Column label="Stage" href="#" class="c-stage" />
                        <Column label="Legs" class="c-legs" />
                        <Column label="Pain" class="c-pain" />
                        <Column label="Health" href="#" numeric=true class="c-health" />
                        <Column label="Open deal" href="#" sorted=Sorted::Down numeric=true class="c-amount" />
                        <Column label="Close" href="#" numeric=true class="c-close" />
                        <Column label="Next step" class="c-next" />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <Cell />
                        <Cell class="c-name">
                            <span>
                                <b>"16 accounts"</b>
                                ", 4 stalled"
                            </span>
                        </Cell>
                        <Cell class="c-stage">"Median 14 days in stage"</Cell>
                        <Cell class="c-legs" />
                        <Cell class="c-pain" />
                        <Cell class="c-health" numeric=true>
                            "Median " <b>"70"</b>
                        </Cell>
                        <Cell class="c-amount" numeric=true>
                            <b>"€2,110,500"</b>
                        </Cell>
                        <Cell class="c-close" />
                        <Cell class="c-next" />
                    </tr>
                </tfoot>
            </Table>
            <div><SelectionBar count="1 selected" sum="€186,400">
                <Button kind=ButtonKind::Quiet small=true icon=Icon::Users>
                    "Assign leg"
                </Button>
                <Button kind=ButtonKind::Quiet small=true icon=Icon::Export>
                    "Export"
                </Button>
                <Button kind=ButtonKind::Quiet small=true icon=Icon::Cross label="Clear selection" />
            </SelectionBar></div>
        </section>
    }
    .into_any()
}

fn board() -> AnyView {
    let card = |id: &'static str,
                name: &'static str,
                amount: &'static str,
                pain: &str,
                severity: u8,
                next: &'static str,
                whole: bool,
                time: &'static str,
                stalled: bool| {
        view! {
            <BoardCard
                id=id
                name=name
                href="#"
                amount=amount
                pain=(pain.to_owned(), severity)
                next=next
                owners=people(whole.then_some("Milo Wexcombe"))
                time=move || {
                    if stalled { view! { <Badge text=time tone=Tone::Warn /> }.into_any() } else { time.into_any() }
                }
            />
        }
        .into_any()
    };
    view! {
        <Board label="Journey board, stages from left to right">
            <BoardSpine href="#" name="Early" count=55 parts="Loosening the status quo 31, committing to change 24" />
            <BoardColumn
                stage="exploring"
                name="Exploring solutions"
                count=2
                amount="€155,000"
                median=|| view! { <Receipt value="median 12 d" about="Median time in Exploring solutions" href="#" /> }
            >
                {card("a1", "Quillmore Foods", "€94,200", "Losses nobody can locate", 3, "Send audit checklist", true, "12 d", false)}
                {card("a2", "Corvane Textiles", "€61,800", "Compressor stops unplanned", 3, "Name a plant champion", true, "Stalled 31 d", true)}
            </BoardColumn>
            <BoardColumn stage="committing" name="Committing to a solution" count=1 amount="€212,500" target=true>
                {card("a3", "Marlstone Cement", "€212,500", "Energy audit without meter data", 4, "Workshop on target picture", true, "18 d", false)}
            </BoardColumn>
            <BoardColumn stage="justifying" name="Justifying the decision" count=1 amount="€186,400">
                <BoardCard
                    id="a4"
                    name="Brackwell Dairies"
                    href="#"
                    amount="€186,400"
                    pain=("Losses nobody can locate".to_owned(), 4)
                    next="Arrange peer reference call"
                    owners=people(None)
                    time=|| "25 d"
                    dragging=true
                >
                    <Menu label="Move Brackwell Dairies" small=true quiet=true>
                        <MenuLink href="#" text="To Selecting" icon=Icon::Arrow />
                    </Menu>
                </BoardCard>
            </BoardColumn>
            <BoardColumn stage="selecting" name="Selecting" count=0>
                <Empty icon=Icon::Board title="Nobody selects" text="Accounts come here with an approved business case." />
            </BoardColumn>
            <BoardSpine href="#" name="Customer" count=33 parts="Onboarding 3, realising value 18, expanding 7, advocating 5" />
        </Board>
    }
    .into_any()
}

fn scorecard() -> AnyView {
    let step = |label: &str, count: u64, lost: &str, worst| FunnelStep {
        label: label.to_owned(),
        count,
        text: if count > 999 {
            format!("{},{:03}", count / 1000, count % 1000)
        } else {
            count.to_string()
        },
        href: Some("#".to_owned()),
        lost: lost.to_owned(),
        worst,
    };
    let series = |label: &str, department, values: [f64; 8]| Series {
        label: label.to_owned(),
        values: values.map(Some).to_vec(),
        department,
    };
    let bar = |label: &str, value: f64, text: &str| Bar {
        label: label.to_owned(),
        value,
        text: text.to_owned(),
        href: Some("#".to_owned()),
        department: None,
    };
    let cells = |values: [Option<u8>; 10], low: &[usize]| -> Vec<HeatCell> {
        values
            .into_iter()
            .enumerate()
            .map(|(place, value)| HeatCell {
                value,
                low: low.contains(&place),
                href: value.map(|_| "#".to_owned()),
            })
            .collect()
    };
    let quarters = ["Q4 24", "Q1 25", "Q2", "Q3", "Q4", "Q1 26", "Q2", "Q3"]
        .map(str::to_owned)
        .to_vec();
    let against = |target: &str, distance: &str, source: &str, value: &str| {
        vec![
            (target.to_owned(), distance.to_owned()),
            (source.to_owned(), value.to_owned()),
        ]
    };
    let columns = [
        "Loosening",
        "Committing to change",
        "Exploring",
        "Committing to a solution",
        "Justifying",
        "Selecting",
        "Onboarding",
        "Realising value",
        "Expanding",
        "Advocating",
    ];
    view! {
        <Figures label="Key figures">
            <Figure
                title="Booked revenue"
                value=|| view! { <Receipt value="€2.14 m" about="Booked revenue" href="#" /> }
                delta=(Tone::Good, "+14 %".to_owned())
                way=|| view! { <Sparkline label="Eight quarters, from 1.42 to 2.14 million" values=vec![1.42, 1.51, 1.49, 1.66, 1.71, 1.8, 1.87, 2.14] target=2.0 /> }
                against=against("Target €2.00 m", "€140,300 above", "External reference", "none")
            />
            <Figure
                title="Leads followed up"
                value=|| view! { <Receipt value="86 %" about="Leads followed up" href="#" /> }
                delta=(Tone::Good, "+7 points".to_owned())
                way=|| view! { <Sparkline label="Eight quarters, from 41 to 86 percent" values=vec![41.0, 48.0, 55.0, 61.0, 66.0, 74.0, 79.0, 86.0] target=95.0 /> }
                against=against("Target 95 %", "9 points short", "SiriusDecisions, undated", "under 10 %")
            />
            <Figure
                title="Rules of engagement in place"
                value=|| view! { <Receipt value="58 %" about="Rules of engagement in place" href="#" /> }
                delta=(Tone::Bad, "−2 points".to_owned())
                way=|| view! { <Sparkline label="Eight quarters, from 15 to 58 percent" values=vec![15.0, 22.0, 30.0, 38.0, 47.0, 55.0, 60.0, 58.0] /> }
                against=against("Target 75 %", "35 of 60 cells", "Forrester, over 10 years old", "14 %")
            />
            <Figure title="Worth their time" missing="No figure yet: it needs ten rated meetings, and there are four." />
        </Figures>
        <div class="halves">
            <Panel title="Where the journey breaks" note="leads captured in Q3">
                <Funnel
                    label="Where the journey breaks"
                    steps=vec![
                        step("Captured", 1284, "", false),
                        step("Qualified", 412, "872 stay in nurture or were excluded", false),
                        step("Handed over", 371, "41 not handed over: owner missing", false),
                        step("Accepted", 318, "53 rejected, 41 of them “no pain”", false),
                        step("Followed up", 274, "44 never called, a promise broken", true),
                        step("Became deals", 96, "178 without a deal: no budget, no urgency", false),
                        step("Won", 29, "67 still open or lost", false),
                    ]
                />
            </Panel>
            <div class="stack">
                <Panel title="Do the legs keep their word" note="obligations kept">
                    <LineChart
                        id="showcase-lines"
                        label="Obligations kept by leg"
                        description="All three rose over eight quarters: marketing to 90, sales to 86, service to 95 percent."
                        points=quarters
                        unit=" %"
                        target=Mark { value: 90.0, label: "Target 90 %".to_owned() }
                        reference=Mark { value: 70.0, label: "Forrester, 70 %".to_owned() }
                        series=vec![
                            series("Marketing", Some(Department::Marketing), [74.0, 77.0, 76.0, 80.0, 83.0, 85.0, 88.0, 90.0]),
                            series("Sales", Some(Department::Sales), [68.0, 66.0, 71.0, 73.0, 72.0, 79.0, 83.0, 86.0]),
                            series("Service", Some(Department::Service), [82.0, 85.0, 88.0, 87.0, 91.0, 92.0, 94.0, 95.0]),
                        ]
                    />
                </Panel>
                <Panel title="What starts a journey" note="first signals in Q3">
                    <BarChart
                        label="First signals in Q3"
                        heads=("Signal".to_owned(), "Accounts".to_owned())
                        bars=vec![bar("Peer referral", 86.0, "86"), bar("Webinar", 61.0, "61"), bar("Search", 40.0, "40"), bar("Trade fair", 12.0, "12")]
                        target=(70.0, "Dashed: 70 wanted from each".to_owned())
                    />
                </Panel>
            </div>
        </div>
        <Panel title="Who takes part where" note="share of accounts in which the leg acted within its window">
            <HeatMap
                label="Share of accounts by leg and stage"
                columns=columns.map(str::to_owned).to_vec()
                rows=[
                    cells([Some(92), Some(88), Some(71), Some(64), Some(38), Some(29), None, Some(22), Some(44), Some(67)], &[4, 5, 7]),
                    cells([None, Some(61), Some(89), Some(94), Some(96), Some(98), Some(72), Some(41), Some(77), Some(35)], &[9]),
                    cells([None, None, Some(34), Some(52), Some(63), Some(58), Some(97), Some(95), Some(81), Some(74)], &[2]),
                ]
            />
            <p class="muted">"Outlined: a leg owes an act and most accounts did not get one. A dash: nothing is owed at this stage."</p>
        </Panel>
    }
    .into_any()
}

fn outside() -> AnyView {
    view! {
        <Panel title="Outside the frame">
            <Brand />
            <ErrorPage
                title="This page does not exist"
                text="The address may be mistyped, or the record was deleted by somebody who may do so."
                reference="7f3a-22c1"
            >
                <LinkButton href="#" kind=ButtonKind::Primary>
                    "To Today"
                </LinkButton>
            </ErrorPage>
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn sheet() -> String {
        let owner = Owner::new();
        owner.with(|| view! { <Showcase /> }.to_html())
    }

    /// The values of an attribute wherever it stands.
    fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
        let start = [" ", attribute, "=\""].concat();
        html.split(start.as_str())
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect()
    }

    #[test]
    fn no_part_needs_what_the_content_security_policy_forbids() {
        let html = sheet();
        assert!(!html.contains(" style="), "an inline style");
        assert!(!html.contains("<script"), "an inline script");
        assert!(!html.contains(" onclick="), "an inline handler");
        assert!(
            !html.contains("http://") && !html.contains("https://"),
            "an address outside"
        );
    }

    #[test]
    fn every_id_stands_once() {
        let html = sheet();
        let ids = values(&html, "id");
        let once: BTreeSet<_> = ids.iter().collect();
        let twice: Vec<_> = once
            .iter()
            .filter(|id| ids.iter().filter(|other| other == *id).count() > 1)
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn what_is_referred_to_is_there() {
        let html = sheet();
        let ids: BTreeSet<_> = values(&html, "id").into_iter().collect();
        let referring = [
            "for",
            "aria-describedby",
            "aria-labelledby",
            "popovertarget",
            "commandfor",
        ];
        let missing: Vec<_> = referring
            .into_iter()
            .flat_map(|attribute| values(&html, attribute))
            .flat_map(str::split_whitespace)
            .filter(|id| !ids.contains(id))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_control_says_its_error() {
        let html = sheet();
        assert!(html.contains("aria-describedby=\"showcase-amount-error\""));
        assert!(html.contains("href=\"#showcase-amount\""));
    }

    #[test]
    fn a_missing_leg_is_a_hole_with_letters() {
        let owner = Owner::new();
        let html = owner.with(|| view! { <Legs owners=[None, None, None] /> }.to_html());
        for (department, letters) in [("marketing", ">Mk<"), ("sales", ">Sa<"), ("service", ">Se<")] {
            assert!(html.contains(letters), "{html}");
            assert!(html.contains(&format!("No {department} owner")), "{html}");
        }
    }
}

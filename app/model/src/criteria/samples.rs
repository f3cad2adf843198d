//! Criteria, facts and moments for property tests.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

use super::{
    AmountLimit, Condition, ContactCount, Criterion, DealAmount, DealCount, LeadTest, Limit, PainTest, SignalCount,
    StageTest, TextTest, TouchCount, TriggerTest,
    facts::{
        AccountFacts, ContactFact, DealFact, Decided, EvidenceFact, LeadFacts, Profile, SignalFact, Standing,
        TouchFact, TriggerFact,
    },
};
use crate::{
    Department,
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    journey::evaluation::tests::STAGES,
    leads::{
        pains::evidence::EvidenceSource,
        scores::{RowKind, ScoreLog, ScoreRow},
    },
    receipt::RowId,
    values::ids::{ContactId, DealId, EvidenceId, SignalId, TouchId, TriggerId},
};

/// The moment from which samples are told.
pub(crate) fn today() -> DateTime<Utc> {
    "2026-11-25T10:30:00Z".parse().unwrap()
}

/// A moment from 300 days before until 60 days after, with hours so few that moments meet.
pub(crate) fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (-300_i64..60, select(vec![0_i64, 10, 23]))
        .prop_map(|(days, hour)| today() + TimeDelta::days(days) + TimeDelta::hours(hour) - TimeDelta::minutes(30))
}

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn signal_kind() -> impl Strategy<Value = SignalKind> {
    use SignalKind::{Comparison, Demo, ProductUse, Review, RoiCase, WhitePaper};
    select(vec![WhitePaper, Demo, Comparison, RoiCase, ProductUse, Review])
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["Steam", "steam traps", "Maps", "Dairy", "Österreich"]).prop_map(str::to_owned)
}

prop_compose! {
    pub(crate) fn signal()(
        at in moment(), id in id(), kind in signal_kind(), source in option::of(select(SourceType::ALL.to_vec())),
        topic in option::of(text()),
    ) -> SignalFact {
        SignalFact { at, id: SignalId(id), kind, source, topic }
    }
}

prop_compose! {
    pub(crate) fn touch()(
        at in moment(), id in id(), kind in select(TouchKind::ALL.to_vec()), leg in select(Department::ALL.to_vec()),
    ) -> TouchFact {
        TouchFact { at, id: TouchId(id), kind, leg }
    }
}

prop_compose! {
    pub(crate) fn contact()(
        at in moment(), id in id(), role in option::of(select(BuyingRole::ALL.to_vec())),
    ) -> ContactFact {
        ContactFact { at, id: ContactId(id), role }
    }
}

prop_compose! {
    pub(crate) fn deal()(
        opened_at in moment(), closed in option::of((moment(), select(vec![Decided::Won, Decided::Lost]))), id in id(),
        amount_minor in 0_i64..200_000,
    ) -> DealFact {
        DealFact { opened_at, closed, id: DealId(id), amount_minor }
    }
}

/// Keys of pains.
pub(crate) const PAINS: [&str; 3] = ["downtime", "security_gaps", "rising_cost"];
/// Keys of crises.
pub(crate) const CRISES: [&str; 2] = ["network_interruption", "security_breach"];

fn pain_key() -> impl Strategy<Value = String> {
    select(PAINS.map(str::to_owned).to_vec())
}

fn crisis_key() -> impl Strategy<Value = String> {
    select(CRISES.map(str::to_owned).to_vec())
}

prop_compose! {
    pub(crate) fn evidence()(
        at in moment(), stood in option::of(0_i64..200), id in id(), pain in pain_key(), severity in 1_u8..=5,
        source in select(EvidenceSource::ALL.to_vec()),
    ) -> EvidenceFact {
        let until = stood.map(|days| at + TimeDelta::days(days));
        EvidenceFact { at, until, id: EvidenceId(id), pain, severity, source }
    }
}

prop_compose! {
    pub(crate) fn trigger()(
        at in moment(), days in 1_i64..200, id in id(), crisis in crisis_key(), pains in vec(pain_key(), 1..3),
    ) -> TriggerFact {
        TriggerFact { at, until: at + TimeDelta::days(days), id: TriggerId(id), crisis, pains }
    }
}

/// The rows of an account, not yet put in order.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub(crate) signals: Vec<SignalFact>,
    pub(crate) touches: Vec<TouchFact>,
    pub(crate) contacts: Vec<ContactFact>,
    pub(crate) deals: Vec<DealFact>,
    pub(crate) evidence: Vec<EvidenceFact>,
    pub(crate) triggers: Vec<TriggerFact>,
}

impl Rows {
    pub(crate) fn facts(&self, profile: Profile, standing: Standing) -> AccountFacts {
        AccountFacts::new(profile, standing)
            .with_signals(self.signals.clone())
            .with_touches(self.touches.clone())
            .with_contacts(self.contacts.clone())
            .with_deals(self.deals.clone())
            .with_evidence(self.evidence.clone())
            .with_triggers(self.triggers.clone())
    }
}

prop_compose! {
    pub(crate) fn rows()(
        signals in vec(signal(), 0..14), touches in vec(touch(), 0..8), contacts in vec(contact(), 0..5),
        deals in vec(deal(), 0..4), evidence in vec(evidence(), 0..5), triggers in vec(trigger(), 0..3),
    ) -> Rows {
        Rows { signals, touches, contacts, deals, evidence, triggers }
    }
}

prop_compose! {
    pub(crate) fn profile()(
        industry in option::of(text()), country in option::of(text()), employees in option::of(0_u32..900),
        annual_revenue_minor in option::of(0_i64..200_000), leads: [bool; 3],
    ) -> Profile {
        Profile { industry, country, city: None, employees, annual_revenue_minor, currency: None, leads }
    }
}

fn stage_key() -> impl Strategy<Value = String> {
    select(STAGES.map(|(stage, _)| stage.to_owned()).to_vec())
}

prop_compose! {
    pub(crate) fn standing()(stage in stage_key(), since in moment()) -> Standing {
        Standing { stage, since }
    }
}

prop_compose! {
    pub(crate) fn score_log()(
        rows in vec((moment(), 0_u16..3, select(RowKind::ALL.to_vec()), 1_i32..40, option::of(id())), 0..8),
    ) -> ScoreLog {
        ScoreLog::of(rows.into_iter().map(|(at, rule, kind, points, source)| ScoreRow {
            at, rule: Some(rule), kind, points, source: source.map(|id| RowId::Signal(SignalId(id))),
        }))
    }
}

prop_compose! {
    pub(crate) fn lead()(captured_at in moment(), fit in score_log(), engagement in score_log()) -> LeadFacts {
        LeadFacts { captured_at, fit, engagement }
    }
}

prop_compose! {
    pub(crate) fn facts()(
        rows in rows(), profile in profile(), standing in standing(), lead in option::weighted(0.8, lead()),
    ) -> AccountFacts {
        let mut facts = rows.facts(profile, standing);
        facts.lead = lead;
        facts
    }
}

/// A limit that admits something.
fn limit(most: u32) -> impl Strategy<Value = Limit> {
    prop_oneof![
        (1..=most).prop_map(Limit::at_least),
        (0..=most).prop_map(Limit::at_most),
        (1..=most, 0..=most).prop_map(|(least, more)| Limit {
            at_least: Some(least),
            at_most: Some(least + more),
        }),
    ]
}

fn amount() -> impl Strategy<Value = AmountLimit> {
    (1_i64..100_000, option::of(0_i64..100_000)).prop_map(|(least, more)| AmountLimit {
        at_least_minor: Some(least),
        at_most_minor: more.map(|more| least + more),
    })
}

fn window() -> impl Strategy<Value = Option<u16>> {
    option::weighted(0.8, select(vec![1_u16, 7, 14, 30, 90, 180]))
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &[T]) -> impl Strategy<Value = Option<Vec<T>>> {
    option::of(vec(select(of.to_vec()), 1..4))
}

fn text_test() -> impl Strategy<Value = TextTest> {
    prop_oneof![
        Just(TextTest::Known),
        vec(text(), 1..3).prop_map(TextTest::OneOf),
        text().prop_map(TextTest::Contains),
    ]
}

prop_compose! {
    fn signals(limits: BoxedStrategy<Limit>)(
        kinds in option::of(vec(signal_kind(), 1..4)), topic in option::weighted(0.3, text()),
        sources in some(&SourceType::ALL), within_days in window(), count in limits,
    ) -> Condition {
        Condition::Signals(SignalCount { kinds, topic, sources: sources.filter(|_| within_days.is_none()), within_days, count })
    }
}

prop_compose! {
    fn touches(limits: BoxedStrategy<Limit>)(
        kinds in some(&TouchKind::ALL), legs in some(&Department::ALL), within_days in window(), count in limits,
    ) -> Condition {
        Condition::Touches(TouchCount { kinds, legs, within_days, count })
    }
}

prop_compose! {
    fn contacts(limits: BoxedStrategy<Limit>)(roles in some(BuyingRole::ALL), count in limits) -> Condition {
        Condition::Contacts(ContactCount { roles, count })
    }
}

/// A good condition of any kind.
pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        5 => signals(limit(4).boxed()),
        4 => touches(limit(3).boxed()),
        2 => contacts(limit(3).boxed()),
        2 => (option::of(select(DealState::ALL.to_vec())), window(), limit(2))
            .prop_map(|(state, within_days, count)| Condition::Deals(DealCount { state, within_days, count })),
        1 => (option::of(select(DealState::ALL.to_vec())), window(), amount())
            .prop_map(|(state, within_days, amount)| Condition::DealAmount(DealAmount { state, within_days, amount })),
        1 => text_test().prop_map(Condition::Industry),
        1 => text_test().prop_map(Condition::Country),
        1 => limit(600).prop_map(Condition::Employees),
        1 => amount().prop_map(Condition::AnnualRevenue),
        1 => (vec(select(Department::ALL.to_vec()), 1..3), any::<bool>())
            .prop_map(|(legs, named)| Condition::Leads(LeadTest { legs, named })),
        1 => vec(stage_key(), 1..4).prop_map(|one_of| Condition::Stage(StageTest { one_of })),
        1 => limit(60).prop_map(Condition::DaysInStage),
        2 => pain(),
        1 => (option::of(vec(crisis_key(), 1..3)), option::of(vec(pain_key(), 1..3)))
            .prop_map(|(crises, pains)| Condition::Trigger(TriggerTest { crises, pains })),
        1 => limit(120).prop_map(Condition::Fit),
        1 => limit(120).prop_map(Condition::Engagement),
    ]
}

prop_compose! {
    fn pain()(
        pains in option::of(vec(pain_key(), 1..3)), severity_at_least in option::of(1_u8..=5),
        sources in option::weighted(0.3, vec(select(EvidenceSource::ALL.to_vec()), 1..5)), within_days in window(),
        urgent: bool,
    ) -> Condition {
        Condition::Pain(PainTest { pains, severity_at_least, sources, within_days, urgent })
    }
}

/// A condition that does not ask for the stage.
pub(crate) fn stageless() -> impl Strategy<Value = Condition> {
    condition().prop_filter("asks for the stage", |condition| {
        !Criterion::from(condition.clone()).asks().stage
    })
}

/// A condition that more signals, touches and contacts can only make true.
pub(crate) fn rising() -> impl Strategy<Value = Condition> {
    let least = || (1_u32..4).prop_map(Limit::at_least).boxed();
    prop_oneof![signals(least()), touches(least()), contacts(least())]
}

/// A rule of such conditions.
pub(crate) fn tree(leaf: impl Strategy<Value = Condition> + 'static, turns: bool) -> BoxedStrategy<Criterion> {
    let leaf = leaf.prop_map(Criterion::Condition);
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let not = u32::from(turns);
        prop_oneof![
            3 => vec(inner.clone(), 1..4).prop_map(Criterion::All),
            3 => vec(inner.clone(), 1..4).prop_map(Criterion::Any),
            not => inner.prop_map(|part| Criterion::Not(Box::new(part))),
        ]
    })
    .boxed()
}

/// A good rule.
pub(crate) fn criterion() -> BoxedStrategy<Criterion> {
    tree(condition(), true)
}

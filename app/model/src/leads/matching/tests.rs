use chrono::TimeDelta;
use proptest::{collection::vec, option, prelude::*, sample::select};
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::{
    criteria::samples::today,
    receipt::{Met, RowId},
};

fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn candidate(number: u128, name: &str, domain: Option<&str>) -> Candidate {
    Candidate {
        account: account(number),
        name: name.to_owned(),
        domain: domain.map(str::to_owned),
        country: None,
        has_deals: false,
        created_at: today() - TimeDelta::days(i64::try_from(number).unwrap()),
    }
}

fn lead(email: &str, website: &str, company: &str) -> Identity {
    Identity {
        email: email.parse().ok(),
        website: website.parse().ok(),
        company: (!company.is_empty()).then(|| company.to_owned()),
        country: None,
    }
}

fn accounts() -> Vec<Candidate> {
    vec![
        candidate(1, "Brackwell Mills Ltd", Some("brackwell.example")),
        candidate(2, "Brackwell Mills", Some("brackwell-mills.example")),
        candidate(3, "Brackwell France", Some("fr.brackwell.example")),
        candidate(4, "Gmail Users", Some("gmail.com")),
        candidate(5, "Molkerei Süd GmbH", None),
    ]
}

#[rstest]
// The e-mail domain is the surest.
#[case(lead("marta@brackwell.example", "brackwell-mills.example", "Molkerei Süd"), Some((1, MatchedBy::EmailDomain)))]
#[case(lead("marta@mail.brackwell.example", "", ""), Some((1, MatchedBy::EmailDomain)))]
#[case(lead("marta@fr.brackwell.example", "", ""), Some((3, MatchedBy::EmailDomain)))]
// A mailbox that everybody can have says nothing, also where an account has that domain by mistake.
#[case(lead("marta@gmail.com", "brackwell-mills.example", ""), Some((2, MatchedBy::WebDomain)))]
#[case(lead("marta@gmail.com", "gmail.com", "Nobody"), None)]
#[case(lead("marta@yahoo.co.uk", "", "The Molkerei Sud"), Some((5, MatchedBy::Name)))]
#[case(lead("", "https://www.brackwell.example/about", ""), Some((1, MatchedBy::WebDomain)))]
#[case(lead("marta@notbrackwell.example", "", ""), None)]
#[case(lead("", "", ""), None)]
fn a_lead_is_at_an_account(#[case] lead: Identity, #[case] expected: Option<(u128, MatchedBy)>) {
    let found = account_of(&lead, &accounts());
    let expected = expected.map(|(number, by)| (account(number), by));
    assert_eq!(found.account.zip(found.by), expected, "{:?}", found.receipt);
    assert_eq!(found.receipt.holds, expected.is_some());
}

#[rstest]
#[case(TieBreaker::Exactness, |one: &mut Candidate| one.domain = Some("mail.brackwell.example".to_owned()))]
#[case(TieBreaker::Name, |one: &mut Candidate| one.name = "BRACKWELL, Inc.".to_owned())]
#[case(TieBreaker::Country, |one: &mut Candidate| one.country = Some("Österreich".to_owned()))]
#[case(TieBreaker::Deals, |one: &mut Candidate| one.has_deals = true)]
#[case(TieBreaker::Age, |one: &mut Candidate| one.created_at -= TimeDelta::days(900))]
fn accounts_that_fit_equally_well_are_told_apart(#[case] by: TieBreaker, #[case] better: fn(&mut Candidate)) {
    let lead = Identity {
        country: Some("Austria".to_owned()),
        ..lead("marta@mail.brackwell.example", "", "Brackwell")
    };
    let mut candidates = vec![
        candidate(1, "Other", Some("brackwell.example")),
        candidate(2, "Another", Some("brackwell.example")),
    ];
    // By age alone the second is the better one, unless the first has something that is asked before.
    better(&mut candidates[0]);
    let found = account_of(&lead, &candidates);
    assert_eq!((found.account, found.tie), (Some(account(1)), Some(by)));
    let last = found.receipt.lines.last().unwrap();
    assert!(last.found.ends_with(by.name()), "{}", last.found);
}

#[test]
fn the_explanation_says_what_was_asked_and_found_and_names_the_accounts() {
    let found = account_of(&lead("marta@gmail.com", "", "Brackwell Mills"), &accounts());
    let lines: Vec<_> = found
        .receipt
        .lines
        .iter()
        .map(|line| (line.asked.as_str(), line.found.as_str(), line.met))
        .collect();
    assert_eq!(
        lines,
        [
            (
                "an account with the e-mail domain gmail.com",
                "everybody can have that domain",
                Met::No
            ),
            ("an account with the web domain", "not known", Met::Unknown),
            ("an account called Brackwell Mills", "2 accounts", Met::Yes),
            (
                "told apart from the others",
                "Brackwell Mills: it was there first",
                Met::Yes
            ),
        ]
    );
    let rows: Vec<RowId> = found.receipt.lines[2].rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [RowId::Account(account(2)), RowId::Account(account(1))]);
}

#[test]
fn a_name_says_nothing_across_a_border() {
    let mut candidates = vec![candidate(1, "Brackwell", None)];
    let mut lead = lead("", "", "Brackwell");
    candidates[0].country = Some("France".to_owned());
    assert_eq!(account_of(&lead, &candidates).by, Some(MatchedBy::Name));
    lead.country = Some("Germany".to_owned());
    assert_eq!(account_of(&lead, &candidates).account, None);
    lead.country = Some("FR".to_owned());
    assert_eq!(account_of(&lead, &candidates).by, Some(MatchedBy::Name));
}

#[test]
fn candidates_are_asked_for_by_domain_and_all_that_stand_above_it() {
    let asked = lead("marta@mail.brackwell.example", "shop.example", "").domains();
    assert_eq!(asked, ["brackwell.example", "mail.brackwell.example", "shop.example"]);
    assert_eq!(lead("marta@gmail.com", "web.de", "").domains(), Vec::<String>::new());
}

const DOMAINS: [&str; 6] = [
    "brackwell.example",
    "fr.brackwell.example",
    "mail.fr.brackwell.example",
    "molkerei.example",
    "gmail.com",
    "yahoo.co.uk",
];

fn any_domain() -> impl Strategy<Value = Option<String>> {
    option::of(select(DOMAINS.map(str::to_owned).to_vec()))
}

fn any_name() -> impl Strategy<Value = String> {
    select(vec!["Brackwell Mills", "brackwell mills ltd", "Molkerei Süd", "&"]).prop_map(str::to_owned)
}

fn any_country() -> impl Strategy<Value = Option<String>> {
    option::of(select(vec!["France", "FR", "Germany"]).prop_map(str::to_owned))
}

prop_compose! {
    fn any_lead()(
        email in any_domain(), website in any_domain(), company in option::of(any_name()), country in any_country(),
    ) -> Identity {
        Identity {
            email: email.map(|domain| format!("marta@{domain}").parse().unwrap()),
            website: website.map(|domain| domain.parse().unwrap()), company, country,
        }
    }
}

prop_compose! {
    fn any_candidate()(
        name in any_name(), domain in any_domain(), country in any_country(), has_deals: bool, age in 0_i64..3,
    ) -> Candidate {
        Candidate {
            account: account(0), name, domain, country, has_deals, created_at: today() - TimeDelta::days(age),
        }
    }
}

fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
    vec(any_candidate(), 0..8).prop_map(|all| {
        let numbered = (1_u128..).zip(all);
        numbered
            .map(|(number, one)| Candidate {
                account: account(number),
                ..one
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_order_of_accounts_makes_no_difference(
        (lead, candidates, shuffled) in (any_lead(), any_candidates())
            .prop_flat_map(|(lead, all)| (Just(lead), Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(account_of(&lead, &candidates), account_of(&lead, &shuffled));
    }

    #[test]
    fn mailboxes_of_everybody_never_match(lead in any_lead(), candidates in any_candidates()) {
        let found = account_of(&lead, &candidates);
        let Some(account) = found.account else { return Ok(()) };
        let one = candidates.iter().find(|one| one.account == account).unwrap();
        match found.by.unwrap() {
            MatchedBy::EmailDomain => {
                let domain = lead.email.as_ref().unwrap().domain();
                prop_assert!(domain.ends_with(one.domain.as_deref().unwrap()));
                prop_assert!(!["gmail.com", "yahoo.co.uk"].contains(&domain));
            }
            MatchedBy::WebDomain => prop_assert!(!is_everybodys(lead.website.as_ref().unwrap().as_str())),
            MatchedBy::Name => prop_assert_eq!(plain_name(&one.name), lead.plain_name().unwrap()),
        }
        // Whoever loads only the candidates that the lead asks for finds the same.
        let (domains, name) = (lead.domains(), lead.plain_name());
        let asked_for = candidates.iter().filter(|one| {
            one.domain.as_ref().is_some_and(|domain| domains.contains(domain))
                || name.as_ref().is_some_and(|name| plain_name(&one.name) == *name)
        });
        let asked_for: Vec<Candidate> = asked_for.cloned().collect();
        prop_assert_eq!(account_of(&lead, &asked_for), found);
    }

    #[test]
    fn the_account_that_is_found_fits_and_no_surer_one_was_passed_over(
        lead in any_lead(), candidates in any_candidates(),
    ) {
        let found = account_of(&lead, &candidates);
        let alone = |one: &Candidate| account_of(&lead, std::slice::from_ref(one)).by;
        let surest = candidates.iter().filter_map(alone).min();
        prop_assert_eq!(found.by, surest);
        let fitting = candidates.iter().filter(|one| found.by.is_some() && alone(one) == found.by).count();
        prop_assert_eq!(found.tie.is_some(), fitting > 1);
    }
}

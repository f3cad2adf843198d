//! What the address asks the board for, and the sentence by which people ask.

use leptos::prelude::*;
use model::{
    Department,
    journey::{
        StageKey,
        board::{
            BoardView,
            column::ShowColumn,
            show::{Board, Lead, ShowBoard},
        },
    },
    values::{Cursor, Limit, text::SearchText},
};
use ui::{Choice, FilterChip, FilterSentence, Select, TextInput};

use super::state::State;

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) show: ShowBoard,
}

impl Asked {
    pub(super) fn read(get: impl Fn(&str) -> Option<String>, department: Option<Department>) -> Self {
        let view = get("view").and_then(|key| BoardView::from_key(&key));
        Self {
            show: ShowBoard {
                view: view.unwrap_or(BoardView::of(department)),
                mine: get("mine").is_some_and(|mine| mine == "true"),
                lead: get("lead").and_then(|lead| lead.parse().ok()),
                industry: get("industry").and_then(|industry| industry.parse().ok()),
            },
        }
    }

    pub(super) fn address(&self) -> String {
        let mut address = format!("/journey?view={}", self.show.view.key());
        if self.show.mine {
            address.push_str("&mine=true");
        }
        if let Some(lead) = self.show.lead {
            address.push_str("&lead=");
            address.push_str(&lead.to_string());
        }
        if let Some(industry) = &self.show.industry {
            let pairs = [("industry", industry.as_str())];
            address.push('&');
            address.push_str(
                &leptos_router::params::ParamsMap::from_iter(pairs)
                    .to_query_string()
                    .replace('?', ""),
            );
        }
        address
    }

    pub(super) const fn is_filtered(&self) -> bool {
        self.show.mine || self.show.lead.is_some() || self.show.industry.is_some()
    }

    pub(super) fn with(&self, change: impl FnOnce(&mut ShowBoard)) -> String {
        let mut other = self.clone();
        change(&mut other.show);
        other.address()
    }

    pub(super) fn column(&self, stage: StageKey, cursor: Option<Cursor>) -> ShowColumn {
        ShowColumn {
            stage,
            mine: self.show.mine,
            lead: self.show.lead,
            industry: self.show.industry.clone(),
            cursor,
            limit: Limit::default(),
        }
    }
}

/// Which accounts the board shows, as a sentence.
#[component]
pub(super) fn Filters(state: State, shown: Memo<Board>) -> impl IntoView {
    move || {
        let asked = state.asked.get();
        let leads: Vec<Lead> = shown.with(|board| board.leads.clone());
        let show = asked.show.clone();
        let chosen = show.lead.map(|lead| lead.to_string()).unwrap_or_default();
        let lead_name = show.lead.and_then(|lead| {
            leads
                .iter()
                .find(|other| other.id == lead)
                .map(|lead| lead.name.clone())
        });
        let choices: Vec<Choice> = leads
            .into_iter()
            .map(|lead| {
                let leg = lead.department.map_or("", ui::department_name);
                Choice::new(lead.id.to_string(), format!("{}, {}", lead.name, leg.to_lowercase()))
            })
            .collect();
        let (only_mine, mine) = (
            asked.with(|show| {
                show.mine = !show.mine;
                show.lead = None;
            }),
            show.mine,
        );
        let industry = show.industry.as_ref().map(SearchText::to_string);
        let lead_is = lead_name.clone();
        let without_lead = lead_name.is_some().then(|| asked.with(|show| show.lead = None));
        let without_industry = industry.is_some().then(|| asked.with(|show| show.industry = None));
        view! {
            <div class="toolbar">
                <FilterSentence action="/journey" label="Filter the board">
                    <input type="hidden" name="view" value=show.view.key() />
                    {(mine && lead_name.is_none()).then(|| view! { <input type="hidden" name="mine" value="true" /> })}
                    "Accounts"
                    <a class="chip" class:is-on=mine href=only_mine aria-current=mine.then_some("true")>
                        "that I work on"
                    </a>
                    <FilterChip
                        subject="led by"
                        value=lead_is.clone().unwrap_or_else(|| "anybody".to_owned())
                        on=lead_is.is_some()
                        without=without_lead.unwrap_or_default()
                    >
                        <Select name="lead" label="Lead of any leg" choices=choices empty="Anybody" value=chosen />
                    </FilterChip>
                    <FilterChip
                        subject="industry"
                        verb="contains"
                        value=industry.clone().unwrap_or_else(|| "anything".to_owned())
                        on=industry.is_some()
                        without=without_industry.unwrap_or_default()
                    >
                        <TextInput name="industry" label="Industry contains" value=industry.clone().unwrap_or_default() />
                    </FilterChip>
                </FilterSentence>
            </div>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_the_board_shows() {
        let asked = Asked {
            show: ShowBoard {
                view: BoardView::Customers,
                mine: true,
                lead: None,
                industry: Some("food & drink".parse().unwrap()),
            },
        };
        let address = asked.address();
        let query: std::collections::HashMap<String, String> = address
            .split_once('?')
            .unwrap()
            .1
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    value.replace("%20", " ").replace('+', " ").replace("%26", "&"),
                )
            })
            .collect();
        assert_eq!(Asked::read(|name| query.get(name).cloned(), None), asked);
    }
}

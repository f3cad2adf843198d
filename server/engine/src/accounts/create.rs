//! How a company becomes an account.

use model::{
    Complaint, Department, Failure,
    accounts::{Account, create::CreateAccount},
    activity::Fact,
    journey::{FIRST_STAGE, position},
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, name_key, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for CreateAccount {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Account>, Fault> {
        let currency = queries::currency(work.db()).await?;
        let revenue = self
            .annual_revenue
            .as_ref()
            .map(|amount| amount.in_minor(currency))
            .transpose()
            .map_err(|complaint| Failure::field("annual_revenue", complaint))?;
        let employees = self
            .employees
            .map(i32::try_from)
            .transpose()
            .or(Err(Failure::field("employees", Complaint::NotANumber)))?;
        let leads = [
            (Department::Marketing, self.marketing_lead, "marketing_lead"),
            (Department::Sales, self.sales_lead, "sales_lead"),
            (Department::Service, self.service_lead, "service_lead"),
        ];
        let mut named = Vec::new();
        for (leg, person, field) in leads {
            if let Some(person) = person {
                let name = queries::lead_name(work.db(), leg, person, field).await?;
                named.push((leg, person, name));
            }
        }

        let account = AccountId(work.new_id());
        let name = self.name.to_string();
        let now = work.now();
        let row = entity::ActiveModel {
            id: Set(account.0),
            name_key: Set(name_key(&name)),
            name: Set(name.clone()),
            domain: Set(self.domain.map(String::from)),
            industry: Set(self.industry.map(String::from)),
            city: Set(self.city.map(String::from)),
            country: Set(self.country.map(String::from)),
            employees: Set(employees),
            annual_revenue_minor: Set(revenue),
            stage: Set(FIRST_STAGE.to_owned()),
            stage_position: Set(position(FIRST_STAGE)),
            stage_since: Set(now),
            marketing_lead_id: Set(self.marketing_lead.map(|person| person.0)),
            sales_lead_id: Set(self.sales_lead.map(|person| person.0)),
            service_lead_id: Set(self.service_lead.map(|person| person.0)),
            marketing_acted_at: Set(None),
            sales_acted_at: Set(None),
            service_acted_at: Set(None),
            open_amount_minor: Set(0),
            open_deals: Set(0),
            won_deals: Set(0),
            next_close_on: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;

        let stored = queries::find(work.db(), account).await?;
        let answer = queries::told_one(work.db(), stored).await?;
        let recorded = work.record(Fact::AccountCreated { account, name });
        for (leg, person, name) in named {
            work.record(Fact::LegLeadNamed {
                account,
                leg,
                person: Some(person),
                name: Some(name),
                before: None,
            });
        }
        Ok(recorded.with(answer))
    }
}

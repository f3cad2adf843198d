//! How a company becomes an account.

use model::{
    Complaint, Department, Failure,
    accounts::{Account, AccountKind, create::CreateAccount},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work, journey::in_force};

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
        let mut names = queries::Names::new();
        for (leg, person, field) in leads {
            if let Some(person) = person {
                let name = queries::lead_name(work.db(), leg, person, field).await?;
                names.insert(person.0, name.clone());
                named.push((leg, person, name));
            }
        }

        let stages = work.stages().await?;
        let account = AccountId(work.new_id());
        let name = self.name.to_string();
        let by = work.actor().person().map(|person| person.0);
        let row = entity::Model {
            kind: self.kind.unwrap_or(AccountKind::Buyer).key().to_owned(),
            domain: self.domain.map(String::from),
            industry: self.industry.map(String::from),
            city: self.city.map(String::from),
            country: self.country.map(String::from),
            employees,
            annual_revenue_minor: revenue,
            marketing_lead_id: self.marketing_lead.map(|person| person.0),
            sales_lead_id: self.sales_lead.map(|person| person.0),
            service_lead_id: self.service_lead.map(|person| person.0),
            ..entity::Model::named(account.0, &name, in_force::first(&stages)?, by, work.now())
        };
        let stored = entity::ActiveModel::from(row.clone()).reset_all();
        entity::Entity::insert(stored).exec_without_returning(work.db()).await?;
        let answer = queries::account(row, &names, currency);
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

//! The fields that a column can be mapped to, and the headers under which other systems export them.

use super::Subject;

/// One field of a subject.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in mappings, unique within its subject.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What its cells are.
    pub kind: FieldKind,
    /// Whether a row goes without it.
    pub need: Need,
    /// Headers under which it is exported, the most telling first, set apart by ` | `.
    headers: &'static str,
}

impl Field {
    /// Headers under which it is exported, the most telling first: in lower case, words set apart by one space.
    pub fn headers(&self) -> impl Iterator<Item = &'static str> {
        self.headers.split(" | ")
    }
}

/// What the cells of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A short text of at most so many characters.
    Text(u32),
    /// A long text with line breaks, of at most so many characters.
    LongText(u32),
    /// First and last name in one cell.
    FullName,
    /// An e-mail address.
    Email,
    /// A web domain or an address with one.
    Domain,
    /// A day of the calendar; a time beside it is dropped.
    Day,
    /// A day with or without a time.
    Moment,
    /// An amount of money, possibly with its currency.
    Amount,
    /// A currency by its code.
    Currency,
    /// A whole number, not negative.
    Count,
    /// Yes or no.
    YesNo,
    /// One of our people: by e-mail address, by name or by the key in the other system.
    Owner,
    /// A stage by its key or its label.
    Stage,
    /// Open, won or lost.
    DealState,
    /// Call, e-mail, meeting, note or task.
    ActivityKind,
    /// The key of a record in the other system.
    Key,
}

/// Whether a row goes without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A row without it is refused.
    Always,
    /// A row needs at least one of the fields of its subject with this mark.
    OneOf,
    /// A row needs exactly two of the fields of its subject with this mark.
    TwoOf,
    /// A row goes without it.
    No,
}

const fn field(key: &'static str, label: &'static str, kind: FieldKind, need: Need, headers: &'static str) -> Field {
    Field {
        key,
        label,
        kind,
        need,
        headers,
    }
}

const NAME: FieldKind = FieldKind::Text(120);
const LINE: FieldKind = FieldKind::Text(160);

const DELETED: Field = field(
    "deleted",
    "Deleted there",
    FieldKind::YesNo,
    Need::No,
    "is deleted | fivetran deleted | deleted | isdeleted | archived",
);
const CREATED: Field = field(
    "created",
    "Created",
    FieldKind::Moment,
    Need::No,
    "createdate | create date | created at | created date | created on | date created | \
         created | creation date | createddate | add time | entry date | created time | createdat \
         | erstellt am | angelegt am | erstelldatum | hs createdate",
);
const CURRENCY: Field = field(
    "currency",
    "Currency",
    FieldKind::Currency,
    Need::No,
    "currency | currency code | deal currency code | currency iso code | currencyisocode | \
         iso currency | währung | waehrung | devise | moneda | valuta | waluta",
);
const FIRST_NAME: Field = field(
    "first_name",
    "First name",
    NAME,
    Need::No,
    "firstname | first name | given name | forename | vorname | prénom | prenom | nombre | \
         voornaam | imię | förnamn | fornavn",
);
const LAST_NAME: Field = field(
    "last_name",
    "Last name",
    NAME,
    Need::No,
    "lastname | last name | surname | family name | nachname | familienname | nom de famille \
         | apellido | apellidos | cognome | achternaam | nazwisko | efternamn | efternavn | \
         etternavn",
);
const FULL_NAME: Field = field(
    "full_name",
    "Full name",
    FieldKind::FullName,
    Need::No,
    "full name | fullname | name | contact | contact name | person | ansprechpartner | nom \
         complet | nombre completo",
);
const ACCOUNT_KEY: Field = field(
    "account_key",
    "Key of its account",
    FieldKind::Key,
    Need::No,
    "associatedcompanyid | company id | account id | accountid | organization id | \
         organisation id | org id | associated company id | primary company id | primary \
         associated company id | associated company ids | organization organization id | firma id \
         | kundennummer",
);
const ACCOUNT_NAME: Field = field(
    "account_name",
    "Name of its account",
    NAME,
    Need::No,
    "company name | account name | company | account | organization name | organisation name \
         | organization | organisation | associated company | primary company | deal organization \
         | person organization | firma | unternehmen | kunde | société | societe | entreprise | \
         empresa | azienda | bedrijf | firma nazwa | employer | customer",
);
const ACCOUNT_DOMAIN: Field = field(
    "account_domain",
    "Domain of its account",
    FieldKind::Domain,
    Need::No,
    "company domain | company domain name | account domain | account website | company \
         website | website | organization website | domain | hs email domain",
);

static ACCOUNTS: [Field; 15] = [
    field(
        "name",
        "Name",
        NAME,
        Need::OneOf,
        "name | account name | company name | company | account | organization | organisation | \
         organization name | firma | firmenname | unternehmen | unternehmensname | kunde | nom | \
         société | raison sociale | empresa | razón social | azienda | ragione sociale | bedrijf \
         | bedrijfsnaam | nazwa | företag | virksomhed | customer | customer name | legal name",
    ),
    field(
        "domain",
        "Web domain",
        FieldKind::Domain,
        Need::OneOf,
        "domain | domain name | company domain name | website | website url | web | url | \
         homepage | webseite | internet | site web | sitio web | sito web",
    ),
    field(
        "source_key",
        "Key in the other system",
        FieldKind::Key,
        Need::No,
        "id | record id | account id | company id | accountid | hs object id | external id | key \
         | organization id | account number | kundennummer | nummer",
    ),
    field(
        "industry",
        "Industry",
        LINE,
        Need::No,
        "industry | sector | branche | secteur | sector de actividad | settore | branża | bransch",
    ),
    field(
        "city",
        "City",
        LINE,
        Need::No,
        "city | billing city | billingcity | town | stadt | ort | ville | ciudad | città | plaats \
         | stad | miasto | address city | city town of address",
    ),
    field(
        "country",
        "Country",
        LINE,
        Need::No,
        "country | country region | billing country | billingcountry | country code | land | pays \
         | país | paese | kraj | address country | country of address",
    ),
    field(
        "employees",
        "Employees",
        FieldKind::Count,
        Need::No,
        "numberofemployees | number of employees | employees | employee count | headcount | no of \
         employees | company size | mitarbeiter | mitarbeiterzahl | anzahl mitarbeiter | effectif \
         | empleados | dipendenti",
    ),
    field(
        "annual_revenue",
        "Annual revenue",
        FieldKind::Amount,
        Need::No,
        "annualrevenue | annual revenue | revenue | turnover | jahresumsatz | umsatz | chiffre d \
         affaires | facturación | fatturato | omzet",
    ),
    CURRENCY,
    field(
        "stage",
        "Stage of the journey",
        FieldKind::Stage,
        Need::No,
        "lifecyclestage | lifecycle stage | stage | journey stage | status | phase | account \
         status",
    ),
    field(
        "marketing_owner",
        "Lead of marketing",
        FieldKind::Owner,
        Need::No,
        "marketing owner | marketing lead | marketer | marketing contact owner | hs marketing \
         owner",
    ),
    field(
        "sales_owner",
        "Lead of sales",
        FieldKind::Owner,
        Need::No,
        "hubspot owner id | owner id | ownerid | owner | account owner | company owner | sales \
         owner | sales lead | sales rep | account manager | account executive | seller | betreuer \
         | zuständig | commercial | owner name | owner email | assigned to",
    ),
    field(
        "service_owner",
        "Lead of service",
        FieldKind::Owner,
        Need::No,
        "service owner | service lead | customer success manager | csm | success manager | csm \
         owner | customer success owner | support owner",
    ),
    CREATED,
    DELETED,
];

static CONTACTS: [Field; 13] = [
    field(
        "email",
        "E-mail address",
        FieldKind::Email,
        Need::OneOf,
        "email | e mail | email address | e mail address | mail | work email | email work | \
         primary email | e mail adresse | email adresse | courriel | adresse e mail | correo \
         electrónico | correo | indirizzo email | e post",
    ),
    field(
        "source_key",
        "Key in the other system",
        FieldKind::Key,
        Need::OneOf,
        "id | record id | contact id | contactid | vid | hs object id | canonical vid | external \
         id | key | person id | lead id",
    ),
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    field(
        "phone",
        "Phone",
        LINE,
        Need::No,
        "phone | phone number | work phone | phone work | telephone | telefon | telefonnummer | \
         téléphone | teléfono | telefono | mobilephone | mobile phone | mobile | mobil | direct \
         phone",
    ),
    field(
        "job_title",
        "Job title",
        LINE,
        Need::No,
        "jobtitle | job title | title | position | role title | funktion | stelle | poste | \
         fonction | cargo | puesto | ruolo | functie",
    ),
    field(
        "buying_role",
        "Buying role",
        LINE,
        Need::No,
        "hs buying role | buying role | contact role | decision role | role | rolle",
    ),
    ACCOUNT_KEY,
    ACCOUNT_NAME,
    ACCOUNT_DOMAIN,
    CREATED,
    DELETED,
];

static DEALS: [Field; 14] = [
    field(
        "name",
        "Name",
        NAME,
        Need::Always,
        "dealname | deal name | name | opportunity name | title | deal title | opportunity | deal \
         | betreff | bezeichnung | verkaufschance | subject | nom | nombre | titel",
    ),
    field(
        "source_key",
        "Key in the other system",
        FieldKind::Key,
        Need::No,
        "id | record id | deal id | opportunity id | hs object id | external id | key",
    ),
    field(
        "amount",
        "Amount",
        FieldKind::Amount,
        Need::No,
        "amount | deal amount | value | deal value | total | betrag | wert | volumen | \
         auftragswert | montant | valeur | importe | valor | importo | bedrag | kwota | belopp | \
         expected revenue",
    ),
    CURRENCY,
    field(
        "state",
        "Open, won or lost",
        FieldKind::DealState,
        Need::No,
        "status | deal status | state | outcome | zustand | statut | estado | stato | is won | \
         won",
    ),
    field(
        "stage",
        "Stage of the pipeline",
        FieldKind::Stage,
        Need::No,
        "dealstage | deal stage | stage | stagename | stage name | deal pipeline stage id | \
         pipeline stage id | pipeline stage | phase | verkaufsphase | étape | etapa | fase",
    ),
    field(
        "closes_on",
        "Closes on",
        FieldKind::Day,
        Need::No,
        "closedate | close date | closing date | expected close date | expected closing | closed \
         on | close on | abschlussdatum | abschluss | schlusstermin | won time | date de clôture \
         | fecha de cierre | data di chiusura",
    ),
    field(
        "owner",
        "Owner",
        FieldKind::Owner,
        Need::No,
        "hubspot owner id | owner id | ownerid | owner | deal owner | opportunity owner | owner \
         name | owner email | sales rep | assigned to | betreuer",
    ),
    ACCOUNT_KEY,
    ACCOUNT_NAME,
    ACCOUNT_DOMAIN,
    field(
        "contact_key",
        "Key of its contact",
        FieldKind::Key,
        Need::No,
        "contact id | contactid | person id | primary contact id | associated contact id | \
         associated contact ids",
    ),
    CREATED,
    DELETED,
];

static OWNERS: [Field; 6] = [
    field(
        "source_key",
        "Key in the other system",
        FieldKind::Key,
        Need::Always,
        "id | owner id | ownerid | user id | userid | hubspot owner id | record id",
    ),
    field(
        "email",
        "E-mail address",
        FieldKind::Email,
        Need::No,
        "email | e mail | email address | mail",
    ),
    FIRST_NAME,
    LAST_NAME,
    FULL_NAME,
    DELETED,
];

static ACTIVITIES: [Field; 12] = [
    field(
        "source_key",
        "Key in the other system",
        FieldKind::Key,
        Need::Always,
        "id | engagement id | activity id | record id | hs object id | task id",
    ),
    field(
        "kind",
        "Call, e-mail, meeting, note or task",
        FieldKind::ActivityKind,
        Need::No,
        "type | engagement type | activity type | kind | typ | art",
    ),
    field(
        "happened_at",
        "When",
        FieldKind::Moment,
        Need::No,
        "hs timestamp | timestamp | start time | activity date | date | occurred at | due date | \
         datum | date time | occurred | hs meeting start time",
    ),
    field(
        "title",
        "Title",
        LINE,
        Need::No,
        "title | subject | hs email subject | hs call title | hs meeting title | hs task subject \
         | betreff",
    ),
    field(
        "body",
        "Text",
        FieldKind::LongText(10_000),
        Need::No,
        "body | hs note body | hs email text | hs call body | hs meeting body | hs task body | hs \
         body preview | description | comments | notes | text | note | notiz",
    ),
    field(
        "owner",
        "Owner",
        FieldKind::Owner,
        Need::No,
        "hubspot owner id | owner id | ownerid | owner | assigned to | owner name | owner email",
    ),
    ACCOUNT_KEY,
    ACCOUNT_NAME,
    field(
        "contact_key",
        "Key of its contact",
        FieldKind::Key,
        Need::No,
        "contact id | contactid | who id | person id",
    ),
    field(
        "deal_key",
        "Key of its deal",
        FieldKind::Key,
        Need::No,
        "deal id | dealid | what id | opportunity id",
    ),
    CREATED,
    DELETED,
];

static LINKS: [Field; 5] = [
    field(
        "account_key",
        "Key of the account",
        FieldKind::Key,
        Need::TwoOf,
        "company id | account id | accountid | organization id | organisation id",
    ),
    field(
        "contact_key",
        "Key of the contact",
        FieldKind::Key,
        Need::TwoOf,
        "contact id | contactid | person id",
    ),
    field(
        "deal_key",
        "Key of the deal",
        FieldKind::Key,
        Need::TwoOf,
        "deal id | dealid | opportunity id | opportunityid",
    ),
    field(
        "activity_key",
        "Key of the activity",
        FieldKind::Key,
        Need::TwoOf,
        "engagement id | activity id | task id | event id",
    ),
    DELETED,
];

impl Subject {
    /// The fields that a column of such a file can be mapped to, in the order of the choice.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Accounts => &ACCOUNTS,
            Self::Contacts => &CONTACTS,
            Self::Deals => &DEALS,
            Self::Owners => &OWNERS,
            Self::Activities => &ACTIVITIES,
            Self::Links => &LINKS,
        }
    }

    /// The field with this key.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }

    /// What the subject is called in headers: `Deal - Title` is the title of a deal.
    pub(super) const fn nouns(self) -> &'static [&'static str] {
        match self {
            Self::Accounts => &[
                "account",
                "company",
                "organization",
                "organisation",
                "customer",
                "firma",
            ],
            Self::Contacts => &["contact", "person", "people", "lead", "kontakt"],
            Self::Deals => &["deal", "opportunity"],
            Self::Owners => &["owner", "user"],
            Self::Activities => &["engagement", "activity", "task", "call", "meeting", "note", "event"],
            Self::Links => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_key_names_one_field_and_a_header_stands_for_one_field_only() {
        for subject in Subject::ALL {
            let keys: BTreeSet<_> = subject.fields().iter().map(|field| field.key).collect();
            assert_eq!(keys.len(), subject.fields().len(), "{subject:?}");
            let mut headers = BTreeSet::new();
            for field in subject.fields() {
                for header in field.headers() {
                    assert!(headers.insert(header), "{subject:?}: {header} stands for two fields");
                }
            }
        }
    }

    #[test]
    fn headers_are_listed_as_they_are_compared() {
        for subject in Subject::ALL {
            for header in subject.fields().iter().flat_map(Field::headers) {
                assert_eq!(super::super::mapping::words_of(header), header);
            }
        }
    }
}

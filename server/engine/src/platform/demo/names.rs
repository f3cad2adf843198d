//! What companies and people are called. All of them are invented; their addresses end in `.example`, where nobody is.

use super::dice::Dice;

/// A trade with the words that people there use.
#[derive(Debug)]
pub(super) struct Industry {
    /// As it stands on the account.
    pub label: &'static str,
    /// Last words of company names.
    pub endings: &'static [&'static str],
    /// What one of its sites is called.
    pub site: &'static str,
    /// What steam drives there.
    pub process: &'static str,
    /// Fewest and most people.
    pub people: (i64, i64),
}

const fn industry(
    label: &'static str,
    endings: &'static [&'static str],
    site: &'static str,
    process: &'static str,
    people: (i64, i64),
) -> Industry {
    Industry {
        label,
        endings,
        site,
        process,
        people,
    }
}

/// Trades that run on steam.
pub(super) const INDUSTRIES: [Industry; 20] = [
    industry(
        "Dairy",
        &["Dairies", "Creameries", "Milk", "Cheese"],
        "dairy",
        "pasteurisers",
        (180, 2_400),
    ),
    industry(
        "Brewing",
        &["Brewing", "Brewery", "Malt and Brew", "Brewers"],
        "brewery",
        "brewhouse",
        (90, 1_100),
    ),
    industry(
        "Paper",
        &["Paperworks", "Paper", "Pulp", "Tissue"],
        "mill",
        "drying cylinders",
        (240, 3_200),
    ),
    industry(
        "Tyres",
        &["Tyres", "Rubber", "Tread", "Elastomers"],
        "plant",
        "curing presses",
        (400, 4_800),
    ),
    industry(
        "Textiles",
        &["Textiles", "Weaving", "Dyeworks", "Cloth"],
        "mill",
        "dyeing lines",
        (120, 1_600),
    ),
    industry(
        "Specialty chemicals",
        &["Chemicals", "Resins", "Coatings", "Solvents"],
        "works",
        "reactors",
        (200, 3_800),
    ),
    industry(
        "Pharmaceuticals",
        &["Biologics", "Pharma", "Laboratories", "Remedies"],
        "site",
        "clean steam",
        (260, 3_400),
    ),
    industry(
        "Hospitals",
        &["Clinics", "Hospital Group", "Care", "Infirmary"],
        "hospital",
        "sterilisers",
        (700, 6_200),
    ),
    industry(
        "Industrial laundry",
        &["Laundry", "Linen", "Textile Care", "Workwear"],
        "laundry",
        "ironers",
        (80, 900),
    ),
    industry(
        "Sugar",
        &["Sugar", "Beet Sugar", "Refineries", "Sweeteners"],
        "factory",
        "evaporators",
        (220, 1_900),
    ),
    industry(
        "Frozen food",
        &["Foods", "Frozen Meals", "Kitchens", "Vegetables"],
        "factory",
        "blanchers",
        (150, 2_600),
    ),
    industry(
        "Canning",
        &["Canning", "Preserves", "Fruit", "Pickles"],
        "cannery",
        "retorts",
        (110, 1_300),
    ),
    industry(
        "Distilling",
        &["Distillers", "Spirits", "Distillery", "Grain"],
        "distillery",
        "stills",
        (60, 700),
    ),
    industry(
        "Board and packaging",
        &["Packaging", "Board", "Corrugated", "Cartons"],
        "plant",
        "corrugators",
        (160, 2_100),
    ),
    industry(
        "Plywood",
        &["Plywood", "Timber", "Veneers", "Panels"],
        "mill",
        "veneer dryers",
        (130, 1_500),
    ),
    industry(
        "Animal feed",
        &["Feeds", "Mills", "Nutrition", "Oilseeds"],
        "mill",
        "pellet presses",
        (90, 1_000),
    ),
    industry(
        "Leather",
        &["Leather", "Tannery", "Hides", "Skins"],
        "tannery",
        "drying tunnels",
        (70, 600),
    ),
    industry(
        "Building boards",
        &["Gypsum", "Boards", "Insulation", "Blocks"],
        "plant",
        "autoclaves",
        (140, 1_700),
    ),
    industry(
        "District heating",
        &["Heat", "Energy", "District Heat", "Utilities"],
        "heat plant",
        "heat exchangers",
        (80, 1_200),
    ),
    industry(
        "Meat",
        &["Meats", "Smokehouses", "Provisions", "Poultry"],
        "plant",
        "cookers",
        (170, 2_900),
    ),
];

/// Names that were chosen by hand; the first accounts bear them.
const CHOSEN: [&str; 96] = [
    "Aldermoor",
    "Varnholt",
    "Pellinore",
    "Grauwerth",
    "Castermill",
    "Ostergaard",
    "Thornby",
    "Lindmarch",
    "Rovigno",
    "Sellwick",
    "Haverlund",
    "Brunnfeld",
    "Quarrendon",
    "Millstrand",
    "Ekholm Vale",
    "Torrance Hill",
    "Marchfield",
    "Kaltenbrook",
    "Silvanor",
    "Dunholme",
    "Oberwald",
    "Westerlo",
    "Farrowdale",
    "Nordkap",
    "Belcastro",
    "Stavenger",
    "Ashgrove",
    "Morlaix",
    "Tarnowitz",
    "Hollenstein",
    "Greywater",
    "Vandermark",
    "Copperdene",
    "Lauenfels",
    "Ravensholm",
    "Pontarlo",
    "Kirkholt",
    "Zell am Moos",
    "Brightling",
    "Osterwick",
    "Hartmanngrund",
    "Sandhurst Vale",
    "Vimperk",
    "Galloway Fen",
    "Montelupo",
    "Fernhagen",
    "Ullswick",
    "Drossmark",
    "Carrowmore",
    "Engelhart",
    "Tamworth Lea",
    "Bergamar",
    "Kestrelford",
    "Wolfsegg",
    "Norrhamn",
    "Pilgrim's Cross",
    "Lavandou",
    "Steinbruck",
    "Eastermere",
    "Rosental",
    "Holmfirth Dale",
    "Valmontana",
    "Oakhanger",
    "Przemorze",
    "Lochgarry",
    "Feldkamp",
    "Winterbourne",
    "Santoreggio",
    "Blackmere",
    "Hochstadl",
    "Riversley",
    "Kalmarsund",
    "Thistledown",
    "Gravenhof",
    "Cordovan",
    "Saltmarsh",
    "Erlenbach",
    "Penhallow",
    "Dravograd",
    "Mühlgrund",
    "Nethercote",
    "Bellaria",
    "Storfjord",
    "Wendelstein",
    "Amberley",
    "Koldingbro",
    "Trevanion",
    "Altmünster",
    "Fairmile",
    "Skarvik",
    "Longmeadow",
    "Vesterbro Nord",
    "Ibersheim",
    "Cloverdale",
    "Sternberg",
    "Highcastle",
];

const FRONTS: [&str; 64] = [
    "Alder", "Amber", "Ash", "Bern", "Birk", "Black", "Bram", "Brook", "Cald", "Carn", "Clay", "Cold", "Cor", "Dal",
    "Dorn", "Dun", "East", "Eber", "Eich", "Elm", "Falken", "Fern", "Fjord", "Gold", "Grau", "Green", "Gross", "Hal",
    "Hart", "Hasel", "Heid", "Hoch", "Holm", "Ivers", "Kalt", "Karl", "Kest", "Klein", "Lang", "Laven", "Lind", "Marl",
    "Mittel", "Moor", "Neu", "Nord", "Oster", "Pell", "Quill", "Raven", "Roth", "Salz", "Schwarz", "Silver", "Sonder",
    "Stein", "Stor", "Tann", "Thorn", "Ulm", "Vester", "Wald", "Weis", "Wester",
];

const BACKS: [&str; 48] = [
    "ach", "au", "bach", "berg", "borg", "bridge", "brunn", "bury", "by", "combe", "dale", "dorf", "eck", "feld",
    "fels", "field", "fjell", "ford", "garten", "gate", "grund", "hagen", "ham", "haven", "heim", "hof", "holm",
    "holt", "horst", "kamp", "kirk", "lund", "mark", "mere", "mill", "moos", "mouth", "rode", "see", "stad", "stadt",
    "stead", "tal", "thorpe", "vik", "wald", "wick", "worth",
];

/// Names used up by the words above are told apart by where the company works.
const REGIONS: [&str; 20] = [
    "",
    "North",
    "South",
    "East",
    "West",
    "Central",
    "Coast",
    "Valley",
    "Highlands",
    "Rhine",
    "Danube",
    "Alpine",
    "Baltic",
    "Atlantic",
    "Adriatic",
    "Lakes",
    "Islands",
    "Plains",
    "Harbour",
    "Border",
];

/// Towns with their countries: home first, then near, then far.
pub(super) const TOWNS: [(i64, &str, &str); 40] = [
    (9, "Linz", "Austria"),
    (8, "Graz", "Austria"),
    (6, "Wels", "Austria"),
    (5, "Salzburg", "Austria"),
    (4, "Villach", "Austria"),
    (4, "St. Pölten", "Austria"),
    (5, "Dornbirn", "Austria"),
    (5, "Steyr", "Austria"),
    (5, "Augsburg", "Germany"),
    (5, "Kassel", "Germany"),
    (4, "Regensburg", "Germany"),
    (4, "Bielefeld", "Germany"),
    (4, "Chemnitz", "Germany"),
    (3, "Kiel", "Germany"),
    (3, "Ulm", "Germany"),
    (3, "Winterthur", "Switzerland"),
    (3, "Aarau", "Switzerland"),
    (4, "Brno", "Czechia"),
    (3, "Plzeň", "Czechia"),
    (3, "Žilina", "Slovakia"),
    (3, "Trnava", "Slovakia"),
    (3, "Győr", "Hungary"),
    (2, "Szeged", "Hungary"),
    (3, "Maribor", "Slovenia"),
    (2, "Varaždin", "Croatia"),
    (3, "Brescia", "Italy"),
    (3, "Vicenza", "Italy"),
    (2, "Parma", "Italy"),
    (2, "Łódź", "Poland"),
    (2, "Katowice", "Poland"),
    (2, "Eindhoven", "Netherlands"),
    (2, "Zwolle", "Netherlands"),
    (2, "Ghent", "Belgium"),
    (2, "Aarhus", "Denmark"),
    (2, "Odense", "Denmark"),
    (1, "Jönköping", "Sweden"),
    (1, "Tampere", "Finland"),
    (1, "Lille", "France"),
    (1, "Nantes", "France"),
    (1, "Sheffield", "United Kingdom"),
];

const FIRST_NAMES: [&str; 72] = [
    "Anna",
    "Bernd",
    "Clara",
    "David",
    "Elena",
    "Florian",
    "Greta",
    "Hannes",
    "Ines",
    "Jakob",
    "Katarina",
    "Lukas",
    "Magda",
    "Niklas",
    "Olga",
    "Pavel",
    "Quirin",
    "Renate",
    "Stefan",
    "Tereza",
    "Ulrich",
    "Vera",
    "Walter",
    "Xenia",
    "Yannick",
    "Zora",
    "Aleksander",
    "Birgit",
    "Cornelis",
    "Dagmar",
    "Edvard",
    "Franziska",
    "Gernot",
    "Helena",
    "Ivan",
    "Judit",
    "Klaus",
    "Ludmila",
    "Matteo",
    "Nadja",
    "Otto",
    "Petra",
    "Rasmus",
    "Sabine",
    "Tomasz",
    "Ursula",
    "Viktor",
    "Wanda",
    "Agnes",
    "Boris",
    "Chiara",
    "Dorian",
    "Eszter",
    "Filip",
    "Giulia",
    "Holger",
    "Irena",
    "Joris",
    "Karin",
    "Leonhard",
    "Marta",
    "Norbert",
    "Orsolya",
    "Paul",
    "Rosa",
    "Simon",
    "Thea",
    "Urban",
    "Valerie",
    "Wim",
    "Elif",
    "Samir",
];

const LAST_NAMES: [&str; 80] = [
    "Achleitner",
    "Bachlechner",
    "Ceplak",
    "Dvorsky",
    "Ebersold",
    "Fellinger",
    "Grabner",
    "Hollaus",
    "Ibler",
    "Jurek",
    "Kainrath",
    "Lechthaler",
    "Moravec",
    "Nemeth",
    "Oberhauser",
    "Pichler",
    "Quast",
    "Riedmann",
    "Sailer",
    "Thalhammer",
    "Unterberger",
    "Vesely",
    "Wimmer",
    "Zangerl",
    "Ahlgren",
    "Bellini",
    "Cornelissen",
    "Drexler",
    "Eriksen",
    "Fontana",
    "Groenveld",
    "Halvorsen",
    "Illes",
    "Jansky",
    "Kowalik",
    "Lindholm",
    "Marchetti",
    "Novotny",
    "Osterman",
    "Petrakis",
    "Rosendahl",
    "Szabados",
    "Tuomi",
    "Urbanek",
    "Vandenbroek",
    "Wieczorek",
    "Zupan",
    "Aydin",
    "Benedek",
    "Castelli",
    "Demir",
    "Eklund",
    "Fabry",
    "Gasser",
    "Hruby",
    "Jelinek",
    "Koller",
    "Lorenz",
    "Mair",
    "Neuwirth",
    "Orth",
    "Pohl",
    "Rapp",
    "Stadler",
    "Tratnik",
    "Ulbrich",
    "Vogt",
    "Weisz",
    "Zidek",
    "Brandl",
    "Czerny",
    "Dorfer",
    "Egger",
    "Fuchs",
    "Gruber",
    "Huber",
    "Klement",
    "Luger",
    "Maurer",
    "Winkler",
];

/// Names of companies, one after the other, none twice.
#[derive(Debug)]
pub(super) struct Companies {
    next: usize,
    composed: usize,
}

/// A company's name with its trade.
#[derive(Debug, Clone)]
pub(super) struct Company {
    pub name: String,
    pub domain: String,
    pub industry: &'static Industry,
}

impl Companies {
    pub(super) const fn new() -> Self {
        Self { next: 0, composed: 0 }
    }

    pub(super) fn next(&mut self) -> Company {
        let place = self.next;
        self.next += 1;
        // 7 and 20 share no divisor: neighbours differ, and all trades take part.
        let industry = &INDUSTRIES[(place * 7 + place / INDUSTRIES.len()) % INDUSTRIES.len()];
        let name = match CHOSEN.get(place) {
            Some(stem) => {
                let ending = industry.endings[place / INDUSTRIES.len() % industry.endings.len()];
                format!("{stem} {ending}")
            }
            None => self.compose(industry, place),
        };
        Company {
            domain: format!("{}.example", slug(&name)),
            name,
            industry,
        }
    }

    /// Walks through all pairs of front and back in large steps; the next round takes other endings, then regions.
    fn compose(&mut self, industry: &Industry, place: usize) -> String {
        const PAIRS: usize = FRONTS.len() * BACKS.len();
        // Prime, so that every pair comes once before one comes again.
        const STEP: usize = 1_201;
        let mut stem = self.stem(PAIRS, STEP);
        while CHOSEN.contains(&stem.as_str()) {
            stem = self.stem(PAIRS, STEP);
        }
        let round = (self.composed - 1) / PAIRS;
        let ending = industry.endings[(place + round) % industry.endings.len()];
        let region = REGIONS[round % REGIONS.len()];
        let number = round / REGIONS.len();
        match (region, number) {
            ("", 0) => format!("{stem} {ending}"),
            (region, 0) => format!("{stem} {ending} {region}"),
            ("", number) => format!("{stem} {ending} {}", number + 1),
            (region, number) => format!("{stem} {ending} {region} {}", number + 1),
        }
    }

    fn stem(&mut self, pairs: usize, step: usize) -> String {
        let pair = self.composed * step % pairs;
        self.composed += 1;
        format!("{}{}", FRONTS[pair / BACKS.len()], BACKS[pair % BACKS.len()])
    }
}

/// A person's first and last name.
pub(super) fn person(dice: &mut Dice) -> (&'static str, &'static str) {
    (*dice.pick(&FIRST_NAMES), *dice.pick(&LAST_NAMES))
}

/// What a name becomes in an address.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            ' ' | '-' => slug.push('-'),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_company_is_called_like_another() {
        let mut companies = Companies::new();
        let mut seen = HashSet::new();
        for _ in 0..150_000 {
            let company = companies.next();
            assert!(seen.insert(company.domain.clone()), "{} comes twice", company.domain);
        }
    }

    #[test]
    fn domains_are_domains() {
        let mut companies = Companies::new();
        for _ in 0..2_000 {
            let company = companies.next();
            assert_eq!(
                company.domain.parse::<model::values::Domain>().unwrap().as_str(),
                company.domain
            );
        }
    }
}

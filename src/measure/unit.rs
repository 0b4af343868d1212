//! Units: the one name each is told by, whatever the text calls it.
//!
//! A unit is named by its plural in British spelling (*kilometres*, *years*), money by its code of ISO 4217 where the words
//! leave no doubt whose it is. A dollar can be American, Australian, Canadian; a pound can be money or weight; so *$* alone is
//! `dollars`, *US$* is `USD`, *£* is `GBP`, and *12 pounds* are `pounds`.

/// The unit that a word behind a number means, with what it is told per; nothing where it is no unit of measure.
pub(super) fn measure(word: &str) -> Option<(&'static str, Option<&'static str>)> {
    let unit = match word {
        "%" | "percent" | "pct" => "percent",
        "year" | "years" | "yr" | "yrs" => "years",
        "month" | "months" => "months",
        "week" | "weeks" => "weeks",
        "day" | "days" => "days",
        "hour" | "hours" | "hr" | "hrs" => "hours",
        "minute" | "minutes" | "min" | "mins" => "minutes",
        "second" | "seconds" => "seconds",
        "decade" | "decades" => "decades",
        "century" | "centuries" => "centuries",
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => "kilometres",
        "metre" | "metres" | "meter" | "meters" => "metres",
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "centimetres",
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => "millimetres",
        "mile" | "miles" => "miles",
        "mph" => return Some(("miles", Some("hour"))),
        "kph" | "kmh" => return Some(("kilometres", Some("hour"))),
        "yard" | "yards" => "yards",
        "foot" | "feet" | "ft" => "feet",
        "inch" | "inches" => "inches",
        "acre" | "acres" => "acres",
        "hectare" | "hectares" => "hectares",
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" => "kilograms",
        "gram" | "grams" | "gramme" | "grammes" => "grams",
        "mg" | "milligram" | "milligrams" => "milligrams",
        "tonne" | "tonnes" => "tonnes",
        "ton" | "tons" => "tons",
        "pound" | "pounds" | "lb" | "lbs" => "pounds",
        "ounce" | "ounces" | "oz" => "ounces",
        "litre" | "litres" | "liter" | "liters" => "litres",
        "gallon" | "gallons" => "gallons",
        "barrel" | "barrels" => "barrels",
        "kw" | "kilowatt" | "kilowatts" => "kilowatts",
        "mw" | "megawatt" | "megawatts" => "megawatts",
        "gw" | "gigawatt" | "gigawatts" => "gigawatts",
        "degree" | "degrees" | "°" => "degrees",
        "°c" => "degrees Celsius",
        "°f" => "degrees Fahrenheit",
        "point" | "points" | "pt" | "pts" => "points",
        "cent" | "cents" => "cents",
        "pence" => "pence",
        "dollar" | "dollars" => "dollars",
        "euro" | "euros" => "EUR",
        "yen" => "JPY",
        "yuan" | "renminbi" => "CNY",
        "shekel" | "shekels" => "ILS",
        "zloty" | "zlotys" => "PLN",
        "baht" => "THB",
        _ => return None,
    };
    Some((unit, None))
}

/// The currency that a sign means, with the letters before it.
pub(super) fn currency(letters: &str, sign: &str) -> Option<&'static str> {
    Some(match (letters, sign) {
        ("US" | "U.S.", "$") => "USD",
        ("A" | "AU" | "AUD", "$") => "AUD",
        ("C" | "CA" | "CAD", "$") => "CAD",
        ("NZ", "$") => "NZD",
        ("HK", "$") => "HKD",
        ("S", "$") => "SGD",
        ("NT", "$") => "TWD",
        ("R", "$") => "BRL",
        ("", "$") => "dollars",
        ("", "£") => "GBP",
        ("", "€") => "EUR",
        ("", "₹") => "INR",
        ("", "₽") => "RUB",
        ("", "₩") => "KRW",
        ("", "₪") => "ILS",
        ("", "₺") => "TRY",
        ("", "₴") => "UAH",
        ("", "₦") => "NGN",
        ("", "₱") => "PHP",
        // Japan's and China's currencies share it
        ("", "¥") => "¥",
        _ => return None,
    })
}

/// The currency that a name of two words means: *Canadian dollars*, *pounds sterling*.
pub(super) fn named_currency(first: &str, second: &str) -> Option<&'static str> {
    Some(match (first, second.strip_suffix('s').unwrap_or(second)) {
        ("u.s." | "us" | "american", "dollar") => "USD",
        ("canadian", "dollar") => "CAD",
        ("australian", "dollar") => "AUD",
        ("pound" | "pounds", "sterling") | ("british", "pound") => "GBP",
        ("egyptian", "pound") => "EGP",
        ("swiss", "franc") => "CHF",
        ("mexican", "peso") => "MXN",
        ("indian", "rupee") => "INR",
        ("russian", "ruble" | "rouble") => "RUB",
        ("turkish", "lira") => "TRY",
        ("swedish", "krona" | "kronor") => "SEK",
        ("norwegian", "krone" | "kroner") => "NOK",
        ("danish", "krone" | "kroner") => "DKK",
        _ => return None,
    })
}

/// The unit that hangs on a number by a hyphen: *member* of *12-member*. Only what surely counts: *three-time*, *two-way*
/// and *two-party* do not say how much there is.
pub(super) fn hanging(word: &str) -> Option<&'static str> {
    measure(word).map(|(unit, _)| unit).or(match word {
        "member" => Some("members"),
        "page" => Some("pages"),
        "seat" => Some("seats"),
        "person" => Some("people"),
        "man" => Some("men"),
        "bed" => Some("beds"),
        "bedroom" => Some("bedrooms"),
        "storey" | "story" => Some("storeys"),
        "nation" => Some("nations"),
        "country" => Some("countries"),
        _ => None,
    })
}

/// A counted noun under the name it is told by: *persons* and *person* are *people*, the plural stays as it is.
pub(super) fn counted(plural: &str) -> String {
    match plural {
        "persons" | "person" => "people".into(),
        other => other.to_owned(),
    }
}

/// The plural of a noun in its base form, by the rules of spelling.
pub(super) fn plural(noun: &str) -> String {
    match noun {
        "person" => return "people".into(),
        "man" | "woman" | "policeman" | "policewoman" | "fireman" | "gunman" | "congressman" | "spokesman" => {
            return format!("{}men", noun.strip_suffix("man").unwrap_or(noun));
        }
        "child" => return "children".into(),
        _ => {}
    }
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// Units of time, in the singular: what *a* before means *per* behind another quantity.
pub(super) fn is_period(word: &str) -> bool {
    matches!(
        word,
        "second" | "minute" | "hour" | "day" | "night" | "week" | "month" | "quarter" | "year" | "season" | "decade"
    )
}

/// What else *a* or *an* means *per* with.
pub(super) fn is_share_taker(word: &str) -> bool {
    matches!(
        word,
        "person"
            | "head"
            | "barrel"
            | "gallon"
            | "litre"
            | "liter"
            | "share"
            | "tonne"
            | "ton"
            | "piece"
            | "student"
            | "ounce"
            | "acre"
            | "pupil"
            | "household"
    )
}

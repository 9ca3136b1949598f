//! Fields that say who a person is, and why none of them is a dimension.
//!
//! A public list of names or document numbers does not exist; whoever declares one has copied it from the records. The words
//! are compared with the words of a header, in the languages that registers come in; a header that says nothing is not caught here,
//! but its values still need a public list.

/// Why a header must not be a dimension.
pub(super) fn reason(header: &str) -> Option<&'static str> {
    let lower = header.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let says = |any: &[&str]| any.iter().any(|part| lower.contains(part));
    if has(&["surname", "forename", "firstname", "lastname", "fullname", "apellido", "apellidos"])
        || has(&["prénom", "отчество", "фамилия", "alias"])
        || says(&["first name", "last name", "family name", "given name", "first_name"])
        || says(&["last_name", "full name", "full_name", "姓名"])
        || matches!(lower.trim(), "name" | "nom" | "nombre" | "имя" | "الاسم")
    {
        return Some("it is the name of a person");
    }
    if has(&["passport", "pasaporte", "passeport", "паспорт", "ssn", "nino", "curp", "dni"])
        || has(&["id", "uuid", "guid", "identifier", "matricule", "expediente"])
        || says(&["document number", "case number", "file number", "a-number", "anumber"])
        || says(&["biometric", "fingerprint", "person_key", "case_no", "护照"])
    {
        return Some("it is a number or a key of one person or case");
    }
    if has(&["phone", "telephone", "mobile", "email", "address", "whatsapp", "postcode", "zip"])
        || has(&["teléfono", "dirección", "adresse", "coordinates", "latitude", "longitude"])
    {
        return Some("it leads to where a person can be found");
    }
    if has(&["dob", "birthday"]) || says(&["birth date", "date of birth", "birth_date"]) {
        return Some("a date of birth singles a person out; use a band of age");
    }
    if has(&["note", "notes", "narrative", "comment", "comments", "remarks", "description"]) {
        return Some("free text holds whatever somebody wrote about a person");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn fields_that_say_who_a_person_is_are_known_and_others_are_not() {
        for header in ["Last Name", "passport no", "Date of Birth", "e-mail / phone", "Person ID"] {
            assert!(reason(header).is_some(), "{header}");
        }
        for header in ["Country of origin", "sex", "age", "year", "facility type", "coo_name"] {
            assert!(reason(header).is_none(), "{header}");
        }
    }
}

//! What a form takes and what it refuses.

use super::*;
use serde_json::json;

fn fields(listed: Value) -> Vec<FormField> {
    serde_json::from_value(listed).unwrap()
}

fn form() -> Vec<FormField> {
    fields(json!([
        {"key": "seen", "label": "What was seen", "kind": "text", "required": true},
        {"key": "pressure", "label": "Pressure", "kind": "number", "unit": "bar", "min": 0.5, "max": 6},
        {"key": "state", "label": "State", "kind": "choice", "choices": ["good", "bad"]},
        {"key": "next", "label": "Next time", "kind": "date"},
        {"key": "shots", "label": "Pictures", "kind": "photo"},
        {"key": "signed", "label": "Customer", "kind": "signature"},
        {"key": "parts", "label": "Parts", "kind": "table", "columns": [
            {"key": "part", "label": "Part", "kind": "text", "required": true}, {"key": "many", "label": "How many", "kind": "number", "min": 1}]},
    ]))
}

fn taken(answers: Value) -> Result<Vec<String>> {
    check_answers(&form(), answers.as_object().unwrap())
}

#[test]
fn whole_answers_are_taken_with_their_pictures() {
    check_fields(&form()).unwrap();
    let answers = json!({"seen": "Seal worn", "pressure": 2.5, "state": "bad", "next": "2027-05-01", "shots": ["vpc_1", "vpc_2"],
        "signed": {"picture": "vpc_3", "name": "A. Customer"}, "parts": [{"part": "Seal", "many": 2}, {"part": "Grease"}]});
    assert_eq!(taken(answers).unwrap(), ["vpc_1", "vpc_2", "vpc_3"]);
    assert!(taken(json!({"seen": "Nothing"})).is_ok());
}

#[test]
fn each_wrong_answer_is_refused_by_its_own_field() {
    let wrong = [
        ("seen", json!({})),
        ("seen", json!({"seen": "  "})),
        ("seen", json!({"seen": 7})),
        ("pressure", json!({"pressure": 0.4})),
        ("pressure", json!({"pressure": 6.1})),
        ("pressure", json!({"pressure": "2"})),
        ("state", json!({"state": "ugly"})),
        ("next", json!({"next": "2027-02-30"})),
        ("shots", json!({"shots": "vpc_1"})),
        ("shots", json!({"shots": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]})),
        ("signed", json!({"signed": {"picture": "vpc_3"}})),
        ("parts", json!({"parts": [{"many": 1}]})),
        ("parts", json!({"parts": [{"part": "Seal", "many": 0}]})),
        ("parts", json!({"parts": [{"part": "Seal", "colour": "red"}]})),
    ];
    for (field, mut answers) in wrong {
        if field != "seen" {
            answers["seen"] = json!("Seal worn");
        }
        let Err(Error::Invalid(faults)) = taken(answers.clone()) else { panic!("{answers} was taken") };
        assert_eq!(faults[0].field, format!("values.{field}"), "{answers}");
    }
    assert!(taken(json!({"seen": "x", "unasked": 1})).is_err());
}

#[test]
fn fields_that_contradict_themselves_are_refused() {
    for one in [
        json!({"key": "A b", "label": "L", "kind": "text"}),
        json!({"key": "a", "label": "L", "kind": "choice"}),
        json!({"key": "a", "label": "L", "kind": "text", "choices": ["x"]}),
        json!({"key": "a", "label": "L", "kind": "text", "unit": "bar"}),
        json!({"key": "a", "label": "L", "kind": "number", "min": 2, "max": 1}),
        json!({"key": "a", "label": "L", "kind": "table"}),
        json!({"key": "a", "label": "L", "kind": "table", "columns": [{"key": "b", "label": "M", "kind": "photo"}]}),
        json!({"key": "a", "label": "L", "kind": "text", "columns": [{"key": "b", "label": "M", "kind": "text"}]}),
    ] {
        assert!(check_fields(&fields(json!([one]))).is_err(), "{one}");
    }
    let twice = json!({"key": "a", "label": "L", "kind": "text"});
    assert!(check_fields(&fields(json!([twice, twice]))).is_err());
    assert!(check_fields(&[]).is_err());
}

//! Argon2: the reference implementation's own cases, and its known answer with secret and associated data.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use serde_json::Value;

fn cases() -> Value {
    serde_json::from_str(include_str!("../../vectors/argon2_reference_vectors.json")).unwrap()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn reference_hashes_of_every_kind_and_version() {
    let cases = cases();
    let cases = cases["hash"].as_array().unwrap();
    assert_eq!(cases.len(), 13);
    // One case of Argon2i, which is not used here, wants a whole gibibyte: not what a test may take from a small machine.
    let affordable: Vec<_> = cases.iter().filter(|case| number(&case["m_cost_log2_kib"]) <= 18).collect();
    assert_eq!(affordable.len(), 12);
    for case in affordable {
        let algorithm = if case["type"] == "argon2id" { Algorithm::Argon2id } else { Algorithm::Argon2i };
        let version = if number(&case["version"]) == 16 { Version::V0x10 } else { Version::V0x13 };
        let memory = 1 << number(&case["m_cost_log2_kib"]);
        let params = argon2::Params::new(memory, number(&case["t_cost"]), number(&case["parallelism"]), Some(32)).unwrap();
        let mut tag = [0; 32];
        let (password, salt) = (case["password"].as_str().unwrap(), case["salt"].as_str().unwrap());
        Argon2::new(algorithm, version, params).hash_password_into(password.as_bytes(), salt.as_bytes(), &mut tag).unwrap();
        assert_eq!(hex::encode(tag), case["hash_hex"].as_str().unwrap(), "{case}");
    }
}

#[test]
fn known_answer_with_secret_and_associated_data() {
    let answer = include_str!("../../vectors/argon2_kat_argon2id_header_and_tag.txt");
    let field = |name: &str| {
        let line = answer.lines().find(|line| line.starts_with(name)).unwrap();
        super::unhex(line.split_once(':').unwrap().1)
    };
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).output_len(32).data(AssociatedData::new(&field("Associated data")).unwrap());
    let secret = field("Secret");
    let argon2 = Argon2::new_with_secret(&secret, Algorithm::Argon2id, Version::V0x13, params.build().unwrap()).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&field("Password"), &field("Salt"), &mut tag).unwrap();
    assert_eq!(tag[..], field("Tag"));
}

#[test]
fn damaged_reference_records_are_refused() {
    for case in cases()["verify"].as_array().unwrap() {
        let record = case["encoded"].as_str().unwrap().replace("argon2i$", "argon2id$");
        let directory = crate::frozen::directory();
        let passwords =
            vault::Passwords::start(vault::Params::SMALL_HOST, directory.password_pepper(), std::num::NonZeroUsize::MIN).unwrap();
        let verdict = passwords.verify("password", &record).unwrap().wait();
        assert!(matches!(verdict, Err(vault::PasswordError::Record(_))), "{record}");
    }
}

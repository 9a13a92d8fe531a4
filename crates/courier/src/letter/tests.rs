//! Every letter as it was reviewed, and what holds of all of them.

use super::*;

fn house() -> House {
    House {
        name: "North River <Maintenance>".into(),
        zone: Zone::parse("Europe/London").unwrap(),
        site: "https://muster.example.org".into(),
    }
}

fn all() -> Vec<(&'static str, Letter)> {
    let at = Timestamp::parse("2026-06-21T09:30:00Z").unwrap();
    let factor = |change| Letter::FactorChanged { at, change };
    vec![
        (
            "invitation",
            Letter::Invitation { by: "Ana Okafor".into(), link: "https://muster.example.org/join#msi_x_y".into(), expires_at: at },
        ),
        ("password_reset", Letter::PasswordReset { by: None, link: "https://muster.example.org/reset#msr_x_y".into(), expires_at: at }),
        (
            "password_reset_by_administrator",
            Letter::PasswordReset {
                by: Some("Ana Okafor".into()),
                link: "https://muster.example.org/reset#msr_x_y".into(),
                expires_at: at,
            },
        ),
        ("password_changed", Letter::PasswordChanged { at }),
        ("new_device", Letter::NewDevice { at, device: "Firefox on Windows".into(), address: Some("198.51.100.7".into()) }),
        ("factor_app_added", factor(FactorChange::AppAdded)),
        ("factor_app_removed", factor(FactorChange::AppRemoved)),
        ("factor_passkey_added", factor(FactorChange::PasskeyAdded("Work \"laptop\" & co".into()))),
        ("factor_passkey_removed", factor(FactorChange::PasskeyRemoved("Old telephone".into()))),
        ("factor_codes_made", factor(FactorChange::CodesMade)),
        ("factor_code_used", factor(FactorChange::CodeUsed(7))),
        ("factor_all_removed", factor(FactorChange::AllRemoved)),
        ("factor_account_linked", factor(FactorChange::AccountLinked)),
        ("factor_account_unlinked", factor(FactorChange::AccountUnlinked)),
        ("many_failures", Letter::ManyFailures { at, failures: 10 }),
        ("access_ended", Letter::AccessEnded { at }),
        ("address_changed_to_the_old", Letter::AddressChanged { at, by: "Ana Okafor".into(), now: Some("bjorn@new.example".into()) }),
        ("address_changed_to_the_new", Letter::AddressChanged { at, by: "Ana Okafor".into(), now: None }),
        ("alert", Letter::Alert { at, what: "passwords were tried on many accounts".into() }),
        (
            "log_head",
            Letter::LogHead {
                at,
                size: 48_211,
                note: "muster.example.org/log/org_01\n48211\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— muster.example.org/log/org_01 Az3grlgtzPICa5OS\n".into(),
                key: "muster.example.org/log/org_01+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".into(),
            },
        ),
        (
            "certificate_ends_to_the_holder",
            Letter::CertificateEnds {
                competency: "First aider".into(),
                holder: None,
                last_day: "3 May 2026".into(),
                is_over: false,
                places: vec![("Carnival · Saturday night".into(), at)],
            },
        ),
        (
            "certificate_ended_to_the_supervisor",
            Letter::CertificateEnds {
                competency: "First aider".into(),
                holder: Some("Björn <Holm>".into()),
                last_day: "3 May 2026".into(),
                is_over: true,
                places: Vec::new(),
            },
        ),
        ("duty_offered", duty(DutyNews::Offered(at), None)),
        ("duty_cancelled", duty(DutyNews::Cancelled, Some("The ground is under water."))),
        ("duty_swap_asked", duty(DutyNews::SwapAsked("Ana Okafor".into()), None)),
        (
            "notice_to_acknowledge",
            Letter::Notice {
                title: "You have an assignment: Carnival · Saturday night".into(),
                text: "28 November 2026, 19:00 (Europe/London)\nTown hall square".into(),
                path: "/my-work".into(),
                acknowledge: true,
            },
        ),
        ("call_out", called()),
        ("trial", Letter::Trial { by: "Ana Okafor".into() }),
    ]
}

#[test]
fn every_letter_as_it_was_reviewed() {
    for (name, letter) in all() {
        let written = letter.write("Björn O'Neil", &house());
        let whole = format!("Subject: {}\n\n{}\n--- HTML ---\n{}", written.subject, written.text, written.html);
        insta::with_settings!({ snapshot_path => "../../tests/letters", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, whole);
        });
    }
}

#[test]
fn nothing_that_was_written_into_a_name_is_markup() {
    for (name, letter) in all() {
        let html = letter.write("<script>alert(1)</script>", &house()).html;
        assert!(!html.contains("<script>") && !html.contains("<Maintenance>"), "{name}");
        assert!(!html.contains("http-equiv=\"refresh\"") && !html.contains("src="), "{name}: nothing is fetched");
    }
}

#[test]
fn no_letter_shows_its_link_when_it_is_printed() {
    for (name, letter) in all() {
        assert!(!format!("{letter:?}").contains("https"), "{name}");
    }
}

#[test]
fn a_kind_has_one_word() {
    for (_, letter) in all() {
        assert_eq!(serde_json::to_value(&letter).unwrap()["kind"], letter.kind());
    }
    assert!(Letter::KEYS.iter().all(|key| all().iter().any(|(_, letter)| letter.kind() == *key)));
}

fn duty(news: DutyNews, reason: Option<&str>) -> Letter {
    Letter::Duty { news, duty: carnival(), reason: reason.map(str::to_owned) }
}

fn called() -> Letter {
    Letter::CallOut {
        by: "Ana Okafor".into(),
        text: "Two have fallen ill. Who can come at once?".into(),
        duty: carnival(),
        link: "https://muster.example.org/call-out#msc_01_secret".into(),
        until: Timestamp::parse("2026-11-28T18:00:00Z").unwrap(),
    }
}

fn carnival() -> DutyFacts {
    let start = Timestamp::parse("2026-11-28T19:00:00Z").unwrap();
    DutyFacts {
        what: "Carnival 2026 · Saturday night".into(),
        place: "Town hall square".into(),
        start,
        end: start.plus_millis(6 * HOUR),
        zone: Zone::parse("Europe/London").unwrap(),
    }
}

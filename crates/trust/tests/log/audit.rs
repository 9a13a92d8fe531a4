//! What is served of the audit log proves itself: leaves come out of the bytes beside them, every proof and every tile leads to
//! the signed root, and none of it does once a bit is turned. On both engines, through the real router and a real session.
use crate::house::House;
use crate::on_both_engines;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::StatusCode;
use ledger::tile::{TileKind, TilePath, decode_bundle, decode_hashes};
use ledger::{Checkpoint, Entry, Hash, leaf_hash, verify_consistency, verify_inclusion};
use serde_json::Value;
use std::collections::BTreeSet;

/// More than a full tile, so that a level above the leaves exists.
const JOBS: u16 = 300;

on_both_engines! {
    every_entry_makes_its_leaf_and_stands_in_the_tree
    the_log_is_proved_to_have_only_grown
    tiles_hold_the_whole_tree
    the_list_narrows_pages_and_searches
    the_export_is_whole_and_holds_no_formula
    the_export_for_programs_says_the_same
    a_receipt_proves_itself
    the_log_is_found_by_outcome_and_address
    only_who_may_read_the_log_reads_it
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} is no text in {value}"))
}

fn bytes(value: &Value, field: &str) -> Vec<u8> {
    STANDARD.decode(text(value, field)).unwrap()
}

fn hashes(answer: &Value) -> Vec<Hash> {
    answer["hashes"].as_array().unwrap().iter().map(|hash| Hash::from_base64(hash.as_str().unwrap()).unwrap()).collect()
}

/// The checkpoint, once its signature is found good.
async fn checkpoint(house: &House) -> Checkpoint {
    let told = house.json("/audit/checkpoint").await;
    let key: ledger::VerifierKey = text(&told, "verifier_key").parse().unwrap();
    let checkpoint = Checkpoint::open(text(&told, "note"), &[key]).unwrap();
    assert_eq!(told["size"], checkpoint.size);
    assert_eq!(text(&told, "root"), checkpoint.root.to_base64());
    checkpoint
}

async fn every_entry_makes_its_leaf_and_stands_in_the_tree(house: House) {
    house.make_jobs(JOBS.into()).await;
    let head = checkpoint(&house).await;
    assert!(head.size > JOBS.into());
    for seq in (1..=head.size).step_by(23).chain([256, 257, head.size]) {
        let told = house.json(&format!("/audit/{seq}")).await;
        let (entry, salt, detail) = (bytes(&told, "entry"), bytes(&told, "salt"), bytes(&told, "detail"));
        let leaf = leaf_hash(&entry);
        assert_eq!(text(&told, "leaf_hash"), leaf.to_string());
        let read = Entry::decode(&entry).unwrap();
        assert_eq!((read.seq, read.action, told["seq"].as_u64()), (seq, text(&told, "action"), Some(seq)));
        assert_eq!(read.subject_id, told["subject"]["id"].as_str());
        assert_eq!(read.actor_id, told["actor"]["id"].as_str());
        assert_eq!(read.commitment, ledger::commitment(&salt.clone().try_into().unwrap(), &detail));
        let meaning: Value = serde_json::from_slice(&detail).unwrap();
        assert_eq!((&meaning["label"], &meaning["changes"]), (&told["subject"]["label"], &told["changes"]));

        let proof = house.json(&format!("/audit/proof?seq={seq}&size={}", head.size)).await;
        let path = hashes(&proof);
        verify_inclusion(&leaf, seq - 1, head.size, &path, &head.root).unwrap();
        // The counter-proof: one bit turned anywhere, and it does not verify.
        let mut forged = entry.clone();
        forged[entry.len() / 2] ^= 1;
        verify_inclusion(&leaf_hash(&forged), seq - 1, head.size, &path, &head.root).unwrap_err();
        verify_inclusion(&leaf, seq, head.size, &path, &head.root).unwrap_err();
    }
    let beyond = head.size + 1;
    for (path, status) in [
        (format!("/audit/proof?seq={beyond}&size={}", head.size), StatusCode::NOT_FOUND),
        (format!("/audit/proof?seq=0&size={}", head.size), StatusCode::NOT_FOUND),
        (format!("/audit/proof?seq=1&size={}", u64::MAX), StatusCode::UNPROCESSABLE_ENTITY),
        ("/audit/proof?seq=1".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("/audit/{}", i64::MAX), StatusCode::NOT_FOUND),
        ("/audit/-1".to_owned(), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(house.get(&path).await.0, status, "{path}");
    }
}

async fn the_log_is_proved_to_have_only_grown(house: House) {
    let mut heads = vec![checkpoint(&house).await];
    for count in [1, 6, 255, 40] {
        house.make_jobs(count).await;
        heads.push(checkpoint(&house).await);
    }
    for later in &heads {
        for earlier in heads.iter().filter(|earlier| earlier.size <= later.size) {
            let told = house.json(&format!("/audit/consistency?from={}&to={}", earlier.size, later.size)).await;
            let proof = hashes(&told);
            verify_consistency(earlier.size, &earlier.root, later.size, &later.root, &proof).unwrap();
            let other = leaf_hash(b"another history");
            verify_consistency(earlier.size, &other, later.size, &later.root, &proof).unwrap_err();
        }
    }
    let now = heads.last().unwrap().size;
    for bad in [format!("from=0&to={now}"), format!("from={now}&to=1"), format!("from=1&to={}", now + 1)] {
        assert_eq!(house.get(&format!("/audit/consistency?{bad}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    let again = checkpoint(&house).await;
    assert_eq!(again, *heads.last().unwrap(), "a log that has not grown is not signed anew, and reading leaves no record");
}

async fn tiles_hold_the_whole_tree(house: House) {
    house.make_jobs(JOBS.into()).await;
    let (status, note) = house.get("/audit/log/checkpoint").await;
    assert_eq!(status, StatusCode::OK);
    let head = checkpoint(&house).await;
    assert_eq!(String::from_utf8(note).unwrap(), text(&house.json("/audit/checkpoint").await, "note"));

    let mut leaves = Vec::new();
    let rest = u16::try_from(head.size - 256).unwrap();
    for (index, width) in [(0, 256), (1, rest)] {
        let path = |kind| TilePath::new(kind, index, width).unwrap();
        let tile = decode_hashes(&house.bytes(&format!("/audit/log/{}", path(TileKind::Hashes(0)))).await, width).unwrap();
        let bundle = house.bytes(&format!("/audit/log/{}", path(TileKind::Entries))).await;
        let entries = decode_bundle(&bundle, width).unwrap();
        assert_eq!(entries.into_iter().map(leaf_hash).collect::<Vec<_>>(), tile);
        leaves.extend(tile);
    }
    let mut tree: ledger::MemoryNodes = leaves.iter().copied().collect();
    assert_eq!(tree.frontier().root(), head.root);
    let above = decode_hashes(&house.bytes("/audit/log/tile/1/000.p/1").await, 1).unwrap();
    assert_eq!(above[0], ledger::root_at(256, &mut tree).unwrap());

    for none in ["tile/0/002.p/1", "tile/0/001", "tile/1/000.p/2", "tile/2/000.p/1", "tile/64/000", "tile/0/1", "tile/x"] {
        assert_eq!(house.get(&format!("/audit/log/{none}")).await.0, StatusCode::NOT_FOUND, "{none}");
    }
}

async fn the_list_narrows_pages_and_searches(house: House) {
    house.make_jobs(JOBS.into()).await;
    let mut seqs = Vec::new();
    let mut path = "/audit?action=job.created&limit=120".to_owned();
    loop {
        let page = house.json(&path).await;
        seqs.extend(page["items"].as_array().unwrap().iter().map(|item| item["seq"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/audit?action=job.created&limit=120&cursor={next}");
    }
    assert_eq!(seqs.len(), usize::from(JOBS));
    assert!(seqs.is_sorted_by(|newer, older| newer > older), "newest first, none twice");

    let found =
        |page: Value| page["items"].as_array().unwrap().iter().map(|item| text(&item["subject"], "label").to_owned()).collect::<Vec<_>>();
    assert_eq!(found(house.json("/audit?q=PORTER%20j-000007").await), ["J-000007"]);
    assert_eq!(found(house.json("/audit?subject=job_7").await), ["J-000007"]);
    assert_eq!(found(house.json("/audit?subject=customer_7").await), ["J-000007"], "a row that was touched");
    assert_eq!(found(house.json("/audit?q=nowhere").await), Vec::<String>::new());
    let (first, rest) = (house.json("/audit?q=porter&limit=200").await, usize::from(JOBS) - 200);
    let more = house.json(&format!("/audit?q=porter&limit=200&cursor={}", text(&first, "next"))).await;
    assert_eq!((first["items"].as_array().unwrap().len(), more["items"].as_array().unwrap().len()), (200, rest));
    assert_eq!(more["next"], Value::Null);

    // The clock of the house stands at 2026-11-21T09:30Z.
    let count = async |query: &str| house.json(&format!("/audit?action=job.created&{query}")).await["items"].as_array().unwrap().len();
    assert_eq!(count("from=2026-11-21&to=2026-11-21").await, 50);
    assert_eq!(count("from=2026-11-22").await, 0);
    assert_eq!(count("to=2026-11-20").await, 0);
    assert_eq!(count("to=2026-11-21T09:30:00Z").await, 0);
    assert_eq!(count(&format!("actor={}", house.owner)).await, 50);
    assert_eq!(count(&format!("actor={}", house.stranger)).await, 0);

    let item = &house.json("/audit?action=job.created&limit=1").await["items"][0];
    assert_eq!((text(&item["actor"], "kind"), text(&item["actor"], "name"), text(item, "outcome")), ("member", "Ana Reyes", "done"));
    let actions = house.json("/audit/actions").await;
    assert_eq!(actions["items"], serde_json::json!(["job.created", "member.created", "session.started"]));
    for bad in ["limit=0", "limit=201", "from=soon", "actor=ana", "unknown=1", "cursor=zzz"] {
        assert_eq!(house.get(&format!("/audit?{bad}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
}

async fn the_export_is_whole_and_holds_no_formula(house: House) {
    house.make_jobs(JOBS.into()).await;
    house.make_job("=HYPERLINK(\"https://example.org\")", "-1+1\nsecond line, with a comma").await;
    let size = checkpoint(&house).await.size;
    let file = house.bytes("/audit/export.csv").await;
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(file.as_slice()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len() as u64, size);
    let seqs: BTreeSet<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(seqs, (1..=size).collect());
    let newest = &rows[0];
    assert_eq!(
        (&newest[4], &newest[9], &newest[11]),
        ("Ana Reyes", "'=HYPERLINK(\"https://example.org\")", "'-1+1\nsecond line, with a comma")
    );
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']), "{cell}");
    }
    let few = house.bytes("/audit/export.csv?q=j-000007").await;
    assert_eq!(csv::Reader::from_reader(few.as_slice()).records().count(), 1);
    assert_eq!(house.get("/audit/export.csv?limit=5").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn the_export_for_programs_says_the_same(house: House) {
    house.make_jobs(JOBS.into()).await;
    house.make_job("line\nbreak", "\u{2028}").await;
    let file = String::from_utf8(house.bytes("/audit/export.ndjson").await).unwrap();
    let items: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(items.len() as u64, checkpoint(&house).await.size);
    assert_eq!(items[0], house.json("/audit?limit=1").await["items"][0]);
    assert_eq!(house.get("/audit/export.ndjson?cursor=zzz").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn a_receipt_proves_itself(house: House) {
    house.make_jobs(20).await;
    let text = String::from_utf8(house.bytes("/audit/7/receipt").await).unwrap();
    let file = ledger::ProofFile::parse(&text).unwrap();
    let told = house.json("/audit/checkpoint").await;
    let key: ledger::VerifierKey = self::text(&told, "verifier_key").parse().unwrap();
    let head = Checkpoint::open(&file.checkpoint.to_string(), &[key]).unwrap();
    let entry = bytes(&house.json("/audit/7").await, "entry");
    verify_inclusion(&leaf_hash(&entry), file.index, head.size, &file.hashes, &head.root).unwrap();
    let other = bytes(&house.json("/audit/8").await, "entry");
    verify_inclusion(&leaf_hash(&other), file.index, head.size, &file.hashes, &head.root).unwrap_err();
    for none in ["/audit/0/receipt", "/audit/-1/receipt", "/audit/99999/receipt"] {
        assert_eq!(house.get(none).await.0, StatusCode::NOT_FOUND, "{none}");
    }
}

async fn the_log_is_found_by_outcome_and_address(house: House) {
    house.make_jobs(30).await;
    house.refused_sign_in("203.0.113.9", "dan@example.org").await;
    house.refused_sign_in("203.0.113.9", "ida@example.org").await;
    house.refused_sign_in("2001:db8::9", "ida@example.org").await;
    let count = async |query: &str| house.json(&format!("/audit?{query}")).await["items"].as_array().unwrap().len();
    assert_eq!(count("outcome=failed").await, 3);
    assert_eq!(count("outcome=failed&action=session.refused&address=203.0.113.9").await, 2);
    assert_eq!(count("address=%3A%3Affff%3A203.0.113.9").await, 2, "one address, written in two ways");
    assert_eq!(count("address=2001:db8::9&q=ida").await, 1);
    assert_eq!(count("outcome=refused").await, 0);
    assert!(count("outcome=done").await > 30);
    let item = &house.json("/audit?outcome=failed&limit=1").await["items"][0];
    assert_eq!(text(item, "address"), "2001:db8::9");
    for bad in ["outcome=maybe", "address=here", "address=203.0.113.0/24"] {
        assert_eq!(house.get(&format!("/audit?{bad}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
}

async fn only_who_may_read_the_log_reads_it(house: House) {
    let size = checkpoint(&house).await.size;
    let paths =
        ["/audit", "/audit/1", "/audit/actions", "/audit/checkpoint", "/audit/proof?seq=1&size=1", "/audit/consistency?from=1&to=1"];
    let files = [
        "/audit/export.csv",
        "/audit/export.ndjson",
        "/audit/1/receipt",
        "/audit/log/checkpoint",
        "/audit/log/tile/0/000.p/1",
        "/audit/log/tile/entries/000.p/1",
    ];
    let dispatcher = house.sign_in("dispatcher").await;
    let auditor = house.sign_in("auditor").await;
    for path in paths.into_iter().chain(files) {
        assert_eq!(house.ask(path, None).await.0, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(house.ask(path, Some(&dispatcher)).await.0, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(house.ask(path, Some(&auditor)).await.0, StatusCode::OK, "{path}");
    }
    let denied = house.json("/audit?action=permission.denied").await;
    assert_eq!(denied["items"].as_array().unwrap().len(), paths.len() + files.len(), "each refusal is on record");
    assert!(checkpoint(&house).await.size > size);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_that_stops_early_says_where() {
    let house = House::embedded().await;
    let most = u64::try_from(trust::audit::MOST_SEARCHED).unwrap();
    house.make_job("needle", "found late").await;
    house.make_jobs(most + 10).await;
    let stopped = house.json("/audit?q=needle").await;
    assert_eq!(stopped["items"], serde_json::json!([]), "nothing among the newest that one page looks through");
    let found = house.json(&format!("/audit?q=needle&cursor={}", text(&stopped, "next"))).await;
    assert_eq!(text(&found["items"][0]["subject"], "label"), "needle");
    assert_eq!(found["next"], Value::Null);
    let export = house.bytes("/audit/export.csv?q=needle").await;
    assert_eq!(csv::Reader::from_reader(export.as_slice()).records().count(), 1, "an export looks through all");
}

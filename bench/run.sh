#!/usr/bin/env bash
# Builds the server, the ceiling and the generator as released, starts a PostgreSQL of the tests' kind, and measures.
# BENCH_SCALE=small|medium|full (full unless given). The answer is bench/RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
cargo build --locked --release --package muster --package verify
cargo build --locked --release --manifest-path bench/Cargo.toml --target-dir bench/target
cargo build --locked --package test-support --bin test-postgres

# Lives as long as this script: it ends when its standard input does.
coproc POSTGRES { exec "$target/debug/test-postgres"; }
while read -r name url <&"${POSTGRES[0]}"; do
    case $name in
        owner) export BENCH_POSTGRES_OWNER=$url ;;
        app) export BENCH_POSTGRES_APP=$url ;;
        superuser) break ;;
    esac
done

bench/target/release/drive bench/target/release/ceiling "$target/release/muster" bench/RESULTS.md

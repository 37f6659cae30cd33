#!/usr/bin/env bash
# What a user builds: the crates beside the user's own where `endstate` is the only dependency. The derive and what it is
# made with are counted. It fails if `endstate` brings in more than 5 beside itself; counted from the user's crate,
# `endstate` is one more, and the last line says both numbers.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
most=5

user=$(mktemp -d)
trap 'rm -rf "$user"' EXIT
mkdir "$user/src"
touch "$user/src/lib.rs"
cat > "$user/Cargo.toml" <<TOML
[package]
name = "user"
edition = "2024"
[dependencies]
endstate = { path = "$root/runtime" }
[workspace]
TOML
# The versions that the tests run with.
cp "$root/Cargo.lock" "$user/"

tree=$(cargo tree --quiet --manifest-path "$user/Cargo.toml" --edges normal --prefix none --no-dedupe)
crates=$(sed 's/ (.*//' <<< "$tree" | grep -vE '^(user|endstate) ' | sort -u)
count=$(wc -l <<< "$crates")
sed 's/^/  /' <<< "$crates"
echo "endstate brings in $count crates beside itself (at most $most): $((count + 1)) beside the user's own"
[[ $count -le $most ]]

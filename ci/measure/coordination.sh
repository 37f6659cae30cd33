#!/usr/bin/env bash
# Instructions of the coordination layer beside those of the raw primitives, for the same work. Prints a table; judges nothing.
#
#   ci/measure/coordination.sh              everything
#   ci/measure/coordination.sh acquire      what has this in its name
#
# Each number is the difference between two runs of different length, divided by the difference: what starting costs falls out. It
# needs valgrind, and installs it where it is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
only=${1:-}
if ! command -v valgrind > /dev/null; then
  apt-get update -qq && apt-get install -y -qq valgrind > /dev/null
fi
cargo build --release --locked --quiet -p endstate-cost
program=${CARGO_TARGET_DIR:-target}/release/endstate-cost

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

counted() {
  valgrind --tool=callgrind --callgrind-out-file="$work/out" "$program" "$@" 2>&1 > /dev/null |
    sed -n 's/.*Collected : //p'
}

# Instructions for each of the `size` in a round.
instructions() {
  local name=$1 side=$2 size=$3
  local few=$((2000 / size)) many
  ((few > 0)) || few=1
  many=$((few * 3))
  echo $((($(counted "$name" "$side" "$size" "$many") - $(counted "$name" "$side" "$size" "$few")) / ((many - few) * size)))
}

printf '%-34s %7s %9s %9s %7s\n' what of raw ours ratio
"$program" | while IFS=$'\t' read -r name size; do
  [[ $name == *"$only"* ]] || continue
  raw=$(instructions "$name" raw "$size")
  ours=$(instructions "$name" ours "$size")
  printf '%-34s %7s %9s %9s %7s\n' "$name" "$size" "$raw" "$ours" "$(awk "BEGIN { printf \"%.2f\", $ours / $raw }")"
done

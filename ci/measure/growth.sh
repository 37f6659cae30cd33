#!/usr/bin/env bash
# How the time to check a lifecycle grows with its size. Prints a table; judges nothing, since a clock is no test.
#
#   ci/measure/growth.sh              50, 100, 200 and 400 states
#   ci/measure/growth.sh 25 800       other sizes
#   RUNS=9 ci/measure/growth.sh       the median of more runs (5)
#
# It measures processor time (user and system), which other work on the machine disturbs less than the clock.
#
# A lifecycle of n states is a ring with 3 edges a state (to the next, to the one after it, and to the end), so that 400
# states have 1,200 edges. Only this one crate is checked in the measured time: its dependencies are by then.
#
# How to read it: `net` is the time less that of a crate with the same dependency and no lifecycle. `x net` is by how much
# it grew since the line before, and `x size` by how much the lifecycle did: no faster than its size means that the
# former is not above the latter. `expanded` is the source that rustc reads, which has to grow like the size too.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
runs=${RUNS:-5}
sizes=("${@:-}")
[[ -n ${sizes[0]} ]] || sizes=(50 100 200 400)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}/measure
# An incremental check would measure what has not changed.
export CARGO_INCREMENTAL=0

manifest() {
  cat <<TOML
[package]
name = "growth-$1"
edition = "2024"
[dependencies]
endstate = { path = "$root/runtime" }
[workspace]
TOML
}

# A ring of $1 states, each with something to carry.
lifecycle() {
  local n=$1 i
  echo 'use endstate::Lifecycle;'
  echo '#[derive(Lifecycle)]'
  echo '#[lifecycle(handle = Ring, fixpoint = Over)]'
  echo 'pub enum RingState {'
  for ((i = 0; i < n; i++)); do
    local initial=
    ((i == 0)) && initial='initial, '
    echo "    #[lifecycle(${initial}to(S$(((i + 1) % n)), S$(((i + 2) % n)), Over))]"
    echo "    S$i { turn: u64, name: String },"
  done
  echo '    #[lifecycle(terminal)]'
  echo '    Over,'
  echo '}'
  # A few methods that use the transitions, spread over the ring.
  for ((i = 0; i < n; i += n / 10)); do
    local next=$(((i + 1) % n))
    echo "impl Ring<S$i> {"
    echo "    pub fn on_$i(self) -> Ring<S$next> {"
    echo "        let S$i { turn, name } = self.state;"
    echo "        Ring { state: S$next { turn: turn + 1, name }, token: self.token.to() }"
    echo '    }'
    echo "    pub fn end_$i(self) -> Ring<Over> { self.to(Over) }"
    echo '}'
  done
}

# Milliseconds of processor time, the median of all runs.
checked() {
  local crate=$1 run TIMEFORMAT='%U %S'
  cargo check --quiet --manifest-path "$crate/Cargo.toml"
  for ((run = 0; run < runs; run++)); do
    touch "$crate/src/lib.rs"
    { time cargo check --quiet --manifest-path "$crate/Cargo.toml"; } 2>&1
  done | awk '{ printf "%d\n", ($1 + $2) * 1000 }' | sort -n | sed -n "$((runs / 2 + 1))p"
}

# Bytes of source after expansion. The flag that prints it is not stable, and nothing but this number depends on it.
expanded() {
  RUSTC_BOOTSTRAP=1 cargo rustc --quiet --profile check --manifest-path "$1/Cargo.toml" -- -Zunpretty=expanded | wc -c
}

crate() {
  local crate=$work/$1
  mkdir -p "$crate/src"
  manifest "$1" > "$crate/Cargo.toml"
  cp "$root/Cargo.lock" "$crate/"
  cat > "$crate/src/lib.rs"
  echo "$crate"
}

row='%8s %8s %9s %9s %8s %8s %12s\n'
empty=$(checked "$(crate 0 <<< '')")
echo "an empty crate: $empty ms (median of $runs runs)"
printf "$row" states edges ms net 'x size' 'x net' 'expanded KiB'
before=() first=()
for n in "${sizes[@]}"; do
  crate=$(lifecycle "$n" | crate "$n")
  ms=$(checked "$crate")
  net=$((ms - empty))
  ((net > 0)) || net=1
  ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }
  x_size=- x_net=-
  [[ -z ${before[*]} ]] || { x_size=$(ratio "$n" "${before[0]}"); x_net=$(ratio "$net" "${before[1]}"); }
  printf "$row" "$n" $((3 * n)) "$ms" "$net" "$x_size" "$x_net" $(($(expanded "$crate") / 1024))
  before=("$n" "$net" "$ms")
  [[ -n ${first[*]} ]] || first=("${before[@]}")
done
awk -v n0="${first[0]}" -v net0="${first[1]}" -v ms0="${first[2]}" -v n1="${before[0]}" -v net1="${before[1]}" -v ms1="${before[2]}" 'BEGIN {
  printf "from %d to %d states: size x %.1f, time x %.1f, net time x %.1f: it grows %s its size\n",
    n0, n1, n1 / n0, ms1 / ms0, net1 / net0, (net1 / net0 <= n1 / n0 ? "no faster than" : "FASTER THAN")
}'

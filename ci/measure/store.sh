#!/usr/bin/env bash
# What the durable store does in a second, beside the same written by hand and beside apalis; what its sweep costs; how soon a
# killed process is noticed; and that it does not slow down as its table grows. Fails where a ratio within this run is far from what it
# should be. Takes about ten minutes, most of them to compile.
#
#   ci/measure/store.sh            short runs, three of each; `store/bench/run` makes long ones
#
# Each limit is about half of what is measured on an idle machine with two cores: it is for what got slower by a factor. Not a step
# of `.ci/run`: what waits for a disk that others use as well differs by more than that from run to run. What a lost index would cost is
# held there by the plans that the databases make (`store/src/schema/tests/explain.rs`). Without Postgres, its half is left out, aloud.
set -euo pipefail
cd "$(dirname "$0")/../.."
output=$(store/bench/run --quick)
echo "$output"
awk '
  function limit(what, ratio, least) {
    if (ratio < least) { printf "TOO SLOW: %s has a ratio of %.2f, below %.2f\n", what, ratio, least; bad = 1 }
    judged++
  }
  $1 ~ /^(transitions|jobs)$/ && $4 == "endstate" { rate[$1, $2, $3] = $5; limit($1 " " $2 " " $3 " beside those by hand", $NF, 0.45) }
  $1 == "jobs" && $4 == "endstate," { by_ten[$1, $2, $3] = $7 }
  $1 == "jobs" && $4 == "apalis" { limit("jobs " $2 " " $3 ", ten at once, beside apalis", by_ten[$1, $2, $3] / $5, 0.5) }
  $1 == "jobs" && $4 " " $5 == "apalis, batch" { limit("jobs " $2 " " $3 " beside apalis", rate[$1, $2, $3] / $7, 0.6) }
  / no sync / && $NF != "-" { limit($0, $NF, 0.4) }
  /^recovery/ {
    if ($NF > 1) { print "TOO LATE: " $0; bad = 1 }
    judged++
  }
  END {
    if (judged < 10) { print "nothing was measured"; bad = 1 }
    exit bad
  }
' <<< "$output"

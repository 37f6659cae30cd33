#!/usr/bin/env bash
# What the durable store does in a second, beside the same written by hand and beside apalis; what its sweep costs; and that it does
# not slow down as its table grows. Fails where a ratio within this run is far from what it should be. Takes about two minutes.
#
#   ci/measure/store.sh            short runs, three of each; `store/bench/run` makes long ones
#
# Each limit is about half of what is measured on an idle machine with two cores: it is for what got slower by a factor, such as a
# lost index. Without Postgres, its half is left out, aloud.
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
  $1 == "jobs" && $4 " " $5 == "apalis, batch" { limit("jobs " $2 " " $3 " beside apalis", rate[$1, $2, $3] / $7, 0.6) }
  / no sync / && $NF != "-" { limit($0, $NF, 0.4) }
  END {
    if (judged < 10) { print "nothing was measured"; bad = 1 }
    exit bad
  }
' <<< "$output"

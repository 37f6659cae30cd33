#!/bin/sh
# Asks: status 75, with the question as the last line. It is run again with the answer.
set -eu
sleep 1
if [ -z "${ANSWER:-}" ]; then
  echo "Which version is this?"
  exit 75
fi
git tag -- "v$ANSWER"
echo "released $(git describe --tags)"

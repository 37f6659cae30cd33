#!/bin/sh
# Goes on until somebody cancels it, or its time is over.
while :; do
  date
  sleep 1
done

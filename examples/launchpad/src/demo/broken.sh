#!/bin/sh
# Fails.
echo "linking"
sleep 1
echo "undefined reference to 'main'" >&2
exit 1

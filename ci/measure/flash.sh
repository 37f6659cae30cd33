#!/usr/bin/env bash
# What one measurement of `runtime/no-std` takes in the flash of a Cortex-M4, with everything that it calls, by hand and with a
# lifecycle. The figures stand in `runtime/no-std/flash.txt`, which the book shows; `BLESS=1` writes them anew. Those of another
# compiler are not compared.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=thumbv7em-none-eabi
if ! rustup target list --installed | grep --quiet --line-regexp "$target" && ! rustup target add "$target"; then
  echo "left out: the target $target is not installed, and cannot be fetched" >&2
  exit
fi

release=target/flash/$target/release
rm -rf "$release/deps"
cargo rustc --quiet --locked --release --manifest-path runtime/no-std/Cargo.toml --target-dir target/flash --target "$target" -- \
  --emit obj -C symbol-mangling-version=v0
object=$(echo "$release"/deps/no_std_user-*.o)
libraries=$(rustc --print sysroot)/lib/rustlib
linker=$libraries/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld

# Links what can be reached from one function. The program's own allocator and panic handler are not there.
link() {
  local entry
  entry=$(nm "$object" | grep --only-matching "_RNv.*$1\$")
  "$linker" -flavor gnu --gc-sections --entry "$entry" "--unresolved-symbols=$2" --output target/flash/image \
    "$object" "$release"/deps/libendstate-*.rlib "$libraries/$target"/lib/*.rlib
}

# Its code and constants.
flash() {
  link "$1" ignore-all
  local size sum=0
  for size in $(readelf --sections --wide target/flash/image | sed -nE 's/^.* \.(text|rodata) +PROGBITS +[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+) .*/\2/p'); do
    sum=$((sum + 16#$size))
  done
  [[ $sum -gt 0 ]]
  echo "$sum"
}

by_hand=$(flash by_hand7measure)
declared=$(flash 11measurement7measure)
boxed=$(flash 11measurement13measure_boxed)
# Nothing is allocated: it links without an allocator, and the other does not.
link 11measurement7measure report-all
if link 11measurement13measure_boxed report-all 2> target/flash/without-allocator.txt; then
  echo "the check would not notice an allocation" >&2
  exit 1
fi
grep --quiet __rust_dealloc target/flash/without-allocator.txt

figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
{
  echo "bytes of code and constants on $target, opt-level \"s\""
  printf '%6s  %s\n' "$by_hand" "by hand" "$declared" "as a lifecycle, failures as transitions" "$boxed" "as a lifecycle, failures by \`?\`"
  rustc --version
} > "$figures"
cat "$figures"

kept=runtime/no-std/flash.txt
[[ -z ${BLESS:-} ]] || cp "$figures" "$kept"
if [[ $(tail -n 1 "$kept") == "$(rustc --version)" ]]; then
  diff "$kept" "$figures"
else
  echo "$kept is of another compiler: $(tail -n 1 "$kept")"
fi

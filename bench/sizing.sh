#!/usr/bin/env bash
# CPU seconds of the packaged function, from the start of its process: what `levada size` assumes of it
# (run/sizing/Assumptions). Users of the two exports: MEDIUM, LARGE.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=.ci/proofs
. .ci/proofs
prepare
prepare_function
proof FunctionCost target/function.zip "$work/client" "$(folder)" "${MEDIUM:-150000}" "${LARGE:-600000}"

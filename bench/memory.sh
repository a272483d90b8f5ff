#!/bin/sh
# Peak memory of the users pipeline against reading the whole list first, as a table. Whole processes, as the kernel counts
# them (VmHWM, /usr/bin/time where there is no /proc). Needs 2 GB of disk below demo/, and 8 GB of memory for the lists.
#   bench/memory.sh [USERS ...]        default: 1000 100000 1000000 3000000
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- 1000 100000 1000000 3000000

# Runs a command and leaves its peak resident set in MiB in $peak, or "-" where it failed.
measure() {
    if python3 - "$@" > "$work/peak" 2> "$work/error" <<'PY'
import os, resource, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_maxrss // 1024)
sys.exit(0 if status == 0 else 1)
PY
    then peak=$(cat "$work/peak"); else peak="fails"; fi
}

java=$(command -v java)
for home in /usr/lib/jvm/*; do
    if [ -x "$home/bin/java" ] && grep -qE '^JAVA_VERSION="(2[1-9]|[3-9][0-9])' "$home/release" 2> /dev/null; then java="$home/bin/java"; fi
done
./levada --version > "$work/version"
echo "| users | export | levada run --pipeline users | Java, a list of maps | Python, json.load |"
echo "|---|---|---|---|---|"
for users in "$@"; do
    ./levada demo --users "$users" --output "$work/demo" > "$work/log" 2>&1
    export_file="demo/users-$users.json"
    measure ./levada run "$export_file" --pipeline users --output "$work/out" --again --quiet
    lazy=$peak
    measure "$java" -XX:+UseSerialGC -Xmx8g -cp "target/lib/*" bench/WholeList.java "$export_file"
    list=$peak
    measure python3 -c 'import json,sys; users = json.load(open(sys.argv[1]))' "$export_file"
    echo "| $users | $(($(wc -c < "$export_file") / 1000000)) MB | $lazy MiB | $list MiB | $peak MiB |"
    rm -rf "$work/out" "$work/demo"
done

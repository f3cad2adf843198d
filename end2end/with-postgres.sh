#!/usr/bin/env bash
# Runs a command while a PostgreSQL of its own is there: end2end/with-postgres.sh COMMAND...
# The command finds it by TRIDEM_TEST_POSTGRES. Afterwards nothing is left of it, however the command ended.
set -euo pipefail

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL is not installed. As root on Debian end2end/setup.sh installs it; elsewhere install your system's package." >&2
    exit 1
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/tridem-postgres.XXXXXX")
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    # PostgreSQL refuses to run as root.
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$owner" "$folder"
    as_owner=(runuser -u "$owner" --)
fi
# The owner may not be allowed to be where we are.
postgres() { (cd "$folder" && "${as_owner[@]}" "$bin/$@"); }

remove() {
    postgres pg_ctl --pgdata="$folder/data" --mode=immediate --wait stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

postgres initdb --pgdata="$folder/data" --username=tridem --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log"

# Tests lose nothing when the machine stops, so nothing waits for the disk.
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    # Somebody else may have the port; then another one.
    if postgres pg_ctl --pgdata="$folder/data" --log="$folder/log" --options="-p $port $settings" --wait start >/dev/null; then
        export TRIDEM_TEST_POSTGRES="postgres://tridem@127.0.0.1:$port/postgres"
        break
    fi
done
if [ -z "${TRIDEM_TEST_POSTGRES:-}" ]; then
    echo "PostgreSQL does not start; this is what it said:" >&2
    tail -n 20 "$folder/log" >&2
    exit 1
fi

"$@" </dev/null

#!/usr/bin/env bash
# Measures what docs/benchmarks.md tells, on SQLite and PostgreSQL, and writes its tables.
#   ACCOUNTS, SIGNALS, SEED   the demo company (100,000 accounts, 1,000,000 signals, seed 1)
#   SECONDS_EACH              how long each request is repeated (10)
#   DATABASES                 "sqlite postgres"
#   KEEP_BUILD=1              measure what is built already
set -euo pipefail
cd "$(dirname "$0")/.."

accounts=${ACCOUNTS:-100000}
signals=${SIGNALS:-1000000}
seed=${SEED:-1}
each=${SECONDS_EACH:-10}
target=${CARGO_TARGET_DIR:-target}
tridem=$target/release/tridem
folder=$target/bench
document=docs/benchmarks.md
member=bram.verhulst@ostryfell.example
password=three-legs-one-frame
# Stands in the middle of names of accounts and deals and of no contact: all contacts are looked through.
sought=brew
ticks=$(getconf CLK_TCK)
# Tells what one run of wrk creates from what the others did.
run=0

stop() {
    echo "$1" >&2
    exit 1
}

# Memory of a process in MiB.
resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }

# Processor time that processes have used so far, in milliseconds; of PostgreSQL also what ended connections used.
used() {
    local sum=0 pid fields
    for pid in "$@"; do
        # The name in parentheses may contain blanks.
        fields=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || continue
        sum=$((sum + $(awk '{ print $12 + $13 }' <<<"$fields")))
        [ "$pid" != "${postmaster:-}" ] || sum=$((sum + $(awk '{ print $14 + $15 }' <<<"$fields")))
    done
    echo $((sum * 1000 / ticks))
}

database_processes() {
    [ -z "${postmaster:-}" ] || echo "$postmaster" $(cat "/proc/$postmaster/task/$postmaster/children")
}

# One address, repeated: adds a line to the table. The scale is what established systems need of CPU, in ms; 0 where no
# figure is known.
measure() { # what, scale, connections, address, wrk options...
    local what=$1 scale=$2 connections=$3 address=$4
    shift 4
    RUN=$((run += 1)) wrk --threads 1 --connections "$connections" --duration 1s "$@" "$address" >/dev/null
    local server_before database_before server database
    server_before=$(used "$server_pid")
    # shellcheck disable=SC2046
    database_before=$(used $(database_processes))
    RUN=$((run += 1)) wrk --threads 1 --connections "$connections" --duration "${each}s" --latency "$@" "$address" >"$folder/wrk.txt"
    server=$(($(used "$server_pid") - server_before))
    # shellcheck disable=SC2046
    database=$(($(used $(database_processes)) - database_before))
    ! grep -E 'Non-2xx|Socket errors' "$folder/wrk.txt" >&2 || stop "$what: $address did not answer well."
    awk -v what="$what" -v scale="$scale" -v connections="$connections" -v server="$server" -v database="$database" '
        function milliseconds(time) {
            if (time ~ /us$/) return time / 1000
            if (time ~ /ms$/) return time + 0
            return time * 1000
        }
        $1 == "50%" { half = milliseconds($2) }
        $1 == "99%" { most = milliseconds($2) }
        $2 == "requests" && $3 == "in" { requests = $1 }
        $1 == "Requests/sec:" { rate = $2 }
        END {
            each = (server + database) / requests
            # In parentheses: a bare > would send the line into a file.
            inside = (database > 0) ? sprintf("%.2f", database / requests) : "-"
            compared = (scale > 0 && each > 0) ? sprintf("%d ms: 1/%.0f", scale, scale / each) : "-"
            printf "| %s | %d | %.0f | %.2f | %.2f | %.2f | %s | %s |\n", what, connections, rate, half, most, \
                server / requests, inside, compared
        }' "$folder/wrk.txt" | tee -a "$table"
}

# A file of so many companies that nobody has yet.
companies() { # rows
    echo "Company,Website,Industry,City,Country,Employees"
    for row in $(seq "$1"); do
        echo "Imported Mill $row,imported-$row.example,Paper,Linz,Austria,$((row % 900 + 20))"
    done
}

# `tridem import` of 1,000 rows into the database, beside the running server: a sentence with seconds and CPU.
measure_import() { # url
    local before began took cpu database
    companies 1000 >"$folder/companies.csv"
    # shellcheck disable=SC2046
    before=$(used $(database_processes))
    began=$(date +%s%N)
    # What ended children used is known to the shell; before and after it differ by the import.
    cpu=$(
        "$tridem" import --database "$1" "$folder/companies.csv" >"$folder/import.json" 2>"$folder/import.log"
        times >"$folder/times.txt"
        awk 'NR == 2 { split($1, u, /[ms]/); split($2, s, /[ms]/); print int((u[1] * 60 + u[2] + s[1] * 60 + s[2]) * 1000) }' "$folder/times.txt"
    ) || stop "The import does not work: $(cat "$folder/import.log")"
    took=$((($(date +%s%N) - began) / 1000000))
    # shellcheck disable=SC2046
    database=$(($(used $(database_processes)) - before))
    grep -q '"created": 1000' "$folder/import.json" || stop "The import left rows out: $(head -c 2000 "$folder/import.json")"
    awk -v took="$took" -v cpu="$cpu" -v database="$database" 'BEGIN {
        inside = (database > 0) ? sprintf(" and %d ms in the database", database) : ""
        printf "Import of 1,000 rows by `tridem import`: %.1f s, CPU %d ms%s (scale: 21 to 79 s, 1/%.0f of the least).\n", \
            took / 1000, cpu, inside, 21000 / took
    }'
}

# Bytes of an address as they travel, compressed.
bytes() { curl --silent --fail --cookie "$jar" --header 'accept-encoding: br' --output /dev/null --write-out '%{size_download}' "$base$1"; }

# What a browser with these cookies loads for a page before it is alive, in kB: the document, what it names, and the parts
# of the program that the server announces.
first_page() { # cookies, address
    local jar=$1 total address
    total=$(bytes "$2")
    for address in $(
        jq -r '.boot, .js, .loader, .wasm, .css' "$target/release/site/manifest.json"
        curl --silent --cookie "$jar" --dump-header - --output /dev/null "$base$2" | grep -i '^link:' | grep -o '/assets/[^>]*'
    ); do
        total=$((total + $(bytes "$address")))
    done
    echo $(((total + 500) / 1000))
}

# Starts a server over a database and measures it.
measure_server() { # url, title
    local url=$1 title=$2 port began address total account token
    port=$((20000 + RANDOM % 12000))
    base=http://127.0.0.1:$port
    jar=$folder/cookies
    table=$folder/table
    : >"$table"
    rm -f "$jar"
    token=$("$tridem" token create --database "$url" --email "$member" --name bench)
    began=$(date +%s%N)
    "$tridem" serve --database "$url" --listen "127.0.0.1:$port" --requests-per-second 0 \
        --site "$target/release/site" >"$folder/server.log" 2>&1 &
    server_pid=$!
    until curl --silent --fail --output /dev/null "$base/healthz"; do
        kill -0 "$server_pid" || stop "The server does not start: $(cat "$folder/server.log")"
        sleep 0.005
    done
    local started=$((($(date +%s%N) - began) / 1000000))
    curl --silent --fail --cookie-jar "$jar" --header 'content-type: application/json' \
        --data "{\"email\":\"$member\",\"password\":\"$password\"}" --output /dev/null "$base/do/platform.people.sign_in"
    sleep 2
    local idle
    idle=$(resident "$server_pid")
    local cookie bearer
    cookie="cookie: tridem_session=$(awk '$6 == "tridem_session" { print $7 }' "$jar")"
    bearer="authorization: Bearer $token"
    account=$(curl --silent --fail --header "$bearer" "$base/api/v1/accounts?sort=-open_amount&stage=justifying&limit=1" |
        grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)

    local at_the_door inside
    rm -f "$folder/nobody"
    at_the_door=$(first_page "$folder/nobody" /sign-in)
    inside=$(first_page "$jar" /)

    local list="accounts?sort=-open_amount&stage=justifying&limit=50"
    for connections in 1 16; do
        measure "List of 50, page" 46 "$connections" "$base/$list" --header "$cookie"
        measure "List of 50, REST" 46 "$connections" "$base/api/v1/$list" --header "$bearer"
        measure "Account with timeline, page" 40 "$connections" "$base/accounts/$account" --header "$cookie"
        measure "Account, REST" 17 "$connections" "$base/api/v1/accounts/$account" --header "$bearer"
        measure "Timeline, REST" 23 "$connections" "$base/api/v1/activities?account=$account" --header "$bearer"
        measure "Board, page" 0 "$connections" "$base/journey" --header "$cookie"
        measure "Board, REST" 0 "$connections" "$base/api/v1/board" --header "$bearer"
        measure "Today, page" 0 "$connections" "$base/" --header "$cookie"
        measure "Search, page" 112 "$connections" "$base/search?q=$sought" --header "$cookie"
        measure "Search, REST" 112 "$connections" "$base/api/v1/search?q=$sought" --header "$bearer"
    done
    # At the end: whoever has created thousands of accounts has a day unlike others.
    for connections in 1 16; do
        measure "Create an account, REST" 50 "$connections" "$base/api/v1/accounts" \
            --header "$bearer" --script end2end/create-account.lua
    done
    local after imported
    imported=$(measure_import "$url")
    after=$(resident "$server_pid")
    kill -TERM "$server_pid"
    wait "$server_pid" || true
    server_pid=
    {
        echo "### $title"
        echo
        echo "| Request | Connections | Requests/s | p50 ms | p99 ms | Server CPU ms each | Database CPU ms each | Scale |"
        echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
        cat "$table"
        echo
        echo "Ready after $started ms. Resident memory $idle MiB idle, $after MiB after all of the above."
        echo "First page load in Brotli: $at_the_door kB for the page to sign in, $inside kB for Today with nothing kept from it"
        echo "(document, styles, program; a typeface of 48 kB comes while people read)."
        echo
        echo "$imported"
        echo
        echo "$loaded"
        echo
    } >>"$folder/figures.md"
}

demo() { # url
    local began
    began=$(date +%s)
    "$tridem" demo --database "$1" --accounts "$accounts" --signals "$signals" --seed "$seed" >"$folder/demo.txt"
    loaded="\`tridem demo\` made this company in $(($(date +%s) - began)) s"
    began=$(date +%s)
    "$tridem" check --database "$1" >"$folder/check.txt" || stop "What was made does not agree with itself: $(cat "$folder/check.txt")"
    loaded="$loaded; \`tridem check\` looked through it in $(($(date +%s) - began)) s."
    echo "$loaded" >&2
}

on_sqlite() {
    # Another generator, other tables or other numbers make another database.
    local key cached
    key=$({
        echo "$accounts $signals $seed"
        find app/model/src/platform/demo* server/engine/src/platform/demo* migrations/src -name '*.rs' -print0 | sort -z | xargs -0 cat
    } | sha256sum | cut -c 1-16)
    cached=$folder/$key.db
    if [ ! -f "$cached" ]; then
        rm -f "$folder"/new.db*
        demo "sqlite://$folder/new.db?mode=rwc"
        mv "$folder/new.db" "$cached"
        echo "$loaded" >"$cached.txt"
    fi
    loaded=$(cat "$cached.txt")
    rm -f "$folder"/run.db*
    cp --reflink=auto "$cached" "$folder/run.db"
    measure_server "sqlite://$folder/run.db?mode=rwc" "SQLite"
    rm -f "$folder"/run.db*
}

# Runs inside end2end/with-postgres.sh.
on_postgres() {
    postmaster=$(psql "$TRIDEM_TEST_POSTGRES" -Atc "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    postmaster=$(awk '/^PPid/ { print $2 }' "/proc/$postmaster/status")
    psql "$TRIDEM_TEST_POSTGRES" -qc "CREATE DATABASE tridem_bench"
    local url=${TRIDEM_TEST_POSTGRES%/*}/tridem_bench
    demo "$url"
    measure_server "$url" "PostgreSQL"
}

machine() {
    local model memory
    model=$(awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
    memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
    echo "$(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(nproc) × $model, $memory GiB, load $(cut -d ' ' -f 1 /proc/loadavg) before it began."
}

server_pid=
trap '[ -z "$server_pid" ] || kill -TERM "$server_pid" 2>/dev/null || true' EXIT
mkdir -p "$folder"
if [ "${1:-}" = --inside-postgres ]; then
    on_postgres
    exit
fi

for tool in wrk curl jq; do
    command -v "$tool" >/dev/null && continue
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "This needs $tool; apt-get installs it." >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$tool" >/dev/null
    else
        stop "This needs $tool (name of Debian's package). Install it and try again."
    fi
done
[ "${KEEP_BUILD:-}" = 1 ] || make build

: >"$folder/figures.md"
where=$(machine)
for database in ${DATABASES:-sqlite postgres}; do
    case $database in
    sqlite) on_sqlite ;;
    postgres) end2end/with-postgres.sh "$0" --inside-postgres ;;
    *) stop "There is no database $database: choose sqlite, postgres." ;;
    esac
done

{
    sed '/<!-- figures -->/q' "$document"
    echo
    echo "Measured on $where"
    echo
    cat "$folder/figures.md"
    sed -n '/<!-- end of figures -->/,$p' "$document"
} >"$folder/document.md"
cp "$folder/document.md" "$document"
echo "Written to $document." >&2

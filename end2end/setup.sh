#!/usr/bin/env bash
# Makes sure that the tests find PostgreSQL, a browser and an SMTP server, installing them where that needs no question.
set -euo pipefail

receives_mail() {
    # Debian's Python has Debian's packages, also where another one comes first.
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || python3 -c 'import aiosmtpd' 2>/dev/null
}

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
receives_mail || missing+=(python3-aiosmtpd)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "The tests need ${missing[*]}; apt-get installs that." >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "The tests need ${missing[*]} (names of Debian's packages). Install that and try again." >&2
    exit 1
fi

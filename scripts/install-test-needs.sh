#!/usr/bin/env bash
# Installs what checks and tests need and a build does not: a PostgreSQL server (programs only, no running service), a browser,
# a mail server for tests, and a C++ compiler for the fuzz targets.
# Does nothing where they are present. Debian and its relatives; elsewhere it says what to install.
set -euo pipefail

has_postgres() {
    command -v initdb >/dev/null && command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_browser() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

# A mail server that tests start by themselves: the system's Python has it as a package.
has_mail_server() {
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || python3 -c 'import aiosmtpd' 2>/dev/null
}

missing=()
has_postgres || missing+=(postgresql)
has_browser || missing+=(chromium)
has_mail_server || missing+=(python3-aiosmtpd)
command -v c++ >/dev/null || missing+=(g++)
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Checks and tests need what this machine lacks: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    echo "Install a PostgreSQL server (initdb and postgres in PATH), Chromium, aiosmtpd for Python 3 and a C++ compiler with your system's packages, then try again." >&2
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "As root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@"
}

apt update
if ! has_postgres; then
    # Debian would make a cluster and start it as a service. The tests make their own: let it not.
    apt install postgresql-common
    quiet=/etc/postgresql-common/createcluster.d/no-cluster-for-tests.conf
    "${as_root[@]}" mkdir -p "${quiet%/*}"
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$quiet" >/dev/null
    apt install postgresql
    "${as_root[@]}" rm -f "$quiet"
fi
has_browser || apt install chromium
has_mail_server || apt install python3-aiosmtpd
command -v c++ >/dev/null || apt install g++
has_postgres && has_browser && has_mail_server

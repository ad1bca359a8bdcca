# Debian and Ubuntu packages: what is missing is installed once; when nothing is, this costs milliseconds.
# shellcheck shell=bash

# What the program is built from. `postgresql` is asked for by packages_for_cluster alone: a machine whose
# PostgreSQL comes from elsewhere keeps it. libzip and expat read spreadsheets (an archive of XML), zlib writes them: libraries that half
# of Debian stands on, since what they read comes from strangers. libqrencode makes QR codes.
build_packages=(ca-certificates git pkg-config libpq-dev libssl-dev libqrencode-dev libzip-dev libexpat1-dev zlib1g-dev)

package_is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        # Where nobody can type a password, asking for one would hang.
        if [[ -t 0 && ${CI:-} != true ]]; then sudo "$@"; else sudo -n "$@"; fi
    else
        return 127
    fi
}

# `packages_require NAME…` installs those that are not there, in one go.
packages_require() {
    local name missing=()
    if ! command -v dpkg-query >/dev/null; then
        say "no dpkg here: make sure that these, or their likes, are installed: $*"
        return
    fi
    for name; do package_is_installed "$name" || missing+=("$name"); done
    ((${#missing[@]})) || return 0
    say "installing ${missing[*]}"
    as_root "$repository/scripts/lib/apt-install" "${missing[@]}" ||
        fail "could not install: ${missing[*]} (as root: apt-get install ${missing[*]})"
}

# A PostgreSQL of version 15 or later; any will do, so the distribution's is only fetched when there is none.
packages_for_cluster() {
    packages_require util-linux python3
    cluster_newest_binaries >/dev/null || packages_require postgresql
    cluster_newest_binaries >/dev/null || fail "PostgreSQL 15 or later is needed and this distribution's is older;" \
        "/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh adds the project's own package source"
}

# The pages under /docs: Swagger UI's files, as this package carries them. The server says how to get them where they are missing,
# so a distribution without the package is no reason to stop.
packages_for_documentation() {
    package_is_installed python3-flasgger && return
    as_root "$repository/scripts/lib/apt-install" python3-flasgger || say "/docs will be empty: python3-flasgger is not to be had here"
}

# A PKCS #11 token to try the root key in; without it those tests are skipped, and say so.
packages_for_token() {
    package_is_installed softhsm2 && return
    as_root "$repository/scripts/lib/apt-install" softhsm2 || say "the tests of PKCS #11 are skipped: softhsm2 is not to be had here"
}

require_swift() {
    command -v "$SWIFT" >/dev/null || fail "no Swift here; 6.3 or later is needed: https://www.swift.org/install/"
}

# What every script here begins with: where the repository is, how to speak, how to fail.
# shellcheck shell=bash

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# The Swift driver; a packager with several toolchains names his own.
SWIFT=${SWIFT:-swift}

say() { printf '%s\n' "$*" >&2; }

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Prints the comment block at the top of the calling script: the one place where its usage stands.
usage() { sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"; }

# `stage NAME` says how long the stage before took and which one begins; without a name, that all are over.
stage() {
    if [[ ${stage_name:-} ]]; then say "── $stage_name: $((SECONDS - stage_began)) s"; fi
    stage_name=${1:-} stage_began=$SECONDS
    if [[ $stage_name ]]; then say "── $stage_name …"; fi
}

# `value OPTION "$@"` prints the argument of an option, or fails when there is none.
value() {
    (($# >= 3)) || fail "$1 needs a value"
    printf '%s' "$3"
}

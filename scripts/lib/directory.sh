# The data directory of a server: one script at a time.
# shellcheck shell=bash

# `take_directory DIR` makes the directory if need be, sets directory to its path and holds it (file descriptor 9)
# until this script and the server it started are gone. The database does not hold it: a script that was killed hard
# leaves its cluster running, and the next one takes that over.
take_directory() {
    local mode=700
    # Root's cluster runs as `postgres`, who has to pass through here, but need not see what there is.
    if ((EUID == 0)); then mode=711; fi
    if [[ ! -d $1 ]]; then
        (umask 022 && mkdir -p "$1")
        chmod "$mode" "$1"
    fi
    directory=$(cd "$1" && pwd -P)
    [[ -w $directory ]] || fail "$directory belongs to $(stat -c %U "$directory")"
    exec 9<>"$directory/run.lock"
    flock -n 9 || fail "$directory is in use by process $(cat "$directory/run.lock")"
    echo $$ >"$directory/run.lock"
}

#!/usr/bin/env bash
# Physical backups with pg_basebackup, on a timer, and the log between them. `peony backup` is this script too.
#
# usage: backup.sh          a backup every BACKUP_EVERY_HOURS hours and the log without a gap, until SIGTERM
#        backup.sh once     one backup now
#        backup.sh log      the log alone, until SIGTERM
#        backup.sh check    succeeds if the newest backup is younger than two intervals
#        backup.sh list     the backups there are
#        backup.sh drilled NAME
#                           tells the database that this backup was restored and found good
#        backup.sh restore NAME DIRECTORY [TIME]
#                           a data directory made of a backup, to be started by PostgreSQL; with TIME (RFC 3339) it goes on by
#                           the kept log up to then, and beside it DIRECTORY.files, the folder of files (--files-directory). It sends
#                           nothing until `peony confirm-restore`.
#
# BACKUP_DIRECTORY/<UTC time>/ is a data directory that PostgreSQL starts from as it stands, with the log that makes it
# consistent and a manifest with the SHA-256 sum of every file, and it was checked against that manifest.
# BACKUP_DIRECTORY/<UTC time>.files/ is the folder of sealed files as that backup's database needs it, where BACKUP_FILES names one: links to
# the copies of the backup before, and what came since. BACKUP_DIRECTORY/log.files/ is what came after the oldest kept backup, for restores to
# a moment. Files are written once, never changed, and nothing in them opens without the database's rows and the root key.
#
# BACKUP_KEEP of them are kept. BACKUP_DIRECTORY/log/ is the write-ahead log as it was streamed, from the oldest kept backup on. They hold sealed columns as they are in the database, and no key that opens them.
# The server is found as libpq finds it: PGHOST, PGPORT, PGUSER, PGPASSFILE. The database PGDATABASE, where it is named, is told of each
# backup, so that servers and `peony doctor` know how old the newest is.
set -euo pipefail
umask 077

directory=${BACKUP_DIRECTORY:?}
hours=${BACKUP_EVERY_HOURS:-24}
keep=${BACKUP_KEEP:-14}
files=${BACKUP_FILES:-}

say() { printf '%s backup: %s\n' "$(date -u +%FT%TZ)" "$*"; }

# Prints the finished backups, the oldest first; their names sort by time.
finished() { find "$directory" -mindepth 1 -maxdepth 1 -type d -name '*Z' | sort; }

backup_once() {
    local name partial began=$SECONDS
    name=$(date -u +%Y%m%dT%H%M%SZ)
    partial=$directory/$name.partial
    # One at a time; then a partial backup is one that was interrupted.
    exec 9>"$directory/.lock"
    flock -n 9 || { say "another backup is under way"; return 1; }
    rm -rf "$directory"/*.partial "$directory"/*.partial.files
    # Before the database and after it: what goes meanwhile is in the first pass, what comes meanwhile in the second. Either may have more
    # than the database knows; the server sweeps that away.
    copy_files "$partial.files" || return
    pg_basebackup --no-password --pgdata="$partial" --wal-method=stream --checkpoint=fast \
        --manifest-checksums=SHA256 --label="peony $name" || return
    # A backup nobody has read back is a hope: every file's sum, and the log from first to last record.
    pg_verifybackup --quiet "$partial" || return
    # Whatever is started from this says that it was a backup. (The manifest leaves this one file out.)
    printf "peony.restored_from = '%s'\n" "$name" >>"$partial/postgresql.auto.conf"
    copy_files "$partial.files" || return
    if [[ -d $partial.files ]]; then mv "$partial.files" "$directory/$name.files"; fi
    mv "$partial" "$directory/$name"
    say "$name, $(du -sh "$directory/$name" | cut -f 1), $((SECONDS - began)) s"
    tell_of "$name" $((SECONDS - began))
    # Only a new good one makes an old one superfluous.
    finished | head -n "-$keep" | sed 'p; s/$/.files/' | xargs -r -d '\n' rm -rf
    forget_log
    forget_files
}

# `ask SQL [psql's arguments]`: the answer of the database that backups are told to.
ask() {
    PGCONNECT_TIMEOUT=10 psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "${@:2}" <<<"$1"
}

# `tell_of NAME SECONDS`: a backup that nobody could be told of is a backup all the same.
tell_of() {
    local bytes
    [[ ${PGDATABASE:-} ]] || return 0
    bytes=$(find "$directory/$1"* -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
    ask "select backup.made(:'name', :'seconds'::int, :'bytes'::bigint)" --set=name="$1" --set=seconds="$2" --set=bytes="$bytes" >/dev/null ||
        say "$1 is here, but the database could not be told of it"
}

# `drilled NAME`
drilled() {
    [[ ${PGDATABASE:-} ]] || { say "PGDATABASE names no database to tell"; return 1; }
    [[ $(ask "select backup.drilled(:'name')" --set=name="$1") == t ]] || { say "the database was never told of a backup $1"; return 1; }
}

# `copy_files TARGET`: every finished file that is not there yet; one that an earlier copy has is linked, not copied again.
copy_files() {
    local target=$1 name known
    [[ $files && -d $files ]] || return 0
    mkdir -p "$target"
    while IFS= read -r -d '' name; do
        [[ ! -e $target/$name ]] || continue
        mkdir -p "$target/${name%/*}"
        known=$(known_copy "$name")
        if [[ $known ]]; then
            ln "$known" "$target/$name"
        elif cp -p "$files/$name" "$target/$name.part" 2>/dev/null; then
            sync "$target/$name.part"
            mv "$target/$name.part" "$target/$name"
        else
            # Swept while we looked: no row names it any more.
            rm -f "$target/$name.part"
            [[ ! -e $files/$name ]] || { say "$name cannot be copied"; return 1; }
        fi
    done < <(cd "$files" && find . -mindepth 3 -maxdepth 3 -type f ! -name '*.part' -printf '%P\0')
}

# Prints where an earlier copy of a file is: the newest backup's, or the one kept since.
known_copy() {
    local newest place
    newest=$(finished | tail -n 1)
    for place in ${newest:+"$newest.files"} "$directory/log.files"; do
        if [[ -e $place/$1 ]]; then
            printf '%s' "$place/$1"
            return
        fi
    done
}

# What came before the oldest backup is in it, or was gone by then.
forget_files() {
    local oldest
    oldest=$(finished | head -n 1)
    [[ $oldest && -d $directory/log.files ]] || return 0
    find "$directory/log.files" -type f ! -newer "$oldest/backup_label" -delete
}

# Keeps the files that came since, every minute: the log alone would lead to rows without them.
follow_files() {
    [[ $files ]] || return 0
    trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
    while :; do
        copy_files "$directory/log.files" || say "files could not be copied; again in a minute"
        pause "${BACKUP_FILES_SECONDS:-60}"
    done
}

# The log before the oldest backup leads nowhere.
forget_log() {
    local oldest segment
    oldest=$(finished | head -n 1)
    [[ $oldest && -d $directory/log ]] || return 0
    segment=$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]\{24\}\))$/\1/p' "$oldest/backup_label")
    [[ ! $segment ]] || pg_archivecleanup -x .partial "$directory/log" "$segment" || return
}

# Streams the log as it is written: what was acknowledged is here within moments. The slot keeps on the server what we have not got yet.
stream_log() {
    mkdir -p "$directory/log"
    follow_files &
    # A part of the script by itself in the background has to end its own children.
    trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
    while :; do
        if pg_receivewal --no-password --directory="$directory/log" --slot=peony_backup --create-slot --if-not-exists; then
            pg_receivewal --no-password --directory="$directory/log" --slot=peony_backup --status-interval=5 &
            wait $! || true
        fi
        say "the log's stream ended; again in ten seconds"
        pause 10
    done
}

# `restore NAME DIRECTORY [TIME]`
restore() {
    local from=$directory/$1 to=$2 until=${3:-} segment
    [[ -d $from ]] || { say "there is no backup $1"; return 1; }
    [[ ! -e $to || -z $(ls -A "$to") ]] || { say "$to is not empty"; return 1; }
    [[ ! -e $to.files ]] || { say "$to.files is there already"; return 1; }
    pg_verifybackup --quiet "$from" || return
    mkdir -p "$to"
    chmod 700 "$to"
    cp -a "$from/." "$to/"
    if [[ -d $from.files ]]; then cp -a "$from.files" "$to.files"; fi
    if [[ $until ]]; then
        [[ -d $directory/log ]] || { say "there is no log in $directory"; return 1; }
        if [[ -d $directory/log.files ]]; then
            mkdir -p "$to.files"
            chmod 700 "$to.files"
            # No file replaces one: equal names are equal files.
            cp -an "$directory/log.files/." "$to.files/"
        fi
        [[ $directory$until != *[\'\\]* ]] || { say "a quote in $directory or $until"; return 1; }
        # The segment that was being written when the stream ended has a name of its own, and its size too if it had just begun.
        segment=$(LC_ALL=C pg_controldata "$to" | sed -n 's/^Bytes per WAL segment: *//p')
        cat >>"$to/postgresql.auto.conf" <<END
restore_command = 'cp "$directory/log/%f" "%p" 2>/dev/null || (cp "$directory/log/%f.partial" "%p" 2>/dev/null && truncate -s $segment "%p")'
recovery_target_time = '$until'
recovery_target_action = 'promote'
END
        touch "$to/recovery.signal"
    fi
    if [[ -d $to.files ]]; then say "$to.files holds the files: the server's --files-directory"; fi
    say "$to holds $1${until:+, and will go on to $until}; put the root key in its place, start PostgreSQL, see docs/operations.md"
}

newest_is_fresh() {
    local newest
    newest=$(finished | tail -n 1)
    [[ $newest ]] && (($(date +%s) - $(stat -c %Y "$newest/backup_manifest") < hours * 7200))
}

# Sleeps so that a signal ends it at once.
pause() {
    sleep "$1" &
    wait $!
}

case ${1:-timer} in
    once) backup_once ;;
    check) newest_is_fresh ;;
    list) finished | xargs -r -n 1 basename ;;
    log) stream_log ;;
    drilled)
        (($# == 2)) || { say "drilled NAME"; exit 2; }
        drilled "$2"
        ;;
    restore)
        (($# == 3 || $# == 4)) || { say "restore NAME DIRECTORY [TIME]"; exit 2; }
        restore "${@:2}"
        ;;
    timer)
        trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
        stream_log &
        while :; do
            # In the background, so that the signal reaches us; the server may be restarting, so try again soon.
            backup_once &
            if wait $!; then
                pause $((hours * 3600))
            else
                say "failed; again in five minutes"
                pause 300
            fi
        done
        ;;
    *) say "unknown argument $1"; exit 2 ;;
esac

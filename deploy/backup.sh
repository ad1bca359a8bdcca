#!/usr/bin/env bash
# Physical backups with pg_basebackup, on a timer.
#
# usage: backup.sh          a backup every BACKUP_EVERY_HOURS hours, until SIGTERM
#        backup.sh once     one backup now
#        backup.sh check    succeeds if the newest backup is younger than two intervals
#
# BACKUP_DIRECTORY/<UTC time>/ is a data directory that PostgreSQL starts from as it stands, with the log that makes it
# consistent and a manifest with the SHA-256 sum of every file, and it was checked against that manifest.
# BACKUP_KEEP of them are kept. They hold sealed columns as they are in the database, and no key that opens them.
# The server is found as libpq finds it: PGHOST, PGPORT, PGUSER, PGPASSFILE.
set -euo pipefail
umask 077

directory=${BACKUP_DIRECTORY:?}
hours=${BACKUP_EVERY_HOURS:-24}
keep=${BACKUP_KEEP:-14}

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
    rm -rf "$directory"/*.partial
    pg_basebackup --no-password --pgdata="$partial" --wal-method=stream --checkpoint=fast \
        --manifest-checksums=SHA256 --label="peony $name" || return
    # A backup nobody has read back is a hope: every file's sum, and the log from first to last record.
    pg_verifybackup --quiet "$partial" || return
    mv "$partial" "$directory/$name"
    say "$name, $(du -sh "$directory/$name" | cut -f 1), $((SECONDS - began)) s"
    # Only a new good one makes an old one superfluous.
    finished | head -n "-$keep" | xargs -r -d '\n' rm -rf
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
    timer)
        trap 'kill $(jobs -p) 2>/dev/null; exit 0' TERM INT
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

# A private PostgreSQL cluster: made by initdb, reached over 127.0.0.1, seen by nobody else.
#
#   cluster_open DIR           decides where it lives, whose it is, which binaries serve it (sets cluster_*)
#   cluster_create PASSWORD    initdb, unless it is there; the superuser is `postgres`
#   cluster_start PORT KIND    KIND is durable or scratch; sets cluster_port, which differs if PORT was taken
#   cluster_add_database NAME PASSWORD
#   cluster_stop
# shellcheck shell=bash

# Nothing is open yet, and cluster_stop has nothing to do.
cluster_data=''

# Prints the directory of the newest server binaries ≥ 15; false when there are none.
cluster_newest_binaries() {
    local directory newest='' major best=14
    for directory in /usr/lib/postgresql/*/bin; do
        major=${directory#/usr/lib/postgresql/}
        major=${major%/bin}
        [[ $major =~ ^[0-9]+$ && -x $directory/initdb ]] || continue
        if ((major > best)); then best=$major newest=$directory; fi
    done
    [[ $newest ]] && echo "$newest"
}

cluster_open() {
    local home=$1/postgres
    if [[ -L $home && ! -e $home ]]; then
        fail "the database of $1 was in $(readlink "$home"), which is gone"
    fi
    if [[ ! -e $home ]]; then cluster_place "$1"; fi
    cluster_home=$(cd "$home" 2>/dev/null && pwd -P) || fail "$home belongs to another user"
    cluster_data=$cluster_home/data
    cluster_user=$(stat -c %U "$cluster_home")
    ((EUID == 0)) || [[ $cluster_user == "$(id -un)" ]] || fail "$home belongs to $cluster_user"
    local major
    if major=$(cat "$cluster_data/PG_VERSION" 2>/dev/null); then
        cluster_bin=/usr/lib/postgresql/$major/bin
        [[ -x $cluster_bin/pg_ctl ]] || fail "$cluster_data needs PostgreSQL $major, which is not installed"
    else
        cluster_bin=$(cluster_newest_binaries) || fail "no PostgreSQL 15 or later in /usr/lib/postgresql"
    fi
}

# Makes DIR/postgres. PostgreSQL refuses to run as root, so root's cluster belongs to `postgres`, who has to reach it.
# Below a closed directory (a clone in /root) he cannot, and opening other people's directories is not for us to do:
# then the cluster lives in /var/lib/peony and DIR/postgres is a link.
cluster_place() {
    local home=$1/postgres place
    if ((EUID != 0)); then
        mkdir -m 700 "$home"
        return
    fi
    id -u postgres >/dev/null 2>&1 || fail "there is no user \"postgres\" to run the database as"
    if (cd / && runuser -u postgres -- test -x "$1"); then
        install -d -o postgres -g postgres -m 700 "$home"
        return
    fi
    install -d -m 711 /var/lib/peony
    place=$(mktemp -d /var/lib/peony/XXXXXXXX)
    chown postgres:postgres "$place"
    ln -s "$place" "$home"
    say "$1 cannot be entered by the user \"postgres\": the database lives in $place"
}

# Runs a server binary as the owner, away from our directory, locale and PG* variables, without our open files.
cluster_run() {
    local program=$1
    shift
    local command=(env -i "PATH=$cluster_bin:/usr/bin:/bin" LC_ALL=C "$cluster_bin/$program" "$@")
    if ((EUID == 0)); then command=(runuser -u "$cluster_user" -- "${command[@]}"); fi
    (cd / && exec "${command[@]}") 9>&-
}

cluster_create() {
    local password=$1 partial=$cluster_data.partial
    [[ ! -e $cluster_data/PG_VERSION ]] || return 0
    say "making a PostgreSQL cluster in $cluster_home"
    # Under a second name until it is whole: a run that died in here leaves nothing that looks finished.
    rm -rf "$partial"
    # Order by bytes (what our indexes and cursors use, and the fastest there is), classes of letters by Unicode.
    # The password goes by a file that is gone again: argument lists are public.
    cluster_write "$cluster_home/password" <<<"$password"
    cluster_run initdb --pgdata="$partial" --username=postgres --pwfile="$cluster_home/password" \
        --auth=scram-sha-256 --data-checksums --encoding=UTF8 --lc-collate=C --lc-ctype=C.UTF-8 \
        --lc-messages=C --no-instructions >/dev/null || fail "initdb failed"
    rm "$cluster_home/password"
    mv "$partial" "$cluster_data"
    echo "include = 'peony.conf'" >>"$cluster_data/postgresql.conf"
}

# The process id of the running postmaster; false when there is none. The number in the file is not enough: after a
# crash another process may carry it. A postmaster's working directory is its data directory.
cluster_pid() {
    local pid
    pid=$(sed -n 1p "$cluster_data/postmaster.pid" 2>/dev/null) || return 1
    [[ $pid && /proc/$pid/cwd -ef $cluster_data ]] && echo "$pid"
}

# Removes the lock files of a server that died. PostgreSQL forgives a file whose process is gone, but not one whose
# number somebody else has now, or that no parent has reaped yet (a container without an init). As long as any process
# is left in the data directory, a second server there would destroy it: then the files stay.
cluster_clear_locks() {
    local process
    for process in /proc/[0-9]*; do
        if [[ $process/cwd -ef $cluster_data ]]; then return; fi
    done
    rm -f "$cluster_data/postmaster.pid" "$cluster_home"/socket/.s.PGSQL.*
}

cluster_start() {
    local port=$1 kind=$2 log=$cluster_home/log/start.log
    if cluster_pid >/dev/null; then
        cluster_port=$(sed -n 4p "$cluster_data/postmaster.pid")
        return
    fi
    cluster_clear_locks
    cluster_make_directories log socket
    for _ in {1..5}; do
        port_is_busy "$port" && port=$(port_pick)
        cluster_settings "$port" "$kind" | cluster_write "$cluster_data/peony.conf"
        if cluster_run pg_ctl start --silent --wait --timeout=120 -D "$cluster_data" -l "$log" >/dev/null; then
            cluster_port=$port
            return
        fi
        # Somebody was faster with that port; anything else is not mended by trying again.
        port_is_busy "$port" || break
    done
    say "the last words of its logs:"
    tail -qn 5 "$cluster_home"/log/*.log >&2 || true
    fail "PostgreSQL did not start; its logs are in $cluster_home/log"
}

cluster_make_directories() {
    local name
    for name; do
        [[ -d $cluster_home/$name ]] || install -d -m 700 "$cluster_home/$name"
        if ((EUID == 0)); then chown "$cluster_user:" "$cluster_home/$name"; fi
    done
}

cluster_write() {
    cat >"$1"
    if ((EUID == 0)); then chown "$cluster_user:" "$1"; fi
}

# Memory that this machine, or the container we are in, lets us use; MiB.
memory_limit() {
    local total limit
    total=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
    if [[ $limit != max ]] && ((limit >> 20 < total)); then total=$((limit >> 20)); fi
    echo "$total"
}

# Prints the settings of a cluster: those of deploy/postgresql.conf, then where it is and how big.
cluster_settings() {
    local port=$1 kind=$2 memory buffers sockets=$cluster_home/socket
    memory=$(memory_limit)
    buffers=$((memory / 4))
    if ((buffers < 64)); then buffers=64; fi
    if ((buffers > 4096)); then buffers=4096; fi
    # A socket's path has to fit in 107 bytes; TCP is always there.
    if ((${#sockets} > 88)); then sockets=''; fi
    cat "$repository/deploy/postgresql.conf"
    cat <<END

listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '${sockets//\'/\'\'}'
END
    if [[ $kind == durable ]]; then
        cat <<END
shared_buffers = ${buffers}MB
effective_cache_size = $((memory / 2))MB
logging_collector = on
log_directory = '${cluster_home//\'/\'\'}/log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_size = 0
END
    else
        # Thrown away after the tests: nothing has to survive a power cut, and many pools are open at once.
        cat <<END
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 800
END
    fi
}

# Creates a database, unless it is there. The password goes by the environment: argument lists are public.
cluster_add_database() {
    local name=$1 options=(--host=127.0.0.1 --port="$cluster_port" --username=postgres --no-password)
    local -x PGPASSWORD=$2
    [[ $("$cluster_bin/psql" -XAt "${options[@]}" -d postgres \
        -c "select 1 from pg_database where datname = '$name'") == 1 ]] ||
        "$cluster_bin/createdb" "${options[@]}" "$name"
}

cluster_stop() {
    [[ $cluster_data ]] && cluster_pid >/dev/null || return 0
    cluster_run pg_ctl stop --silent --wait --mode=fast --timeout=120 -D "$cluster_data" >/dev/null
}

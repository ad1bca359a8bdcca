# DIR/database.json: the addresses under which `peony` reaches its database, one login each.
# shellcheck shell=bash

# 192 random bits in letters that need no escaping in an address.
random_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# `database_url FILE NAME` prints one address of the file.
database_url() { sed -n "s/^ *\"$2\": *\"\([^\"]*\)\".*/\1/p" "$1"; }

# Prints the password in an address.
url_password() { sed -n 's|^[a-z]*://[^:/@]*:\([^@/]*\)@.*|\1|p' <<<"$1"; }

# `url_for ADDRESS ROLE` prints the same server and database under another role with a new password.
url_for() {
    [[ $1 =~ ^postgres(ql)?://([^@/?]*@)?([^@/?]*)/([^?/]+)(\?.*)?$ && $1 != *[\"\\]* ]] ||
        fail 'the address of the database has to look like postgresql://user:password@host:port/database'
    printf 'postgresql://%s:%s@%s/%s%s' \
        "$2" "$(random_password)" "${BASH_REMATCH[3]}" "${BASH_REMATCH[4]}" "${BASH_REMATCH[5]}"
}

# Replaces a file in one step, readable by its owner alone.
write_private() {
    local partial
    partial=$(mktemp "$1.XXXXXX")
    cat >"$partial"
    chmod 600 "$partial"
    mv "$partial" "$1"
}

# `database_file_write FILE OWNER_ADDRESS`: the owner's address as given, new passwords for the program's own logins.
# `peony migrate` creates those roles with these passwords.
database_file_write() {
    local app auth sealer
    app=$(url_for "$2" peony_app)
    auth=$(url_for "$2" peony_auth)
    sealer=$(url_for "$2" peony_sealer)
    write_private "$1" <<END
{
  "ownerURL": "$2",
  "appURL": "$app",
  "authURL": "$auth",
  "sealerURL": "$sealer"
}
END
}

# `private_database DIR`: a running private cluster with the database `peony`, and DIR/database.json that leads to it.
private_database() {
    local file=$1/database.json owner password port
    cluster_open "$1"
    if [[ ! -e $file ]]; then
        [[ ! -e $cluster_data/PG_VERSION ]] || fail "$file is missing, and with it the passwords of $cluster_data"
        port=$(port_pick)
        password=$(random_password)
        database_file_write "$file" "postgresql://postgres:$password@127.0.0.1:$port/peony"
    fi
    owner=$(database_url "$file" ownerURL)
    password=$(url_password "$owner")
    port=${owner##*:}
    port=${port%%/*}
    if [[ ! $password ]] || ! port_is_valid "$port"; then fail "$file is damaged"; fi
    cluster_create "$password"
    cluster_start "$port" durable
    if [[ $cluster_port != "$port" ]]; then
        sed "s|@127\.0\.0\.1:$port/|@127.0.0.1:$cluster_port/|" "$file" | write_private "$file"
    fi
    cluster_add_database peony "$password"
}

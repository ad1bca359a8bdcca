# The release build. PEONY_BINARY names a finished program instead: packagers, and tests of these scripts.
# shellcheck shell=bash

# Sets `peony` to the path of the program, built if a source is newer than the last build.
build_release() {
    if [[ ${PEONY_BINARY:-} ]]; then
        peony=$(realpath -- "$PEONY_BINARY")
        [[ -x $peony && ! -d $peony ]] || fail "PEONY_BINARY=$PEONY_BINARY is no program"
        return
    fi
    local stamp=$repository/.build/peony-release.stamp
    peony=$repository/.build/release/peony
    # Directories count as well: a deleted file leaves its trace there.
    if [[ -x $peony && -e $stamp ]] && ! [[ $(cd "$repository" &&
        find Package.swift Package.resolved Sources sql -newer "$stamp" -print -quit 2>/dev/null) ]]; then
        return
    fi
    packages_require "${build_packages[@]}"
    require_swift
    say "building (the first time takes some minutes)"
    mkdir -p "${stamp%/*}"
    touch "$stamp.began"
    # Its progress goes to standard error like everything that is not a result.
    "$SWIFT" build --package-path "$repository" -c release --product peony >&2
    mv "$stamp.began" "$stamp"
}

# The web app: built when something of it changed, from Debian's esbuild, TypeScript, React and zopfli and pinned icons.
# shellcheck shell=bash

packages_for_web() {
    packages_require esbuild node-typescript node-react node-react-dom nodejs python3 zopfli
}

# Sets icons to a folder with the SVG files of the wheel that web/requirements.txt pins by its hash.
web_icons() {
    local wanted=$repository/web/requirements.txt made
    icons=$repository/.build-web/icons
    if cmp -s "$wanted" "$icons/requirements.txt"; then return; fi
    packages_require python3-pip unzip
    made=$(mktemp -d)
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r "$wanted" -d "$made" >&2 ||
        fail "could not fetch the icons that $wanted names"
    mkdir -p "$repository/.build-web"
    rm -rf "$icons"
    mkdir "$made/wheel" "$made/icons"
    unzip -q "$made"/*.whl -d "$made/wheel"
    unzip -q "$made/wheel/lucide/lucide.zip" -d "$made/icons"
    mv "$made/icons" "$icons"
    cp "$made"/wheel/*.dist-info/licenses/LICENSE "$icons/LICENSE"
    cp "$wanted" "$icons/requirements.txt"
    rm -rf "$made"
}

# Prints a value that changes with every input of the build.
web_fingerprint() {
    (cd "$repository/web" && find index.html tsconfig.json requirements.txt src tools -type f -print0 | LC_ALL=C sort -z |
        xargs -0 sha256sum && esbuild --version && echo "$*") | sha256sum | cut -d ' ' -f 1
}

# `build_web release` or `build_web dev` sets web to the folder with the app, built if an input changed since the last time. PEONY_WEB_APP names a
# finished one instead.
build_web() {
    local kind=$1 print lock
    if [[ ${PEONY_WEB_APP:-} ]]; then
        web=$(realpath -- "$PEONY_WEB_APP")
        [[ -e $web/index.html ]] || fail "PEONY_WEB_APP=$PEONY_WEB_APP holds no index.html"
        return
    fi
    web=$repository/web/dist
    packages_for_web
    web_icons
    print=$(web_fingerprint "$kind")
    # Two builds at once, of a run beside tests, would take each other's files away.
    exec {lock}>"$web.lock"
    flock "$lock"
    if [[ ! -e $web/index.html || $(cat "$web.print" 2>/dev/null) != "$print" ]]; then
        say "building the web app"
        rm -f "$web.print"
        local options=(--icons "$icons" --out "$web")
        if [[ $kind == dev ]]; then options+=(--dev); fi
        node "$repository/web/tools/build.mjs" "${options[@]}" >&2 || fail "the web app does not build"
        echo "$print" >"$web.print"
    fi
    exec {lock}>&-
}

# Checks the app without a browser: types, texts, generated types, pure logic, sizes.
check_web() {
    local tests=$repository/.artifacts/web-unit
    packages_for_web
    tsc -p "$repository/web" || fail "the web app does not compile"
    node "$repository/web/tools/checks.mjs" || fail "the web app breaks a rule of web/tools/checks.mjs"
    rm -rf "$tests"
    mkdir -p "$tests"
    NODE_PATH=/usr/share/nodejs esbuild "$repository"/web/unit/*.test.ts --bundle --platform=node --format=cjs --log-level=warning \
        --jsx=automatic --define:__DEV__=false --outdir="$tests" --out-extension:.js=.cjs
    node --test "$tests" "$repository/web/unit" >"$repository/.artifacts/web-unit.log" 2>&1 ||
        fail "some tests of the web app's logic failed; the log is .artifacts/web-unit.log"
    build_web release
    node "$repository/web/tools/budgets.mjs" "$web" || fail "the web app is larger than its budget"
}

# Python environments of the repository, made once from a requirements file.
# shellcheck shell=bash

# `python_environment DIR FILE…` sets python to an interpreter that has what the files ask for. What the machine
# brings counts (system packages are visible), so it also works offline where that is enough.
python_environment() {
    local directory=$1 stamp=$1/requirements.stamp files=()
    shift
    python=$directory/bin/python
    if [[ -x $python ]] && cat "$@" | cmp -s - "$stamp"; then return; fi
    packages_require python3
    python3 -c 'import venv, ensurepip' 2>/dev/null || packages_require python3-venv
    python3 -m venv --system-site-packages "$directory"
    local file
    for file; do files+=(--requirement "$file"); done
    "$python" -m pip install --quiet --disable-pip-version-check "${files[@]}" >&2 ||
        fail "could not install the Python packages of $*"
    cat "$@" >"$stamp"
}

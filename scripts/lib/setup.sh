# Everything under scripts/lib, for a script to source in one line.
# shellcheck shell=bash

lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=lib/common.sh
source "$lib/common.sh"
# shellcheck source=lib/ports.sh
source "$lib/ports.sh"
# shellcheck source=lib/directory.sh
source "$lib/directory.sh"
# shellcheck source=lib/packages.sh
source "$lib/packages.sh"
# shellcheck source=lib/cluster.sh
source "$lib/cluster.sh"
# shellcheck source=lib/database.sh
source "$lib/database.sh"
# shellcheck source=lib/build.sh
source "$lib/build.sh"
# shellcheck source=lib/python.sh
source "$lib/python.sh"
# shellcheck source=lib/web.sh
source "$lib/web.sh"

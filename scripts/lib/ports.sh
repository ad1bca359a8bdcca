# Ports of the loopback interface.
# shellcheck shell=bash

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_is_valid() { [[ $1 =~ ^[0-9]{1,5}$ ]] && ((10#$1 >= 1 && 10#$1 <= 65535)); }

# Prints a port that nobody listens on, below 32768: outside the range from which the kernel takes ports for
# outgoing connections, so none of those can sit on it later.
port_pick() {
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 12000))
        port_is_busy "$port" || { echo "$port"; return; }
    done
    fail "found no free port on 127.0.0.1"
}

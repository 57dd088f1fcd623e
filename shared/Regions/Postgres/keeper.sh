# Runs a database server and ends with it. One who holds it (makes the file named first) may stop
# the server to mend its files, and it runs again once the file is gone.
hold=$1
shift
tries=0
trap 'ended=yes; kill -INT "$server"' INT TERM
while [ -z "$ended" ]; do
    while [ -e "$hold" ] && [ -z "$ended" ]; do sleep 0.02; done
    [ -n "$ended" ] && exit
    "$@" &
    server=$!
    wait "$server"
    code=$?
    # A signal ends the wait, but not yet the server.
    while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
    # Whoever was killed may take a moment to be gone; its lock, which is left, tells.
    if [ "$code" = 1 ] && [ -e "${hold%.hold}/postmaster.pid" ] && [ $((tries += 1)) -le 50 ]; then
        sleep 0.1
        continue
    fi
    # Stopped in order, and nobody told us to: it was held, even if that is over by now.
    [ -e "$hold" ] || [ "$code" = 0 ] || exit "$code"
done

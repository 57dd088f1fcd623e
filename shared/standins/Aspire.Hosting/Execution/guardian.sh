# Ends what its host leaves behind. Arguments: the run directory, and the environment variable
# NAME=VALUE that all descendants of the host carry. Standard input: "+ PID" and "- PID" lines,
# and "." for an end in good order; its end is the end of the host.
exec >/dev/null 2>&1
trap '' INT TERM HUP QUIT
directory=$1
mark=$2

# When a process started, in clock ticks: a process id alone may mean another process by now.
# Empty where there is no /proc.
started() {
    line=
    read -r line < "/proc/$1/stat"
    set -- ${line##*) }
    echo "${20}"
}

children=
orderly=
while read -r sign pid; do
    if [ "$sign" = . ]; then
        orderly=yes
    elif [ "$sign" = + ]; then
        children="$children $pid:$(started "$pid")"
    else
        kept=
        for child in $children; do
            [ "${child%%:*}" = "$pid" ] || kept="$kept $child"
        done
        children=$kept
    fi
done

# Those that were announced, and those that have left their group but still carry the mark.
left() {
    for child in $children; do
        pid=${child%%:*}
        kill -0 "$pid" && [ "$(started "$pid")" = "${child#*:}" ] && echo "$pid"
    done
    grep -lsz "^$mark\$" /proc/[0-9]*/environ | cut -d/ -f3
}

# These and all that they have started, by their parents: PostgreSQL gives its children sessions of
# their own and no mark, and frozen ones do not notice that their parent is gone.
family() {
    found=" $* "
    more=yes
    while [ -n "$more" ]; do
        more=
        while read -r pid parent; do
            case "$found" in
                *" $pid "*) ;;
                *" $parent "*) found="$found$pid "; more=yes ;;
            esac
        done <<END
$processes
END
    done
    echo "$found"
}

signal() {
    for pid in $(left); do
        kill -s "$1" -- "-$pid" || kill -s "$1" "$pid"
    done
}

# Most of the time, one look is enough.
[ -n "$orderly" ] && [ -z "$(left)" ] && [ ! -e "$directory" ] && exit

processes=$(ps -e -o pid=,ppid=)
orphans=
for pid in $(family $(left)); do
    orphans="$orphans $pid:$(started "$pid")"
done

signal TERM
for try in 1 2 3 4 5 6 7 8; do
    [ -z "$(left)" ] && break
    sleep 0.2
    [ "$try" = 3 ] && signal INT
done

# Three looks at least: the host may have died while it was just starting a child.
for try in 1 2 3 4 5 6 7 8 9 10; do
    signal KILL
    for child in $orphans; do
        pid=${child%%:*}
        [ "$(started "$pid")" = "${child#*:}" ] && kill -s KILL "$pid"
    done
    rm -rf "$directory"
    sleep 0.1
    [ "$try" -ge 3 ] && [ -z "$(left)" ] && [ ! -e "$directory" ] && break
done

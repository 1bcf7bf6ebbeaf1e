#!/bin/sh
# Starts and stops a node.
set -eu

usage() {
    cat <<END
Usage: trunkline.sh start|run|stop|restart|status [OPTION...]

  start     start the node in the background, and wait until it is ready
  run       run the node in the foreground; Ctrl-C or SIGTERM stops it
  stop      stop the node, and wait until it is gone
  restart   stop, if it runs, then start
  status    say whether the node runs, is alive and is ready

Options of start, run and restart:
  -Dprofile=NAME    all (default), publisher, gateway, traffic-manager, or one of repository/conf/profiles.properties
  -DportOffset=N    moves every port by N
  -DNAME=VALUE      any other system property of Java

Environment:
  JAVA_HOME         the JDK (17 or later) to use; otherwise java of the PATH
  TRUNKLINE_BASE    the directory of this node's own files; otherwise the installation
  JAVA_OPTS         options of Java, for example -Xmx1g; default: $default_opts
  TRUNKLINE_WAIT    seconds to wait for a start or a stop; default: 60

Exit status: 0 done (status: ready); 1 failed or not running; 2 wrong usage; 3 runs, but is not ready
END
}

default_opts="-Xms64m -Xmx512m -XX:+ExitOnOutOfMemoryError"

fail() {
    echo "trunkline.sh: $*" >&2
    exit "${status:-1}"
}

script=$0
while [ -L "$script" ]; do
    target=$(readlink "$script")
    case $target in
        /*) script=$target ;;
        *) script=$(dirname "$script")/$target ;;
    esac
done
home=$(cd "$(dirname "$script")/.." && pwd -P)
base=${TRUNKLINE_BASE:-$home}
wait=${TRUNKLINE_WAIT:-60}
command=${1:-}
[ $# -eq 0 ] || shift

case $command in
    start | run | stop | restart | status) ;;
    help | -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac
for option in "$@"; do
    case $option in
        -D?*) ;;
        *) status=2 fail "'$option' is no option: options look like -Dprofile=gateway. See trunkline.sh help." ;;
    esac
done

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=java
fi
command -v "$java" >/dev/null 2>&1 || fail "there is no $java. Install a JDK 17 or later, or let JAVA_HOME point to one."

mkdir -p "$base/repository/run" "$base/repository/logs" || fail "the base directory $base cannot be written."
base=$(cd "$base" && pwd -P)
export TRUNKLINE_BASE="$base"
pid_file=$base/repository/run/node.pid

# Whether a process is a node: not another program that got its number, and not one that ended and only waits for its parent.
is_node() {
    kill -0 "$1" 2>/dev/null || return 1
    case $(tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null || ps -o args= -p "$1" 2>/dev/null) in
        *launcher.jar*) return 0 ;;
        *) return 1 ;;
    esac
}

# The node empties the file when it ends; after a kill it still names the dead process.
running_pid() {
    pid=$(cat "$pid_file" 2>/dev/null || true)
    [ -n "$pid" ] && is_node "$pid" && echo "$pid"
}

health() {
    "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$home/bin/launcher.jar" org.trunkline.launcher.Health "$base" "$@"
}

# $1 is exec for the foreground, empty for the background; the rest goes to Java. The words of JAVA_OPTS are split on purpose.
# shellcheck disable=SC2086
launch() {
    exec "$java" ${JAVA_OPTS:-$default_opts} \
        -XX:ErrorFile="$base/repository/logs/hs_err_%p.log" -XX:HeapDumpPath="$base/repository/logs" \
        -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dcarbon.home="$home" "$@" -jar "$home/bin/launcher.jar"
}

start() {
    if pid=$(running_pid); then
        fail "a node runs from $base already, as process $pid."
    fi
    # The node lets go of the console by itself once it is started. Without a terminal, the end of the session is no reason to end.
    (
        trap '' HUP
        launch -Dtrunkline.detach=true -Dtrunkline.console=WARN "$@"
    ) </dev/null &
    node=$!
    trap 'kill "$node" 2>/dev/null; exit 1' INT TERM
    result=0
    health --wait "$wait" --pid "$node" || result=$?
    trap - INT TERM
    return $result
}

stop() {
    if ! pid=$(running_pid); then
        echo "No node runs from $base."
        return 0
    fi
    kill "$pid"
    tenths=0
    while is_node "$pid"; do
        [ $tenths -lt $((wait * 10)) ] || fail "process $pid did not end within $wait s. See $base/repository/logs/trunkline.log."
        sleep 0.1
        tenths=$((tenths + 1))
    done
    echo "Stopped process $pid."
}

case $command in
    run) launch "$@" ;;
    start) start "$@" ;;
    stop) stop ;;
    restart)
        stop
        start "$@"
        ;;
    status)
        if pid=$(running_pid); then
            health
        else
            echo "No node runs from $base."
            exit 1
        fi
        ;;
esac

# A PostgreSQL server for one test: in a folder of its own, reached by a socket in it. It ends, and nothing is left of it, when standard
# input ends.
#
#     sh postgresql.sh      prints the address of an empty database once it can be reached; then obeys lines on standard input and
#                           answers each with "done": stop (at once, as by a crash), start
#
# $STANDBY is the address of a server of which this one becomes a standby, with a copy of all that it has.
# $LISTEN is an address of this machine at which it is reached too.
#
# Ends with 3, and says why on standard error, where the server's programs are missing.
set -eu
trap : TERM
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/psql" ]; then
    echo "the programs of a PostgreSQL server are not installed" >&2
    exit 3
fi
# The server refuses to run as the super-user.
if [ "$(id -u)" -eq 0 ]; then
    exec setpriv --reuid=nobody --regid=nogroup --clear-groups sh -c "$(cat "$0")" "$0"
fi
cd /
folder=$(mktemp -d ${TMPDIR:-/tmp}/vericlip-postgresql.XXXXXX)
chmod 711 "$folder"
server() {
    "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" "$@" >/dev/null
}
start() {
    server start -o "-k $folder -c listen_addresses=${LISTEN:-} -c fsync=off -c shared_buffers=32MB"
}
if [ -n "${STANDBY:-}" ]; then
    "$bin/pg_basebackup" -R -c fast -d "$STANDBY" -D "$folder/data" >/dev/null
else
    "$bin/initdb" -N -U vericlip --auth=trust --locale=C -E UTF8 -D "$folder/data" >/dev/null
fi
[ -z "${LISTEN:-}" ] || echo "host all all samenet trust" >>"$folder/data/pg_hba.conf"
start
echo "postgresql://vericlip@$(echo "$folder" | sed 's|/|%2F|g')/postgres"
while read -r order; do
    case $order in
        stop) server stop -m immediate || true ;;
        start) server status || start ;;
    esac
    echo "done"
done
server stop -m immediate || true
rm -rf "$folder"

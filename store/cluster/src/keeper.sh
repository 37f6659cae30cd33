# Keeps one Postgres server: its folder first, then what it is told. Each line of its input is a command, each line of its output
# the exit status of one. At the end of its input whoever started it is gone or wants no more: the server stops, and the folder goes.
#
# A parent-death signal would not do: the kernel sends it when the *thread* dies that started the child, and tests are threads.
bin=$1
# Nobody may be there any more to read an answer: that is no reason to die before the folder is gone.
trap '' PIPE
folder=$(mktemp -d -t endstate-postgres-XXXXXX) || exit 1
echo "$folder"
server() {
  "$bin/pg_ctl" "$@" --pgdata "$folder/data" --wait --timeout 60
}
while read -r command mode; do
  case $command in
    init) "$bin/initdb" --pgdata "$folder/data" --username postgres --auth trust --no-sync --encoding UTF8 --locale C ;;
    start) server start --log "$folder/server.log" ;;
    stop) server stop --mode "$mode" ;;
    *) false ;;
  esac > "$folder/command.log" 2>&1
  echo $?
done
[ ! -e "$folder/data/postmaster.pid" ] || server stop --mode immediate > "$folder/command.log" 2>&1
rm -rf "$folder"

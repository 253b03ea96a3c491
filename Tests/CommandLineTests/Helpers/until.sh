# until.sh COMMAND: until the command succeeds, at most 60 s; then says which did not.
for i in $(seq 600); do sh -c "$1" > /dev/null 2>&1 && exit 0; sleep 0.1; done; echo "never: $1"; exit 1

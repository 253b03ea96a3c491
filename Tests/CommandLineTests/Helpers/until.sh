# until.sh COMMAND: until the command succeeds, at most three minutes; then says which did not.
for i in $(seq 1800); do sh -c "$1" > /dev/null 2>&1 && exit 0; sleep 0.1; done; echo "never: $1"; exit 1

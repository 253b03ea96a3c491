# await.sh FILE: until the file is there and not empty, at most three minutes.
for i in $(seq 1800); do test -s "$1" && exit 0; sleep 0.1; done; exit 1

# await.sh FILE: until the file is there and not empty, at most 60 s.
for i in $(seq 600); do test -s "$1" && exit 0; sleep 0.1; done; exit 1

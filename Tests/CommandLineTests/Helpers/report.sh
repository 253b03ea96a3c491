# report.sh ADDRESS FILE: hands a file in at a server without keys, and keeps its report as report.json.
python3 "$HELPERS/ask.py" POST "$1/v1/verifications?name=clip" file="$2" save=taken
id=$(python3 -c "import json; print(json.load(open('taken'))['id'])")
sh "$HELPERS/until.sh" "python3 $HELPERS/ask.py GET $1/v1/verifications/$id/report/json | grep -q '^200'"
python3 "$HELPERS/ask.py" GET "$1/v1/verifications/$id/report/json" save=report.json

"""Asks a server on this machine, follows no redirect and keeps no cookie.

    python3 ask.py METHOD ADDRESS [HEADER: VALUE …] [body=TEXT | file=PATH] [show=HEADER,…] [save=PATH]

Prints the status, with the type's last word where the answer is a problem; of the headers those that are shown; then the body, unless
it is saved or a problem.
"""

import http.client
import json
import sys
from urllib.parse import urlsplit

method, address = sys.argv[1:3]
headers, options = {}, {}
for argument in sys.argv[3:]:
    name, _, value = argument.partition("=")
    if name in ("body", "file", "show", "save"):
        options[name] = value
    else:
        name, _, value = argument.partition(": ")
        headers[name] = value
body = options.get("body", "").encode() or None
if "file" in options:
    with open(options["file"], "rb") as file:
        body = file.read()
parts = urlsplit(address)
connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=600)
connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), body, headers)
answer = connection.getresponse()
content = answer.read()
isProblem = answer.getheader("Content-Type") == "application/problem+json"
print(answer.status, json.loads(content)["type"].split(":")[-1] if isProblem else "", sep=" " if isProblem else "")
for name in filter(None, options.get("show", "").split(",")):
    for value in answer.headers.get_all(name) or []:
        print(f"{name}: {value}")
if "save" in options:
    with open(options["save"], "wb") as file:
        file.write(content)
elif not isProblem:
    sys.stdout.write(content.decode())

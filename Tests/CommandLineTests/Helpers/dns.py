"""A resolver on this machine for one test: answers questions for TXT records over UDP. Ends by itself after ten minutes.

    python3 dns.py RECORDS NAME    writes NAME.address once it listens; RECORDS has a line per record, the name, a space and the
                                   text, and is read anew for each question; names that are not there do not exist
"""

import socket
import struct
import sys
from pathlib import Path

records, name = sys.argv[1:3]
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))
server.settimeout(600)
Path(f"{name}.draft").write_text("127.0.0.1:%d\n" % server.getsockname()[1])
Path(f"{name}.draft").rename(f"{name}.address")


def question(query):
    """The name that is asked for, and the bytes of the whole question."""
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode())
        at += 1 + query[at]
    return ".".join(labels), query[12 : at + 5]


while True:
    query, client = server.recvfrom(4096)
    asked, copied = question(query)
    lines = [line.split(" ", 1) for line in Path(records).read_text().splitlines()]
    texts = [text.encode() for owner, text in lines if owner == asked]
    answer = query[:2] + struct.pack(">HHHHH", 0x8180 if texts else 0x8183, 1, len(texts), 0, 0) + copied
    for text in texts:
        # In strings of at most 40 bytes.
        data = b"".join(bytes([len(text[i : i + 40])]) + text[i : i + 40] for i in range(0, len(text), 40))
        answer += struct.pack(">HHHIH", 0xC00C, 16, 1, 60, len(data)) + data
    server.sendto(answer, client)

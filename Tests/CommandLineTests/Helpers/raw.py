"""Says to a server on this machine what no well-behaved client says, and prints what came of it.

    python3 raw.py ADDRESS WAY

    cut         announces 1000 bytes, sends 10 and closes
    cut-chunk   sends a piece of a body of unknown length, and closes
    huge        announces more bytes than any clip may have, and sends none
    expect      waits to be told to go on before it sends a body, and once more for one that is too large
    head        sends a head of 100 kB
    both        announces a length and pieces at once
    path        asks for a path with control characters
    no-host     names no host
    half FILE   announces 20 bytes and sends 10; the rest once FILE is there
"""

import os
import socket
import sys
import time
from urllib.parse import urlsplit

parts, way = urlsplit(sys.argv[1]), sys.argv[2]
post = f"POST /v1/verifications HTTP/1.1\r\nHost: {parts.netloc}\r\n".encode()
connection = socket.create_connection((parts.hostname, parts.port))
connection.settimeout(600)


def send(data):
    try:
        connection.sendall(data)
    except ConnectionError:
        pass


def answer():
    try:
        data = connection.recv(65536)
    except ConnectionError:
        data = b""
    return data.split(b"\r\n")[0].decode() or "closed"


if way == "cut":
    send(post + b"Content-Length: 1000\r\n\r\n0123456789")
    connection.close()
elif way == "cut-chunk":
    send(post + b"Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n")
    connection.close()
elif way == "huge":
    send(post + b"Content-Length: 99999999999999\r\n\r\n")
    print(answer())
elif way == "expect":
    send(post + b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
    print(answer())
    send(b"0123456789")
    print(answer())
    send(post + b"Content-Length: 99999999999999\r\nExpect: 100-continue\r\n\r\n")
    print(answer())
elif way == "head":
    send(post + b"X: " + b"a" * 100_000 + b"\r\n\r\n")
    print(answer())
elif way == "both":
    send(post + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    print(answer())
elif way == "path":
    send(f"GET /\x01 HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    print(answer())
elif way == "no-host":
    send(b"GET / HTTP/1.1\r\n\r\n")
    print(answer())
elif way == "half":
    send(post + b"Content-Length: 20\r\n\r\n0123456789")
    open(sys.argv[3] + ".begun", "w").write("begun\n")
    while not os.path.exists(sys.argv[3]):
        time.sleep(0.05)
    send(b"0123456789")
    print(answer())

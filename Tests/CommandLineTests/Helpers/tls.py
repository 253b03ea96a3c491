"""A reverse proxy on this machine for one test: speaks TLS by a certificate that its own authority vouches for, and asks a server behind
it. The first two requests are answered with 429 and 503, and when to ask again. Ends by itself after ten minutes.

    python3 tls.py FOLDER ADDRESS      writes FOLDER/root.pem and, once it listens, FOLDER/address
"""

import http.client
import http.server
import itertools
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

folder, behind = Path(sys.argv[1]), urlsplit(sys.argv[2])
folder.mkdir()


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
openssl("req", "-x509", *curve, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Test authority")
openssl("req", *curve[:-2], "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
(folder / "names").write_text("subjectAltName = DNS:localhost\n")
openssl("x509", "-req", "-in", "server.csr", "-CA", "root.pem", "-CAkey", "root.key", "-days", "2", "-extfile", "names", "-out", "server.pem")
count = itertools.count(1)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = next(count)
        if number <= 2:
            self.send_response(429 if number == 1 else 503)
            self.send_header("Retry-After", "1")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        connection = http.client.HTTPConnection(behind.hostname, behind.port, timeout=600)
        headers = {name: value for name, value in self.headers.items() if name in ("Content-Type", "Authorization")}
        connection.request(self.command, self.path, body or None, headers)
        reply = connection.getresponse()
        data = reply.read()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.getheader("Content-Type", ""))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder / "server.pem", folder / "server.key")
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Timer(600, server.shutdown).start()
(folder / "address.part").write_text(f"https://localhost:{server.server_port}")
(folder / "address.part").rename(folder / "address")
server.serve_forever()

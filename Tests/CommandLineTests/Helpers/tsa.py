"""A time stamp authority on this machine for one test: makes its certificates with the openssl program, then answers RFC 3161
questions over HTTP, and ends by itself after ten minutes.

    python3 tsa.py FOLDER      writes FOLDER/root.pem and, once it listens, FOLDER/address
"""

import http.server
import subprocess
import sys
import threading
from pathlib import Path

folder = Path(sys.argv[1])
folder.mkdir()

(folder / "openssl.cnf").write_text("""
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid
[stamps]
serial = serial
default_policy = 1.2.3.4
other_policies = 1.2.3.5
digests = sha256
signer_digest = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
certs = root.pem
""")


def openssl(arguments, data=None):
    done = subprocess.run(["openssl", *arguments.split()], cwd=folder, input=data, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    return done.stdout


for name in ["root", "tsa"]:
    openssl(f"genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {name}.key")
openssl("req -x509 -new -key root.key -subj /O=Test/CN=Root -days 30 -config openssl.cnf -extensions root -out root.pem")
openssl("req -new -key tsa.key -subj /O=Test/CN=Clock -config openssl.cnf -out tsa.csr")
openssl(
    "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -extfile openssl.cnf -extensions stamping -days 20 -out tsa.pem"
)
(folder / "serial").write_text("01\n")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Type"] != "application/timestamp-query":
            return self.send_error(415)
        (folder / "query").write_bytes(query)
        openssl("ts -reply -queryfile query -config openssl.cnf -section stamps -signer tsa.pem -inkey tsa.key -out reply")
        reply = (folder / "reply").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
timer = threading.Timer(600, server.shutdown)
timer.daemon = True
timer.start()
(folder / "address.draft").write_text(f"http://127.0.0.1:{server.server_port}/\n")
(folder / "address.draft").rename(folder / "address")
server.serve_forever()

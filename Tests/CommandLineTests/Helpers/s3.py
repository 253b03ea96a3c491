"""A store of objects as S3 has them, on this machine for one test: nothing of Vericlip's own. It checks every signature itself (AWS
Signature Version 4, by Amazon's description), keeps its objects as files, lists two a page, and ends by itself after ten minutes, or
when standard input ends where that is a pipe.

    python3 s3.py NAME [PORT]    writes NAME.address once it listens, and NAME.asked, a request a line; keeps NAME.objects/BUCKET/KEY;
                                 there is one bucket, clips. NAME.fault, where it is there, says what goes wrong:
                                 refuse   403 AccessDenied          busy     503 SlowDown
                                 cut      half of every object      silent   no answer, for a minute
                                 once     503 at every first asking     die   the server ends, without an answer

The key is test-key, its secret test/secret+key.
"""

import hashlib
import hmac
import http.server
import os
import stat
import sys
import threading
import time
import urllib.parse
from datetime import datetime, timezone
from pathlib import Path

KEY, SECRET = "test-key", "test/secret+key"
name = sys.argv[1]
objects = Path(f"{name}.objects")
(objects / "clips").mkdir(parents=True, exist_ok=True)
asked = open(f"{name}.asked", "a", buffering=1)
met: set[str] = set()


def digest(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def defect(method: str, target: str, headers, body: bytes) -> str | None:
    """Why the signature does not hold; nothing where it does."""
    scheme, _, rest = (headers.get("Authorization") or "").partition(" ")
    if scheme != "AWS4-HMAC-SHA256":
        return "MissingSecurityHeader"
    fields = dict(part.strip().split("=", 1) for part in rest.split(","))
    key, day, region, service, end = fields["Credential"].split("/")
    if key != KEY:
        return "InvalidAccessKeyId"
    if (service, end) != ("s3", "aws4_request"):
        return "AuthorizationHeaderMalformed"
    moment = headers["x-amz-date"]
    then = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    if abs((datetime.now(timezone.utc) - then).total_seconds()) > 900 or not moment.startswith(day):
        return "RequestTimeTooSkewed"
    if headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
        return "XAmzContentSHA256Mismatch"
    signed = fields["SignedHeaders"].split(";")
    mine = [header.lower() for header in headers if header.lower().startswith("x-amz-")]
    if signed != sorted(signed) or not {"host", *mine} <= set(signed) or any(header not in headers for header in signed):
        return "AccessDenied"
    path, _, query = target.partition("?")
    parameters = [part if "=" in part else part + "=" for part in query.split("&") if part]
    request = "\n".join(
        [method, path, "&".join(sorted(parameters))]
        + [f"{header}:{' '.join(headers[header].split())}" for header in signed]
        + ["", ";".join(signed), headers["x-amz-content-sha256"]])
    scope = f"{day}/{region}/{service}/{end}"
    text = "\n".join([scheme, moment, scope, hashlib.sha256(request.encode()).hexdigest()])
    secret = f"AWS4{SECRET}".encode()
    for part in (day, region, service, end):
        secret = digest(secret, part)
    return None if hmac.compare_digest(digest(secret, text).hex(), fields["Signature"]) else "SignatureDoesNotMatch"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: bytes = b"", cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection |= cut

    def refuse(self, status: int, code: str) -> None:
        self.answer(status, f"<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code><Message>No.</Message></Error>".encode())

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        print(self.command, self.path, file=asked)
        fault = Path(f"{name}.fault").read_text().strip() if Path(f"{name}.fault").exists() else ""
        if fault == "silent":
            time.sleep(60)
        if fault == "die":
            os._exit(1)
        if fault == "refuse":
            return self.refuse(403, "AccessDenied")
        if fault == "busy" or fault == "once" and self.path not in met:
            met.add(self.path)
            return self.refuse(503, "SlowDown")
        if wrong := defect(self.command, self.path, self.headers, body):
            return self.refuse(403, wrong)
        path, _, query = self.path.partition("?")
        bucket, _, key = urllib.parse.unquote(path[1:]).partition("/")
        if bucket != "clips":
            return self.refuse(404, "NoSuchBucket")
        if self.command == "PUT":
            # Whole or not at all, as S3 has it.
            file = objects / bucket / key
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = objects / f"draft-{threading.get_ident()}"
            draft.write_bytes(body)
            draft.rename(file)
            return self.answer(200)
        if not key:
            return self.list(dict(urllib.parse.parse_qsl(query)), objects / bucket)
        try:
            self.answer(200, (objects / bucket / key).read_bytes(), cut=fault == "cut")
        except FileNotFoundError:
            self.refuse(404, "NoSuchKey")

    do_GET = do_PUT = handle_any

    def list(self, query: dict, bucket: Path) -> None:
        if query.get("list-type") != "2":
            return self.refuse(501, "NotImplemented")
        names = sorted(str(path.relative_to(bucket)) for path in bucket.rglob("*") if path.is_file())
        rest = [key for key in names if key.startswith(query.get("prefix", "")) and key > query.get("start-after", "")]
        contents = "".join(f"<Contents><Key>{key}</Key><Size>1</Size></Contents>" for key in rest[:2])
        self.answer(200, (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            f"<Name>clips</Name><IsTruncated>{str(len(rest) > 2).lower()}</IsTruncated>{contents}</ListBucketResult>").encode())

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
Path(f"{name}.draft").write_text(f"http://127.0.0.1:{server.server_port}\n")
Path(f"{name}.draft").rename(f"{name}.address")
end = threading.Timer(600, lambda: os._exit(0))
end.daemon = True
end.start()
if stat.S_ISFIFO(os.fstat(0).st_mode):
    sys.stdin.read()
else:
    threading.Event().wait()

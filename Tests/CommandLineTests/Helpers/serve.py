"""A plain file server on this machine for one test: nothing of Vericlip's own. Writes down what was asked for, and ends by itself
after ten minutes.

    python3 serve.py FOLDER NAME [LIMIT]    writes NAME.address once it listens, and NAME.asked, a path a line;
                                            after LIMIT requests it answers no more
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

folder, name = sys.argv[1:3]
limit = int(sys.argv[3]) if len(sys.argv) > 3 else None
asked = open(f"{name}.asked", "a", buffering=1)
count = 0


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        global count
        count += 1
        if limit is not None and count > limit:
            threading.Event().wait()
        print(self.path, file=asked)
        super().do_GET()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
timer = threading.Timer(600, server.shutdown)
timer.daemon = True
timer.start()
Path(f"{name}.draft").write_text(f"http://127.0.0.1:{server.server_port}\n")
Path(f"{name}.draft").rename(f"{name}.address")
server.serve_forever()

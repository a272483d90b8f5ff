"""The Lambda Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), for processes on this machine.

Each process has an address of its own, http://HOST:PORT/<environment>/2018-06-01/runtime/...
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from processes import Answer


class RuntimeApi:
    """Serves the environments that are registered, from a thread of its own."""

    def __init__(self):
        self.environments = {}
        self._invocations = {}
        api = self

        class Handler(_Handler):
            runtime_api = api

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return "127.0.0.1:%d" % self._server.server_port

    def next(self, environment):
        invocation = self.environments[environment].next()
        if invocation:
            self._invocations[invocation.id] = invocation
        return invocation

    def answer(self, invocation, payload, failed):
        asked = self._invocations.pop(invocation, None)
        if asked:
            asked.answers.put(Answer(payload, failed))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        environment, *path = self.path.strip("/").split("/")
        if path != ["2018-06-01", "runtime", "invocation", "next"]:
            return self._send(404)
        invocation = self.runtime_api.next(environment)
        if not invocation:
            self.close_connection = True
            return None
        return self._send(
            200,
            invocation.event,
            {
                "Lambda-Runtime-Aws-Request-Id": invocation.id,
                "Lambda-Runtime-Deadline-Ms": invocation.deadline_ms(),
                "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
                "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
            },
        )

    def do_POST(self):
        body = self._body().decode()
        environment, _, _, *path = self.path.strip("/").split("/")
        match path:
            case ["invocation", invocation, "response"]:
                self.runtime_api.answer(invocation, body, False)
            case ["invocation", invocation, "error"]:
                self.runtime_api.answer(invocation, body, True)
            case ["init", "error"]:
                self.runtime_api.environments[environment].log(f"INIT_REPORT Status: error {body}")
            case _:
                return self._send(404)
        return self._send(202)

    def _body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers
        return body

    def _send(self, status, body=b"", headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, str(value))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: what matters is in the function's log."""

    def log_error(self, format, *arguments):
        sys.stderr.write(f"runtime api: {format % arguments}\n")

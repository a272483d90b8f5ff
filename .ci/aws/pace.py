"""A slow network, for objects that ask for it: a download that takes longer than an invocation, whatever the machine.

An object with the metadata `bytes-per-second` is sent to functions at that pace, on each connection.
"""

import time

import credentials

METADATA = "bytes-per-second"
_HEADER = f"x-amz-meta-{METADATA}"
_PIECE = 64 << 10


class Pace:
    """WSGI: passes everything on, bodies of such objects piece by piece."""

    def __init__(self, application):
        self._application = application

    def __call__(self, environ, start_response):
        found = credentials.CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if environ["REQUEST_METHOD"] != "GET" or not found or not credentials.is_of_a_role(found[1]):
            return self._application(environ, start_response)
        pace = []

        def start(status, headers, exception=None):
            pace.extend(int(value) for name, value in headers if name.lower() == _HEADER)
            return start_response(status, headers, exception)

        body = self._application(environ, start)
        return _paced(body, pace[0]) if pace else body


def _paced(body, bytes_per_second):
    began = time.monotonic()
    sent = 0
    for content in body:
        for at in range(0, len(content), _PIECE):
            piece = content[at : at + _PIECE]
            sent += len(piece)
            time.sleep(max(0, began + sent / bytes_per_second - time.monotonic()))
            yield piece

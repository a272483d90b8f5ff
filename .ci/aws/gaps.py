"""What moto has no answer for at all: a few settings that are kept here, and for the rest a refusal instead of a wait.

moto answers 500 where it lacks an action, or fails, and the provider tries that again for minutes. Here it is 400 with
the reason, which the provider passes on at once.
"""

import json
import re
import sys
import traceback
from xml.sax.saxutils import escape

_RECURSION = re.compile(r"/2024-08-31/functions/([^/]+)/recursion-config$")


class Gaps:
    def __init__(self, application):
        self._application = application
        self._recursion = {}

    def __call__(self, environ, start_response):
        recursion = _RECURSION.search(environ["PATH_INFO"])
        if recursion:
            return self._recursive_loop(recursion[1], environ, start_response)
        try:
            return self._application(environ, start_response)
        except Exception as failure:
            reason = str(failure)
            if not isinstance(failure, NotImplementedError):
                traceback.print_exc()
                reason = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {type(failure).__name__}: {failure}"
            print(f"LACKS {reason}", file=sys.stderr, flush=True)
            return _refuse(environ, start_response, reason)

    def _recursive_loop(self, function, environ, start_response):
        """lambda:GetFunctionRecursionConfig and PutFunctionRecursionConfig, which moto 5.2.1 has no address for."""
        if environ["REQUEST_METHOD"] == "PUT":
            body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            self._recursion[function] = body["RecursiveLoop"]
        answer = {"RecursiveLoop": self._recursion.get(function, "Terminate")}
        return _send(start_response, "200 OK", "application/json", json.dumps(answer))


def _refuse(environ, start_response, reason):
    message = escape(reason)
    if "HTTP_X_AMZ_TARGET" in environ or "/lambda/" in environ.get("HTTP_AUTHORIZATION", ""):
        body = json.dumps({"__type": "NotImplemented", "message": reason})
        return _send(start_response, "400 Bad Request", "application/x-amz-json-1.1", body, "NotImplemented")
    error = f"<Error><Code>NotImplemented</Code><Message>{message}</Message></Error>"
    if "/s3/" not in environ.get("HTTP_AUTHORIZATION", ""):
        error = f"<ErrorResponse>{error}<RequestId>0</RequestId></ErrorResponse>"
    return _send(start_response, "400 Bad Request", "text/xml", error)


def _send(start_response, status, kind, text, error=None):
    body = text.encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    if error:
        headers.append(("x-amzn-ErrorType", error))
    start_response(status, headers)
    return [body]

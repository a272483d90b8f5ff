"""Records every call that is made with the credentials of a role: what IAM would be asked for it.

A line of JSON each: {"key": access key, "status": 200, "asked": [{"action": ..., "resource": ..., "context": {...}}]}.
One call can need more than one permission; those that no emulation asks for are added: KMS behind an encrypted bucket
or queue, and `s3:ListBucket`, without which S3 answers 403 instead of 404.
"""

import io
import json
import threading
from urllib.parse import parse_qs, unquote

from moto.core import DEFAULT_ACCOUNT_ID
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

import credentials


class Recorder:
    """WSGI: passes everything on, and writes down what roles ask for."""

    def __init__(self, application, file):
        self._application = application
        self._file = open(file, "w", buffering=1)
        self._lock = threading.Lock()

    def __call__(self, environ, start_response):
        found = credentials.CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if not found or not credentials.is_of_a_role(found[1]):
            return self._application(environ, start_response)
        access_key, region, service = found.groups()
        asked = _asked(service, region, environ)

        def start(status, headers, exception=None):
            self._write(access_key, int(status.split()[0]), service, asked)
            return start_response(status, headers, exception)

        return self._application(environ, start)

    def _write(self, access_key, status, service, asked):
        if service == "s3" and status == 404:
            asked = asked + [_unconditional("s3:ListBucket", asked[0]["resource"].split("/")[0])]
        with self._lock:
            self._file.write(json.dumps({"key": access_key, "status": status, "asked": asked}) + "\n")


def _permission(action, resource, **context):
    return {"action": action, "resource": resource, "context": {k.replace("__", ":"): v for k, v in context.items()}}


def _unconditional(action, resource):
    return {"action": action, "resource": resource, "context": {}}


def _asked(service, region, environ):
    if service == "s3":
        return _asked_of_s3(region, environ)
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if not target:
        raise ValueError(f"a call of {service} that this recorder cannot read: {environ['PATH_INFO']}")
    body = json.loads(_body(environ))
    action = target.split(".")[-1]
    account = f"{region}:{DEFAULT_ACCOUNT_ID}"
    match service:
        case "sqs":
            return _asked_of_sqs(action, region, body["QueueUrl"].rsplit("/", 1)[-1])
        case "logs":
            group = f"arn:aws:logs:{account}:log-group:{body['logGroupName']}"
            return [_unconditional(f"logs:{action}", f"{group}:log-stream:{body['logStreamName']}")]
        case _:
            raise ValueError(f"a call of {service}:{action}, which this recorder does not know")


def _body(environ):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _asked_of_sqs(action, region, name):
    queue = sqs_backends[DEFAULT_ACCOUNT_ID][region].queues[name]
    asked = [_unconditional(f"sqs:{action}", queue.queue_arn)]
    key = _key(region, queue.kms_master_key_id)
    if key and action in ("SendMessage", "ReceiveMessage"):
        via = {"kms__ViaService": f"sqs.{region}.amazonaws.com"}
        asked.append(_permission("kms:Decrypt", key, **via))
        if action == "SendMessage":
            asked.append(_permission("kms:GenerateDataKey", key, **via))
    return asked


def _asked_of_s3(region, environ):
    bucket, _, key = unquote(environ["PATH_INFO"]).lstrip("/").partition("/")
    query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    action = _s3_action(environ["REQUEST_METHOD"], key, query, "HTTP_X_AMZ_COPY_SOURCE" in environ)
    resource = f"arn:aws:s3:::{bucket}" + (f"/{key}" if key else "")
    if not key:
        prefix = {"s3__prefix": query["prefix"][0]} if "prefix" in query else {}
        return [_permission(action, resource, **prefix)]
    asked = [_unconditional(action, resource)]
    if "HTTP_X_AMZ_COPY_SOURCE" in environ:
        source = unquote(environ["HTTP_X_AMZ_COPY_SOURCE"]).lstrip("/").split("?")[0]
        asked.append(_unconditional("s3:GetObject", f"arn:aws:s3:::{source}"))
    key_arn = _bucket_key(region, bucket)
    via = {"kms__ViaService": f"s3.{region}.amazonaws.com"}
    if key_arn and action in ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"):
        if action != "s3:PutObject" or "uploads" in query or "uploadId" in query:
            asked.append(_permission("kms:Decrypt", key_arn, **via))
        if action == "s3:PutObject":
            asked.append(_permission("kms:GenerateDataKey", key_arn, **via))
    return asked


def _s3_action(method, key, query, copied):
    """The permission behind a request.

    docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
    """
    match method, bool(key):
        case ("GET", False) | ("HEAD", False):
            if "uploads" in query:
                return "s3:ListBucketMultipartUploads"
            return "s3:ListBucketVersions" if "versions" in query else "s3:ListBucket"
        case "POST", False if "delete" in query:
            return "s3:DeleteObject"
        case ("GET", True) | ("HEAD", True):
            if "uploadId" in query:
                return "s3:ListMultipartUploadParts"
            return "s3:GetObjectVersion" if "versionId" in query else "s3:GetObject"
        case ("PUT", True) | ("POST", True):
            unknown = set(query) - {"uploads", "uploadId", "partNumber", "x-id"}
            if not unknown:
                return "s3:PutObject"
        case "DELETE", True:
            if "uploadId" in query:
                return "s3:AbortMultipartUpload"
            return "s3:DeleteObjectVersion" if "versionId" in query else "s3:DeleteObject"
    raise ValueError(f"a call of S3 that this recorder cannot read: {method} {sorted(query)}")


def _bucket_key(region, bucket):
    """The KMS key that objects of the bucket are encrypted with, unless asked otherwise."""
    found = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets.get(bucket)
    rule = ((found and found.encryption) or {}).get("Rule", {})
    default = (rule[0] if isinstance(rule, list) else rule).get("ApplyServerSideEncryptionByDefault", {})
    return _key(region, default.get("KMSMasterKeyID"))


def _key(region, name):
    if not name or name.startswith("alias/aws/"):
        return None
    backend = kms_backends[DEFAULT_ACCOUNT_ID][region]
    return backend.keys[backend.get_key_id(backend.get_key_id_from_alias(name) or name)].arn

"""S3 as moto 5.2.1 does not have it."""

import json

from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.s3.responses import S3Response


def close():
    _let_policies_that_ask_for_tls_pass()
    _tell_of_event_bridge()
    _remove_delete_markers()


def _let_policies_that_ask_for_tls_pass():
    """moto applies a Deny without reading its Condition, so that a bucket that insists on TLS denies everything."""
    get_permission = FakeBucket.get_permission

    def without_tls(self, action, resource):
        policy = self.policy
        if policy:
            document = json.loads(policy)
            document["Statement"] = [s for s in document["Statement"] if not _asks_for_tls(s)]
            self.policy = json.dumps(document).encode() if document["Statement"] else None
        try:
            return get_permission(self, action, resource)
        finally:
            self.policy = policy

    FakeBucket.get_permission = without_tls


def _asks_for_tls(statement):
    condition = json.dumps(statement.get("Condition", {}))
    return "aws:SecureTransport" in condition or "s3:TlsVersion" in condition


def _tell_of_event_bridge():
    """moto delivers to EventBridge, but says in GetBucketNotification that it does not."""
    get_bucket_notification = S3Response.get_bucket_notification

    def with_event_bridge(self):
        status, headers, body = get_bucket_notification(self)
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if configuration and configuration.event_bridge is not None:
            text = body.decode() if isinstance(body, bytes) else body
            end = "</NotificationConfiguration>"
            if end not in text:  # nothing but EventBridge: an empty element
                raise NotImplementedError("The GetBucketNotification action has an answer of another form: " + text)
            body = text.replace(end, "<EventBridgeConfiguration/>" + end)
        return status, headers, body

    S3Response.get_bucket_notification = with_event_bridge


def _remove_delete_markers():
    """moto fails at removing the last version of an object if that is a delete marker."""
    FakeDeleteMarker.dispose = lambda self: None  # it holds no file, as versions do

"""Asynchronous invocations: tried as often as their configuration says, then reported to its on-failure destination.

moto runs them like any other, and reports nothing. Between the tries Lambda waits for minutes; here nobody does.
"""

import json
import threading
import time
import uuid

import boto3
from moto.awslambda.models import LambdaBackend

from credentials import access_key_of


def take_over(endpoint):
    """From here on invocations of the type Event are handled here."""
    invoke = LambdaBackend.invoke

    def invoke_by_type(self, function_name, qualifier, body, headers, response_headers):
        if headers.get("X-Amz-Invocation-Type") != "Event":
            return invoke(self, function_name, qualifier, body, headers, response_headers)
        function = self.get_function(function_name, qualifier)
        call = _Call(endpoint, function, function_name, json.loads(body or "{}"))
        threading.Thread(target=call.run, daemon=True).start()
        return ""

    LambdaBackend.invoke = invoke_by_type


class _Call:
    def __init__(self, endpoint, function, asked_for, event):
        self._endpoint = endpoint
        self._function = function
        self._asked_for = asked_for
        self._event = event
        self._id = str(uuid.uuid4())

    def run(self):
        configured = self._function.event_invoke_config
        settings = configured[-1].config if configured else {}
        tries = 1 + settings.get("MaximumRetryAttempts", 2)
        for _ in range(tries):
            payload, failed, _ = self._function._invoke_lambda(event=self._event)
            if not failed:
                return
        destination = settings.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination", "")
        if destination.split(":")[2:3] == ["sqs"]:
            self._report(destination, tries, payload)

    def _report(self, queue_arn, tries, payload):
        """With the function's role (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)."""
        sqs = boto3.Session().client(
            "sqs",
            region_name=self._function.region,
            endpoint_url=self._endpoint,
            aws_access_key_id=access_key_of(self._function.role),
            aws_secret_access_key="local",
        )
        *_, account, name = queue_arn.split(":")
        record = {
            "version": "1.0",
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
            "requestContext": {
                "requestId": self._id,
                "functionArn": self._asked_for,
                "condition": "RetriesExhausted",
                "approximateInvokeCount": tries,
            },
            "requestPayload": self._event,
            "responseContext": {
                "statusCode": 200,
                "executedVersion": str(self._function.version),
                "functionError": "Unhandled",
            },
            "responsePayload": json.loads(payload),
        }
        sqs.send_message(QueueUrl=f"{self._endpoint}/{account}/{name}", MessageBody=json.dumps(record))

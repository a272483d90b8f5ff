"""Lambda's poller in the role of the event source mapping that Terraform has made: from the queue to the function.

Receives with the function's role, as Lambda does; invokes the alias that the mapping names; deletes what was handled,
by `batchItemFailures` where the mapping asks for them. What failed comes back at once: here nobody waits for the
visibility timeout, which is hours for a function that may take minutes.
"""

import json
import time
from dataclasses import dataclass

import boto3

from credentials import access_key_of


@dataclass(frozen=True)
class Delivery:
    """One message, once, and what the function said."""

    body: str
    tries: int
    failed: bool
    results: list  # the function's results for this message
    error: str  # why the invocation as a whole failed, or ""


class Poller:
    """`client` gives a client of a service; `mapping` is what Lambda says of the event source mapping."""

    def __init__(self, client, mapping):
        self._lambda = client("lambda")
        self._waiting = client("sqs")
        self._mapping = mapping
        self._function_arn = mapping["FunctionArn"]
        function = self._lambda.get_function_configuration(FunctionName=self._function_arn)
        self._sqs = boto3.client(
            "sqs",
            region_name=self._waiting.meta.region_name,
            endpoint_url=self._waiting.meta.endpoint_url,
            aws_access_key_id=access_key_of(function["Role"]),
            aws_secret_access_key="local",
        )
        queue = mapping["EventSourceArn"].split(":")[-1]
        self._url = self._waiting.get_queue_url(QueueName=queue)["QueueUrl"]

    def drain(self, seconds):
        """Delivers until the queue is empty and stays so. TimeoutError when that takes longer than the seconds."""
        until = time.monotonic() + seconds
        while self._left():
            if time.monotonic() > until:
                raise TimeoutError(f"messages are left in the queue after {seconds} s")
            yield from self.deliver(wait=1)

    def _left(self):
        attributes = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=["All"])["Attributes"]
        return any(int(value) for name, value in attributes.items() if name.startswith("ApproximateNumberOfMessages"))

    def deliver(self, wait):
        """One batch, if there is one within so many seconds."""
        received = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=min(10, self._mapping["BatchSize"]),
            AttributeNames=["All"],
            WaitTimeSeconds=wait,
        ).get("Messages", [])
        if not received:
            return []
        answer = self._lambda.invoke(FunctionName=self._function_arn, Payload=json.dumps(self._event(received)))
        payload = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            failed, error, results = {message["MessageId"] for message in received}, json.dumps(payload), []
        else:
            failed, error, results = self._failures(payload), "", (payload or {}).get("results", [])
        for message in received:
            handle = message["ReceiptHandle"]
            if message["MessageId"] in failed:
                self._waiting.change_message_visibility(QueueUrl=self._url, ReceiptHandle=handle, VisibilityTimeout=0)
            else:
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=handle)
        return [
            Delivery(
                message["Body"],
                int(message["Attributes"]["ApproximateReceiveCount"]),
                message["MessageId"] in failed,
                [result for result in results if result.get("message") == message["MessageId"]],
                error,
            )
            for message in received
        ]

    def _failures(self, payload):
        if "ReportBatchItemFailures" not in self._mapping.get("FunctionResponseTypes", []):
            return set()
        return {failure["itemIdentifier"] for failure in (payload or {}).get("batchItemFailures", [])}

    def _event(self, received):
        return {
            "Records": [
                {
                    "messageId": message["MessageId"],
                    "receiptHandle": message["ReceiptHandle"],
                    "body": message["Body"],
                    "attributes": message["Attributes"],
                    "messageAttributes": {},
                    "md5OfBody": message["MD5OfBody"],
                    "eventSource": "aws:sqs",
                    "eventSourceARN": self._mapping["EventSourceArn"],
                    "awsRegion": self._mapping["EventSourceArn"].split(":")[3],
                }
                for message in received
            ]
        }

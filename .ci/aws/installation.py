"""An installation that Terraform has made, seen from outside: where its parts are, and what lies in them."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from poller import Poller

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Failed(Exception):
    """A proof does not hold."""


def expect(holds, what):
    if not holds:
        raise Failed(what)


def account(endpoint, region):
    """A client of a service, by the service's name; of the emulation and of nothing else."""
    if urlsplit(endpoint).hostname not in _LOOPBACK:
        raise SystemExit(f"FAILED: [endpoint] expected one of this machine, got {endpoint}")
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=region)
    patient = Config(read_timeout=1000, retries={"max_attempts": 0})  # an invocation is one call
    return lambda service: session.client(service, endpoint_url=endpoint, config=patient)


class Installation:
    """`outputs` is what `terraform output -json` has said."""

    def __init__(self, endpoint, outputs):
        self._outputs = {name: output["value"] for name, output in json.loads(Path(outputs).read_text()).items()}
        self.endpoint = endpoint
        self.client = account(endpoint, self["region"])
        self.s3 = self.client("s3")
        self.sqs = self.client("sqs")

    def __getitem__(self, output):
        return self._outputs[output]

    def function(self):
        """The configuration behind the alias."""
        return self.client("lambda").get_function_configuration(FunctionName=self["function_alias_arn"])

    def upload(self, key, content, **metadata):
        self.s3.put_object(Bucket=self["upload_bucket"], Key=key, Body=content, Metadata=metadata)

    def deliver(self, seconds=600):
        """Lets the event source mapping work until the intake is empty: every delivery, as it happens."""
        mapping = self.client("lambda").get_event_source_mapping(UUID=self["event_source_mapping_id"])
        return Poller(self.client, mapping).drain(seconds)

    def send(self, body):
        self.sqs.send_message(QueueUrl=self["intake_queue_url"], MessageBody=body)

    def lose(self):
        """Has what waits in the intake get lost; how much that was."""
        lost = self.sqs.receive_message(QueueUrl=self["intake_queue_url"], MaxNumberOfMessages=10).get("Messages", [])
        for message in lost:
            self.sqs.delete_message(QueueUrl=self["intake_queue_url"], ReceiptHandle=message["ReceiptHandle"])
        return len(lost)

    def messages(self, queue, wait=0):
        """The bodies of what lies in a queue, named by its output; they stay."""
        received = self.sqs.receive_message(
            QueueUrl=self[queue], MaxNumberOfMessages=10, VisibilityTimeout=0, WaitTimeSeconds=wait
        )
        return [message["Body"] for message in received.get("Messages", [])]

    def tries(self):
        """How often a message is received before it is a dead letter."""
        attributes = self.sqs.get_queue_attributes(QueueUrl=self["intake_queue_url"], AttributeNames=["All"])
        return json.loads(attributes["Attributes"]["RedrivePolicy"])["maxReceiveCount"]

    def output(self, prefix=""):
        """What is there: key -> version, of all versions that are not deleted."""
        pages = self.s3.get_paginator("list_object_versions").paginate(Bucket=self["output_bucket"], Prefix=prefix)
        return {v["Key"]: v["VersionId"] for page in pages for v in page.get("Versions", []) if v["IsLatest"]}

    def read(self, key):
        return self.s3.get_object(Bucket=self["output_bucket"], Key=key)["Body"].read()

    def left_over(self):
        """What a run that is done leaves nothing of: uploads that are not complete, and its working documents."""
        uploads = self.s3.list_multipart_uploads(Bucket=self["output_bucket"]).get("Uploads", [])
        return [upload["Key"] for upload in uploads] + list(self.output("_levada/runs/"))

    def log(self):
        """All lines of the function, those of Lambda among them."""
        logs = self.client("logs")
        group = self["log_group"]
        lines = []
        for stream in logs.describe_log_streams(logGroupName=group)["logStreams"]:
            name = stream["logStreamName"]
            events = logs.get_log_events(logGroupName=group, logStreamName=name, startFromHead=True, limit=10000)
            lines += [event["message"] for event in events["events"]]
        return lines

#!/usr/bin/env python3
"""Sees every rule of policies.py fail: breaks a plan that holds, one thing at a time, and expects the rule to say so.

    tests/policies_mutated.py plan.json

The plan is one over what is applied (see policies.py). Exit code 0 when every break was found, 1 otherwise.
"""

import argparse
import copy
import json
import sys

import policies


def resource(plan, address):
    for found in policies._resources(plan["planned_values"]["root_module"]):
        if found["address"] == address:
            return found
    raise KeyError(address)


def remove(plan, address):
    module = plan["planned_values"]["root_module"]
    module["resources"] = [r for r in module["resources"] if r["address"] != address]


def in_policy(address, attribute, change):
    def apply(plan):
        values = resource(plan, address)["values"]
        document = json.loads(values[attribute])
        change(document["Statement"])
        values[attribute] = json.dumps(document)

    return apply


def in_values(address, change):
    return lambda plan: change(resource(plan, address)["values"])


def statement(sid):
    """Finds a statement of a document by its sid."""
    return lambda statements: next(s for s in statements if s["Sid"] == sid)


def drop(sid):
    return lambda statements: statements.remove(statement(sid)(statements))


ROLE = ("aws_iam_role_policy.function", "policy")
KEY = ("aws_kms_key.this", "policy")
INTAKE = ('aws_sqs_queue_policy.this["intake"]', "policy")
UPLOAD = 'aws_s3_bucket_{}.own["upload"]'

# What is broken, and what the rule then says.
BREAKS = {
    "a wildcard action": (in_policy(*ROLE, lambda s: statement("ReadExports")(s).update(Action="s3:*")), "to name its actions"),
    "every resource": (in_policy(*ROLE, lambda s: statement("ReadExports")(s).update(Resource="*")), "to name its resources"),
    "a wildcard account": (
        in_policy(*ROLE, lambda s: statement("ReportFailedCalls")(s).update(Resource="arn:aws:sqs:eu-west-1:*:q")),
        "wildcard at the end",
    ),
    "a wildcard name": (in_policy(*ROLE, lambda s: statement("ReadExports")(s).update(Resource="arn:aws:s3:::*")), "wildcard at the end"),
    "a statement without sid": (in_policy(*ROLE, lambda s: statement("WriteLogs")(s).pop("Sid")), "every statement to have a sid"),
    "a sid twice": (in_policy(*ROLE, lambda s: statement("WriteLogs")(s).update(Sid="UseTheKey")), "sids to differ"),
    "all but": (in_policy(*ROLE, lambda s: statement("WriteLogs")(s).update(NotAction="s3:PutObject")), "what not"),
    "a queue for everybody": (in_policy(*INTAKE, lambda s: statement("S3Notifications")(s).update(Principal="*")), "got everybody"),
    "a service for anybody": (in_policy(*INTAKE, lambda s: statement("S3Notifications")(s).pop("Condition")), "to say for whom"),
    "a queue without TLS": (in_policy(*INTAKE, drop("TlsOnly")), "everything but TLS"),
    "a bucket without TLS": (in_policy(UPLOAD.format("policy"), "policy", drop("TlsOnly")), "everything but TLS"),
    "a topic without TLS": (in_policy("aws_sns_topic_policy.alarms", "policy", drop("TlsOnly")), "everything but TLS"),
    "a key that S3 may not use": (in_policy(*KEY, drop("S3Notifications")), "s3.amazonaws.com to be allowed"),
    "a key that EventBridge may not use": (in_policy(*KEY, drop("EventBridgeEvents")), "events.amazonaws.com to be allowed"),
    "a key that alarms may not use": (in_policy(*KEY, drop("CloudWatchAlarms")), "cloudwatch.amazonaws.com to be allowed"),
    "a key that logs may not use": (in_policy(*KEY, drop("LogsOfTheFunction")), "logs. to be allowed"),
    "a key that does not rotate": (in_values("aws_kms_key.this", lambda v: v.update(enable_key_rotation=False)), "rotation"),
    "a public bucket": (
        in_values(UPLOAD.format("public_access_block"), lambda v: v.update(block_public_policy=False)),
        "block_public_policy",
    ),
    "a bucket without access block": (lambda plan: remove(plan, UPLOAD.format("public_access_block")), "one aws_s3_bucket_public"),
    "a bucket without policy": (lambda plan: remove(plan, UPLOAD.format("policy")), "one aws_s3_bucket_policy"),
    "ACLs": (
        in_values(UPLOAD.format("ownership_controls"), lambda v: v["rule"][0].update(object_ownership="ObjectWriter")),
        "BucketOwnerEnforced",
    ),
    "no versions": (
        in_values(UPLOAD.format("versioning"), lambda v: v["versioning_configuration"][0].update(status="Suspended")),
        "versioning",
    ),
    "another encryption": (
        in_values(
            UPLOAD.format("server_side_encryption_configuration"),
            lambda v: v["rule"][0]["apply_server_side_encryption_by_default"][0].update(sse_algorithm="AES256"),
        ),
        "encryption with KMS",
    ),
    "uploads that stay": (
        in_values(
            UPLOAD.format("lifecycle_configuration"),
            lambda v: [rule.update(abort_incomplete_multipart_upload=[]) for rule in v["rule"]],
        ),
        "aborts uploads",
    ),
    "a queue that is not encrypted": (
        in_values("aws_sqs_queue.intake", lambda v: v.update(kms_master_key_id=None)),
        "kms_master_key_id, got none",
    ),
    "no dead letters": (in_values("aws_sqs_queue.intake", lambda v: v.update(redrive_policy=None)), "dead letters"),
    "dead letters elsewhere": (
        in_values("aws_sqs_queue.intake", lambda v: v.update(redrive_policy='{"deadLetterTargetArn": "arn:other"}')),
        "in a queue of this installation",
    ),
    "a queue without policy": (lambda plan: remove(plan, 'aws_sqs_queue_policy.this["dead_letters"]'), "a policy"),
    "messages that come back too soon": (
        in_values("aws_sqs_queue.intake", lambda v: v.update(visibility_timeout_seconds=900)),
        "of invisibility",
    ),
    "a function with a readable environment": (
        in_values("aws_lambda_function.ingest", lambda v: v.update(kms_key_arn=None)),
        "kms_key_arn, got none",
    ),
    "logs for ever": (
        in_values("aws_cloudwatch_log_group.function", lambda v: v.update(retention_in_days=0)),
        "days after which lines go",
    ),
    "logs that are not encrypted": (
        in_values("aws_cloudwatch_log_group.function", lambda v: v.update(kms_key_id=None)),
        "kms_key_id, got none",
    ),
    "no log group": (lambda plan: remove(plan, "aws_cloudwatch_log_group.function"), "a log group of ours"),
    "a topic that is not encrypted": (
        in_values("aws_sns_topic.alarms", lambda v: v.update(kms_master_key_id=None)),
        "kms_master_key_id, got none",
    ),
    "an alarm that nobody hears": (
        in_values('aws_cloudwatch_metric_alarm.this["errors"]', lambda v: v.update(alarm_actions=None)),
        "somebody to be told",
    ),
    "an alarm that says nothing": (
        in_values('aws_cloudwatch_metric_alarm.this["errors"]', lambda v: v.update(alarm_description="")),
        "a description of what has happened",
    ),
    "notifications of another's bucket": (
        in_values("aws_s3_bucket_notification.uploads[0]", lambda v: v.update(bucket="somebody-elses")),
        "others' triggers would be erased",
    ),
    "a queue without tags": (in_values("aws_sqs_queue.intake", lambda v: v.update(tags_all={})), "the tags"),
}


def problems_of(document):
    plan = policies.Plan(document, partly=False)
    for rule in policies.RULES:
        rule(plan)
    return plan.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", help="terraform show -json of a plan over what is applied")
    with open(parser.parse_args().plan) as file:
        sound = json.load(file)
    missed = [f"expected a plan that holds, got {problem}" for problem in problems_of(copy.deepcopy(sound))]
    for name, (break_it, expected) in BREAKS.items():
        document = copy.deepcopy(sound)
        break_it(document)
        found = problems_of(document)
        if not any(expected in problem for problem in found):
            missed.append(f"{name}: expected a problem with '{expected}', got {found or 'none'}")
    for line in missed:
        print(line)
    print(f"{len(BREAKS)} breaks, {len(BREAKS) - len(missed)} found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Holds a plan to the rules of this house: nothing public, nothing unencrypted, no right without a reason.

    terraform plan -out some.tfplan && terraform show -json some.tfplan > plan.json
    tests/policies.py plan.json [--partly] [--module module.levada]

Before the first apply the policies that name queues and the key are not known yet: --partly lets them pass and says how many. A
plan over what is applied knows all. Exit code 0 when everything holds, 1 otherwise, with a line for everything that does not.
"""

import argparse
import json
import re
import sys

POLICIES = {
    "aws_iam_role": "assume_role_policy",
    "aws_iam_role_policy": "policy",
    "aws_kms_key": "policy",
    "aws_s3_bucket_policy": "policy",
    "aws_sqs_queue_policy": "policy",
    "aws_sns_topic_policy": "policy",
}

# Where a statement may name every resource, and why.
EVERY_RESOURCE = {"aws_kms_key": "in the policy of a key it is this key, and AWS takes nothing else"}

# Services whose requests cannot carry the account they are made for, by the type of the policy, and why.
NO_SOURCE = {
    ("aws_kms_key", "events.amazonaws.com"): "EventBridge tells KMS no source; the policies of the queues name the rule",
    ("aws_iam_role", "lambda.amazonaws.com"): "a role can be passed to functions of its own account only",
}
SOURCES = {"aws:SourceAccount", "aws:SourceArn", "kms:EncryptionContext:aws:logs:arn"}

# Who has to be able to use the key, and for what.
KEY_USERS = {
    "s3.amazonaws.com": {"kms:Decrypt", "kms:GenerateDataKey"},
    "events.amazonaws.com": {"kms:Decrypt", "kms:GenerateDataKey"},
    "cloudwatch.amazonaws.com": {"kms:Decrypt", "kms:GenerateDataKey"},
    "logs.": {"kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"},
}

# Configuration beside a bucket that makes it ours alone.
BESIDE_A_BUCKET = (
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_versioning",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_lifecycle_configuration",
)
NO_TAGS = {"aws_lambda_event_source_mapping"}  # has some, which not every version of the provider plans


class Plan:
    """The resources that there will be, and what is known of them; and the problems found."""

    def __init__(self, document, partly, module=""):
        self.partly = partly
        self.unknown = 0
        self.problems = []
        self.held = 0
        found = _resources(document["planned_values"]["root_module"])
        managed = ({"values": {}, **r} for r in found if r["mode"] == "managed")
        self.resources = [r for r in managed if not module or r["address"].startswith(module + ".")]
        self.written = set(_written(document.get("configuration", {}).get("root_module", {}), ""))
        self.changes = {r["address"]: r["change"].get("after_unknown") or {} for r in document.get("resource_changes", [])}
        self.to_create = {r["address"] for r in document.get("resource_changes", []) if r["change"]["actions"] == ["create"]}

    def of(self, kind):
        return [r for r in self.resources if r["type"] == kind]

    def hold(self, resource, condition, expected):
        """One rule for one resource."""
        self.held += 1
        if not condition:
            self.problems.append(f"[{resource['address']}] expected {expected}")

    def is_known(self, resource, attribute):
        """Whether the attribute has a value; one that will be known after apply only is a problem, unless asked for in part."""
        if resource["values"].get(attribute) is not None:
            return True
        later = self.changes.get(resource["address"], {}).get(attribute)
        if later and self.partly:
            self.unknown += 1
        else:
            self.hold(resource, False, f"{attribute}, got {'one that is known after apply only' if later else 'none'}")
        return False


def _resources(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _resources(child)


def _written(module, way):
    """Which attributes the text gives a value to, whatever it is: (address without index, attribute)."""
    for resource in module.get("resources", []):
        yield from ((way + resource["address"], attribute) for attribute in resource.get("expressions", {}))
    for name, call in module.get("module_calls", {}).items():
        yield from _written(call["module"], f"{way}module.{name}.")


def as_list(value):
    return value if isinstance(value, list) else [value]


def statements(document):
    return as_list(json.loads(document)["Statement"])


def principals(statement):
    given = statement.get("Principal", {})
    return [("AWS", "*")] if given == "*" else [(kind, who) for kind, some in given.items() for who in as_list(some)]


def condition_keys(statement):
    return {key for test in statement.get("Condition", {}).values() for key in test}


# --- Statements


def each_statement(plan, resource, statement):
    kind, sid = resource["type"], statement.get("Sid", "without sid")
    here = f"statement {sid}"
    plan.hold(resource, statement.get("Sid"), "every statement to have a sid")
    plan.hold(resource, not {"NotAction", "NotResource", "NotPrincipal"} & set(statement), f"{here} to say what, not what not")
    if statement["Effect"] == "Deny":
        return
    for action in as_list(statement["Action"]):
        plan.hold(resource, "*" not in action, f"{here} to name its actions, got {action}")
    for target in as_list(statement.get("Resource", [])):
        if target == "*":
            plan.hold(resource, kind in EVERY_RESOURCE, f"{here} to name its resources, got *")
        else:
            plan.hold(resource, is_narrow(target), f"{here} to have a wildcard at the end of a name only, got {target}")
    for principal_kind, who in principals(statement):
        plan.hold(resource, who != "*", f"{here} to name who may, got everybody")
        if principal_kind == "Service" and (kind, who) not in NO_SOURCE:
            plan.hold(resource, condition_keys(statement) & SOURCES, f"{here} to say for whom {who} acts: {sorted(SOURCES)}")


def is_narrow(arn):
    """Whether an ARN has `*` only as the last character of a resource that begins with something else."""
    parts = arn.split(":", 5)
    head, name = ":".join(parts[:5]), parts[5] if len(parts) == 6 else ""
    return "*" not in head and bool(re.fullmatch(r"[^*]+\*?", name)) and name != "*"


def policies(plan):
    for kind, attribute in POLICIES.items():
        for resource in plan.of(kind):
            if not plan.is_known(resource, attribute):
                continue
            found = statements(resource["values"][attribute])
            sids = [s.get("Sid") for s in found]
            plan.hold(resource, len(sids) == len(set(sids)), "sids to differ")
            for statement in found:
                each_statement(plan, resource, statement)


def is_tls_only(document):
    """Whether everything but TLS is denied to everybody."""
    return any(
        s["Effect"] == "Deny"
        and ("AWS", "*") in principals(s)
        and s.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport") in ("false", ["false"])
        for s in statements(document)
    )


# --- Resources


def tls_only(plan):
    for kind in ("aws_s3_bucket_policy", "aws_sqs_queue_policy", "aws_sns_topic_policy"):
        for resource in plan.of(kind):
            if plan.is_known(resource, "policy"):
                plan.hold(resource, is_tls_only(resource["values"]["policy"]), "a statement that denies everything but TLS")


def keys(plan):
    for key in plan.of("aws_kms_key"):
        plan.hold(key, key["values"].get("enable_key_rotation"), "rotation of the key")
        if not plan.is_known(key, "policy"):
            continue
        allowed = {}
        for statement in statements(key["values"]["policy"]):
            for _, who in principals(statement) if statement["Effect"] == "Allow" else []:
                allowed.setdefault(who, set()).update(as_list(statement["Action"]))
        for user, needed in KEY_USERS.items():
            got = set().union(*(actions for who, actions in allowed.items() if who.startswith(user)))
            plan.hold(key, needed <= got, f"{user} to be allowed {sorted(needed - got)}")


def buckets(plan):
    for bucket in plan.of("aws_s3_bucket"):
        beside = {}
        for kind in BESIDE_A_BUCKET:
            beside[kind] = [r for r in plan.of(kind) if belongs(r, bucket)]
            plan.hold(bucket, len(beside[kind]) == 1, f"one {kind}, got {len(beside[kind])}")
        for block in beside["aws_s3_bucket_public_access_block"]:
            for flag in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
                plan.hold(block, block["values"].get(flag) is True, flag)
        for controls in beside["aws_s3_bucket_ownership_controls"]:
            owners = [rule["object_ownership"] for rule in controls["values"]["rule"]]
            plan.hold(controls, owners == ["BucketOwnerEnforced"], f"BucketOwnerEnforced, got {owners}")
        for versioning in beside["aws_s3_bucket_versioning"]:
            plan.hold(versioning, versioning["values"]["versioning_configuration"][0]["status"] == "Enabled", "versioning")
        for encryption in beside["aws_s3_bucket_server_side_encryption_configuration"]:
            kinds = [d["sse_algorithm"] for rule in encryption["values"]["rule"] for d in rule["apply_server_side_encryption_by_default"]]
            plan.hold(encryption, kinds == ["aws:kms"], f"encryption with KMS, got {kinds}")
        for lifecycle in beside["aws_s3_bucket_lifecycle_configuration"]:
            aborting = [r for r in lifecycle["values"]["rule"] if r["abort_incomplete_multipart_upload"] and r["status"] == "Enabled"]
            plan.hold(lifecycle, aborting, "a rule that aborts uploads that nobody completes")


def belongs(resource, bucket):
    """By the bucket's name, or, before it is known, by their index."""
    name = resource["values"].get("bucket")
    return name == bucket["values"]["bucket"] if name else resource.get("index") == bucket.get("index")


def queues(plan):
    for queue in plan.of("aws_sqs_queue"):
        plan.is_known(queue, "kms_master_key_id")
    targets = {q["values"].get("arn"): q for q in plan.of("aws_sqs_queue")}
    redriving = [queue for queue in plan.of("aws_sqs_queue") if has_dead_letters(plan, queue)]
    plan.hold({"address": "aws_sqs_queue"}, redriving or not plan.of("aws_sqs_queue"), "a queue with dead letters")
    mapped = {m["values"].get("event_source_arn") for m in plan.of("aws_lambda_event_source_mapping")}
    for arn, queue in targets.items():
        if arn in mapped:
            plan.hold(queue, queue in redriving, "dead letters of a queue that something works on")
    for queue in redriving:
        if plan.is_known(queue, "redrive_policy"):
            policy = json.loads(queue["values"]["redrive_policy"])
            plan.hold(queue, policy["deadLetterTargetArn"] in targets, "its dead letters in a queue of this installation")
    for queue in plan.of("aws_sqs_queue"):
        plan.hold(queue, any(is_of_queue(policy, queue) for policy in plan.of("aws_sqs_queue_policy")), "a policy")


def is_of_queue(policy, queue):
    """By the queue's URL, or, before it is known, by its name here."""
    url = policy["values"].get("queue_url")
    return url == queue["values"].get("url") if url else policy.get("index") == queue["name"]


def has_dead_letters(plan, queue):
    planned_later = later(plan, queue, "redrive_policy") and (queue["address"], "redrive_policy") in plan.written
    return bool(queue["values"].get("redrive_policy")) or planned_later


def later(plan, resource, attribute):
    return bool(plan.changes.get(resource["address"], {}).get(attribute))


def function(plan):
    for resource in plan.of("aws_lambda_function"):
        timeout = resource["values"]["timeout"]
        plan.is_known(resource, "kms_key_arn")
        for queue in plan.of("aws_sqs_queue"):
            if has_dead_letters(plan, queue):
                seconds = queue["values"]["visibility_timeout_seconds"]
                plan.hold(queue, seconds >= 6 * timeout, f"at least {6 * timeout} s of invisibility, got {seconds}")


def logs(plan):
    plan.hold({"address": "aws_cloudwatch_log_group"}, plan.of("aws_cloudwatch_log_group"), "a log group of ours")
    for group in plan.of("aws_cloudwatch_log_group"):
        plan.hold(group, (group["values"].get("retention_in_days") or 0) > 0, "a number of days after which lines go")
        plan.is_known(group, "kms_key_id")


def topics(plan):
    for topic in plan.of("aws_sns_topic"):
        plan.is_known(topic, "kms_master_key_id")
    for alarm in plan.of("aws_cloudwatch_metric_alarm"):
        told = alarm["values"].get("alarm_actions") or later(plan, alarm, "alarm_actions")
        plan.hold(alarm, told, "somebody to be told")
        plan.hold(alarm, len(alarm["values"].get("alarm_description") or "") > 20, "a description of what has happened")


def notifications(plan):
    """Only a bucket that is made here may have its notifications written: there is one document of them per bucket."""
    own = {b["values"]["bucket"] for b in plan.of("aws_s3_bucket")}
    for notification in plan.of("aws_s3_bucket_notification"):
        name = notification["values"].get("bucket")
        fresh = name is None and bool(own) and notification["address"] in plan.to_create
        plan.hold(notification, name in own or fresh, f"a bucket that is made here, got {name}: others' triggers would be erased")


def tags(plan):
    for resource in plan.resources:
        values = resource["values"]
        if "tags_all" in values and resource["type"] not in NO_TAGS:
            missing = {"Project", "Environment", "Installation", "ManagedBy"} - set(values["tags_all"] or {})
            plan.hold(resource, not missing, f"the tags {sorted(missing)}")


RULES = (policies, tls_only, keys, buckets, queues, function, logs, topics, notifications, tags)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", help="terraform show -json of a plan")
    parser.add_argument("--partly", action="store_true", help="let pass what is known after apply only")
    parser.add_argument("--module", default="", help="what of the plan is judged, where it holds more than ours")
    arguments = parser.parse_args()
    with open(arguments.plan) as file:
        plan = Plan(json.load(file), arguments.partly, arguments.module)
    for rule in RULES:
        rule(plan)
    for problem in plan.problems:
        print(problem)
    unknown = f", {plan.unknown} not known before apply" if plan.unknown else ""
    print(f"{plan.held} rules on {len(plan.resources)} resources: {len(plan.problems)} broken{unknown}")
    return 1 if plan.problems or not plan.resources else 0


if __name__ == "__main__":
    sys.exit(main())

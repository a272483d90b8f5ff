"""Identity policies, as IAM evaluates them: what of the calls that were made they allow, and what they allow besides.

Knows what the policies of terraform/ are written with, and refuses to judge anything else.
"""

import fnmatch
import json
import re
from dataclasses import dataclass
from urllib.parse import unquote

_KEYS = {"Sid", "Effect", "Action", "Resource", "Condition"}


@dataclass(frozen=True)
class Statement:
    sid: str
    allows: bool
    actions: tuple
    resources: tuple
    condition: dict

    def matches(self, action, resource, context):
        return (
            any(_like(pattern.lower(), action.lower()) for pattern in self.actions)
            and any(_like(pattern, resource) for pattern in self.resources)
            and all(_holds(operator, keys, context) for operator, keys in self.condition.items())
        )


def statements_of(iam, role):
    """The statements of all policies of a role, inline and attached."""
    documents = [
        iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
    ]
    for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        policy = iam.get_policy(PolicyArn=attached["PolicyArn"])["Policy"]
        version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])
        documents.append(version["PolicyVersion"]["Document"])
    return [_statement(each) for document in documents for each in _list(_parsed(document)["Statement"])]


def allowed_by(statements, action, resource, context):
    """The statements that allow the call: none where one denies it."""
    matching = [each for each in statements if each.matches(action, resource, context)]
    return matching if all(each.allows for each in matching) else []


def _parsed(document):
    return document if isinstance(document, dict) else json.loads(unquote(document))


def _statement(written):
    unknown = set(written) - _KEYS
    if unknown or not written.get("Sid"):
        name = written.get("Sid", "without Sid")
        raise ValueError(f"[statement {name}] expected {sorted(_KEYS)}, got {sorted(written)}")
    return Statement(
        written["Sid"],
        written["Effect"] == "Allow",
        tuple(_list(written["Action"])),
        tuple(_list(written["Resource"])),
        written.get("Condition", {}),
    )


def _list(value):
    return value if isinstance(value, list) else [value]


def _like(pattern, value):
    """`*` and `?`, and nothing else, are special."""
    if "${" in pattern:
        raise ValueError(f"a policy variable, which is not known here: {pattern}")
    return re.fullmatch(fnmatch.translate(pattern.replace("[", "[[]")), value, re.DOTALL) is not None


def _holds(operator, keys, context):
    """A key that the call does not carry makes a condition fail, unless the operator ends in IfExists."""
    name = operator.removesuffix("IfExists")
    if name not in ("StringEquals", "StringLike", "ArnEquals", "ArnLike"):
        raise ValueError(f"the operator {operator}, which is not known here")
    for key, wanted in keys.items():
        if key not in context:
            if name == operator:
                return False
            continue
        same = (lambda p, v: p == v) if name == "StringEquals" else _like
        if not any(same(pattern, context[key]) for pattern in _list(wanted)):
            return False
    return True

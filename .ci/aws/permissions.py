"""What the function has called against what its role may: each call is allowed; what is allowed is called or explained.
"""

import json
import re

import policy
from credentials import access_key_of
from installation import expect


def compare(installation, calls, policy_file):
    role_arn = installation.function()["Role"]
    statements = policy.statements_of(installation.client("iam"), role_arn.split("/")[-1])
    asked = _asked(calls, access_key_of(role_arn))
    expect(asked, "expected calls, got none")
    used = set()
    for action, resource, context in asked:
        allowing = policy.allowed_by(statements, action, resource, dict(context))
        expect(allowing, f"the policy does not allow {action} on {resource} with {dict(context)}")
        used |= {(statement.sid, action) for statement in allowing}
    allowed = {(statement.sid, action) for statement in statements if statement.allows for action in statement.actions}
    wide = sorted(action for _, action in allowed if "*" in action)
    expect(not wide, f"expected no wildcard among the actions, got {wide}")
    explained = _explained(policy_file.read_text())
    for sid, action in sorted(allowed - used - explained):
        expect(False, f"[{policy_file.name} {sid}] {action} is allowed and never called, and no comment says why")
    for sid, action in sorted(explained & used):
        expect(False, f"[{policy_file.name} {sid}] a comment says that {action} is not called, and it is")
    unused = len(allowed - used)
    return f"{len(asked)} different calls, all allowed; {len(allowed)} actions allowed, {unused} of them only explained"


def _asked(calls, access_key):
    lines = [json.loads(line) for line in calls.read_text().splitlines()]
    return {
        (each["action"], each["resource"], tuple(sorted(each["context"].items())))
        for line in lines
        if line["key"] == access_key
        for each in line["asked"]
    }


def _explained(text):
    """Comments such as `# sqs:SendMessage: only when ...` within the block of the statement: (sid, action)."""
    explained = set()
    for block in re.split(r"\bstatement\b[^\n]*{", text)[1:]:
        sid = re.search(r'sid\s*=\s*"(\w+)"', block)
        explained |= {(sid[1], action) for action in re.findall(r"^\s*# (\w+:\w+): \S", block, re.MULTILINE)}
    return explained

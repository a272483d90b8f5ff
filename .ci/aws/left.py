"""Lists what there is in the emulated account, service by service. A key that is to be deleted counts as gone.

    left.py --endpoint URL --region REGION            what there is, a line each
"""

import argparse

from installation import account


def main():
    parser = argparse.ArgumentParser(description="Lists what there is in the emulated account.")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--region", required=True)
    arguments = parser.parse_args()
    for found in everything(account(arguments.endpoint, arguments.region)):
        print(found)


def everything(client):
    for service, listed in _LISTS.items():
        for name in listed(client(service)):
            yield f"{service} {name}"


def _names(method, listed, name):
    """Of one call that lists: the field with the list, and the field with the name; None where the list is of names."""
    return lambda client: [each[name] if name else each for each in _pages(client, method, listed)]


def _pages(client, method, listed):
    if client.can_paginate(method):
        return [each for page in client.get_paginator(method).paginate() for each in page.get(listed, [])]
    return getattr(client, method)().get(listed, [])


def _functions(client):
    functions = [function["FunctionArn"] for function in _pages(client, "list_functions", "Functions")]
    mappings = _pages(client, "list_event_source_mappings", "EventSourceMappings")
    return functions + [each["EventSourceMappingArn"] for each in mappings]


def _roles(client):
    own = [policy["Arn"] for policy in client.list_policies(Scope="Local")["Policies"]]
    return [role["Arn"] for role in _pages(client, "list_roles", "Roles")] + own


def _keys(client):
    keys = [client.describe_key(KeyId=each["KeyId"])["KeyMetadata"] for each in _pages(client, "list_keys", "Keys")]
    aliases = [each["AliasArn"] for each in _pages(client, "list_aliases", "Aliases")]
    ours = [key["Arn"] for key in keys if key["KeyState"] != "PendingDeletion" and key["KeyManager"] == "CUSTOMER"]
    return ours + [alias for alias in aliases if ":alias/aws/" not in alias]


def _alarms(client):
    alarms = client.describe_alarms()
    names = [each["AlarmName"] for each in alarms["MetricAlarms"] + alarms["CompositeAlarms"]]
    return names + [each["DashboardName"] for each in client.list_dashboards()["DashboardEntries"]]


def _topics(client):
    topics = [each["TopicArn"] for each in _pages(client, "list_topics", "Topics")]
    return topics + [each["SubscriptionArn"] for each in _pages(client, "list_subscriptions", "Subscriptions")]


def _budgets(client):
    budgets = client.describe_budgets(AccountId="123456789012").get("Budgets", [])
    return [each["BudgetName"] for each in budgets]


_LISTS = {
    "s3": _names("list_buckets", "Buckets", "Name"),
    "sqs": _names("list_queues", "QueueUrls", None),
    "lambda": _functions,
    "iam": _roles,
    "kms": _keys,
    "logs": _names("describe_log_groups", "logGroups", "logGroupName"),
    "cloudwatch": _alarms,
    "sns": _topics,
    "events": _names("list_rules", "Rules", "Name"),
    "budgets": _budgets,
}

if __name__ == "__main__":
    main()

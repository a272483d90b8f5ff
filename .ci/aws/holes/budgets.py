"""Budgets as moto 5.2.1 does not have them."""

import json

from moto.budgets.responses import BudgetsResponse


def close():
    _keep_tags_of_new_budgets()
    BudgetsResponse.describe_subscribers_for_notification = _describe_subscribers
    BudgetsResponse.list_tags_for_resource = _list_tags
    BudgetsResponse.tag_resource = _tag
    BudgetsResponse.untag_resource = _untag


_tags = {}


def _keep_tags_of_new_budgets():
    create = BudgetsResponse.create_budget

    def create_keeping(self):
        asked = json.loads(self.body)
        name = f"arn:aws:budgets::{asked['AccountId']}:budget/{asked['Budget']['BudgetName']}"
        _tags[name] = {tag["Key"]: tag["Value"] for tag in asked.get("ResourceTags", [])}
        return create(self)

    BudgetsResponse.create_budget = create_keeping


def _describe_subscribers(self):
    asked = json.loads(self.body)
    budget = self.backend.budgets[asked["AccountId"]][asked["BudgetName"]]
    for notification in budget.notifications:
        if all(notification.details.get(name) == value for name, value in asked["Notification"].items()):
            return json.dumps({"Subscribers": notification.subscribers})
    return json.dumps({"Subscribers": []})


def _list_tags(self):
    tags = _tags.get(json.loads(self.body)["ResourceARN"], {})
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})


def _tag(self):
    asked = json.loads(self.body)
    _tags.setdefault(asked["ResourceARN"], {}).update({tag["Key"]: tag["Value"] for tag in asked["ResourceTags"]})
    return "{}"


def _untag(self):
    asked = json.loads(self.body)
    for key in asked["ResourceTagKeys"]:
        _tags.get(asked["ResourceARN"], {}).pop(key, None)
    return "{}"

"""SQS as moto 5.2.1 does not have it."""

import json

from moto.sqs.models import Queue


def close():
    _keep_the_redrive_allow_policy()
    _write_the_redrive_policy_as_aws_does()
    _leave_deliveries_to_the_poller()


def _keep_the_redrive_allow_policy():
    """moto drops RedriveAllowPolicy, and Terraform waits for it until it gives up."""
    Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
    Queue.redrive_allow_policy = None
    set_attributes = Queue._set_attributes

    def set_or_remove(self, attributes, now=None):
        set_attributes(self, attributes, now)
        if self.redrive_allow_policy == "":  # Terraform's way to remove it
            self.redrive_allow_policy = None

    Queue._set_attributes = set_or_remove


def _write_the_redrive_policy_as_aws_does():
    """moto answers with blanks between the tokens, which Terraform takes for a difference in every plan."""
    attributes = Queue.attributes.fget

    def compact(self):
        result = attributes(self)
        if self.redrive_policy:
            result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return result

    Queue.attributes = property(compact)


def _leave_deliveries_to_the_poller():
    """moto runs the function within SendMessage, and knows neither batches nor partial failures nor tries."""
    add_message = Queue.add_message

    def add_only(self, message):
        mappings, self.lambda_event_source_mappings = self.lambda_event_source_mappings, {}
        try:
            add_message(self, message)
        finally:
            self.lambda_event_source_mappings = mappings

    Queue.add_message = add_only

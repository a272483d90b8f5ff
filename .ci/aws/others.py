"""What is there before Terraform comes: a bucket of somebody else, with triggers of theirs.

    others.py --endpoint URL --region REGION --theirs BUCKET
"""

import argparse

from installation import account

# Their own trigger, and EventBridge, which they have switched on for us.
THEIR_NOTIFICATIONS = {
    "QueueConfigurations": [
        {
            "Id": "theirs",
            "QueueArn": "arn:aws:sqs:eu-west-1:123456789012:theirs",
            "Events": ["s3:ObjectRemoved:*"],
        }
    ],
    "EventBridgeConfiguration": {},
}


def main():
    parser = argparse.ArgumentParser(description="Makes what is there before Terraform comes.")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--theirs", required=True)
    arguments = parser.parse_args()
    client = account(arguments.endpoint, arguments.region)
    s3 = client("s3")
    s3.create_bucket(Bucket=arguments.theirs, CreateBucketConfiguration={"LocationConstraint": arguments.region})
    client("sqs").create_queue(QueueName="theirs")
    s3.put_bucket_notification_configuration(Bucket=arguments.theirs, NotificationConfiguration=THEIR_NOTIFICATIONS)


if __name__ == "__main__":
    main()

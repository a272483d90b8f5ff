# Exports arrive in a bucket that others use as well. Levada makes none, and touches neither its triggers nor its policy: the
# bucket's owner, whose part is the first half, has switched EventBridge on beside the triggers that were there.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

# --- The owner's part, usually somewhere else

provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "exports" {
  bucket = "exports-of-the-shop-${data.aws_caller_identity.current.account_id}"
}

resource "aws_sns_topic" "others" {
  name = "exports-of-the-shop"
}

resource "aws_sns_topic_policy" "others" {
  arn = aws_sns_topic.others.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "S3Notifications"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.others.arn
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_s3_bucket_notification" "exports" {
  bucket      = aws_s3_bucket.exports.id
  eventbridge = true # what Levada needs

  topic {
    id        = "others" # what was there, and stays
    topic_arn = aws_sns_topic.others.arn
    events    = ["s3:ObjectCreated:*"]
  }

  depends_on = [aws_sns_topic_policy.others]
}

# --- Levada's

module "levada" {
  source = "../.."

  environment    = "dev"
  region         = "eu-west-1"
  trigger_prefix = "exports/"

  existing_bucket = {
    name        = aws_s3_bucket.exports.id
    eventbridge = aws_s3_bucket_notification.exports.eventbridge
  }
}

output "trigger" {
  description = "Where exports are taken from."
  value       = module.levada.trigger
}

output "output" {
  description = "Where the output lies."
  value       = module.levada.output
}

# An export becomes a message, a message becomes an invocation: S3 (or EventBridge) -> queue -> alias of the function.

locals {
  # SQS gives a message that is being worked on to nobody else for so long: six times the function's timeout, as AWS advises.
  visibility = 6 * var.timeout
}

resource "aws_sqs_queue" "intake" {
  name                       = "${local.name}-intake"
  visibility_timeout_seconds = local.visibility
  message_retention_seconds  = 14 * 24 * 3600
  kms_master_key_id          = aws_kms_key.this.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.intake.tries
  })
}

# Messages that failed as often as they may, and events that EventBridge could not put into the intake. Both go back as they are.
resource "aws_sqs_queue" "dead_letters" {
  name                      = "${local.name}-dead-letters"
  message_retention_seconds = var.retention.messages * 24 * 3600
  kms_master_key_id         = aws_kms_key.this.arn
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.intake.arn]
  })
}

# Asynchronous calls that failed. A queue of their own, for Lambda wraps them (requestPayload): they are no events.
resource "aws_sqs_queue" "failed_calls" {
  name                      = "${local.name}-failed-calls"
  message_retention_seconds = var.retention.messages * 24 * 3600
  kms_master_key_id         = aws_kms_key.this.arn
}

locals {
  queues = {
    intake       = aws_sqs_queue.intake
    dead_letters = aws_sqs_queue.dead_letters
    failed_calls = aws_sqs_queue.failed_calls
  }

  # Which service puts messages into which queue, for which of our resources.
  senders = {
    intake = [{
      sid     = var.existing_bucket == null ? "S3Notifications" : "EventBridgeEvents"
      service = var.existing_bucket == null ? "s3.amazonaws.com" : "events.amazonaws.com"
      source  = var.existing_bucket == null ? "${local.arn_of_bucket}${local.upload_bucket}" : aws_cloudwatch_event_rule.uploads[0].arn
    }]
    dead_letters = [for rule in aws_cloudwatch_event_rule.uploads : {
      sid     = "UndeliverableEvents"
      service = "events.amazonaws.com"
      source  = rule.arn
    }]
    failed_calls = [] # the function's role does
  }
}

resource "aws_sqs_queue_policy" "this" {
  for_each = local.queues

  queue_url = each.value.id
  policy    = data.aws_iam_policy_document.queue[each.key].json
}

data "aws_iam_policy_document" "queue" {
  for_each = local.queues

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  dynamic "statement" {
    for_each = local.senders[each.key]
    content {
      sid       = statement.value.sid
      actions   = ["sqs:SendMessage"]
      resources = [each.value.arn]
      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }
      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value.source]
      }
      # The ARN of a bucket names no account, and a name that we gave up may become another's.
      dynamic "condition" {
        for_each = statement.value.service == "s3.amazonaws.com" ? [local.account] : []
        content {
          test     = "StringEquals"
          variable = "aws:SourceAccount"
          values   = [condition.value]
        }
      }
    }
  }
}

# Our own bucket: nobody else's triggers can be in it.
resource "aws_s3_bucket_notification" "uploads" {
  count = var.existing_bucket == null ? 1 : 0

  bucket = aws_s3_bucket.own["upload"].id

  queue {
    id            = "exports"
    queue_arn     = aws_sqs_queue.intake.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = var.trigger_prefix
  }

  depends_on = [aws_sqs_queue_policy.this] # S3 tries whether it may send
}

# A bucket of somebody else has one document of notifications, with their triggers in it. A resource that writes this document
# would erase them, so there is none: its owner switches EventBridge on once, and this rule listens.
resource "aws_cloudwatch_event_rule" "uploads" {
  count = var.existing_bucket == null ? 0 : 1

  name        = "${local.name}-uploads"
  description = "Exports that arrive in ${local.upload_bucket} below ${var.trigger_prefix}"

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = merge(
      { bucket = { name = [local.upload_bucket] } },
      var.trigger_prefix == "" ? {} : { object = { key = [{ prefix = var.trigger_prefix }] } },
    )
  })
}

resource "aws_cloudwatch_event_target" "uploads" {
  count = var.existing_bucket == null ? 0 : 1

  rule = aws_cloudwatch_event_rule.uploads[0].name
  arn  = aws_sqs_queue.intake.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }

  depends_on = [aws_sqs_queue_policy.this]
}

check "existing_bucket_sends_events" {
  assert {
    condition     = var.existing_bucket == null ? true : var.existing_bucket.eventbridge
    error_message = <<-TEXT
      Nothing arrives from ${local.upload_bucket} before its owner has switched EventBridge notifications on. This configuration does not, for it would erase the triggers of others. The owner adds it to what is there already:

        aws s3api get-bucket-notification-configuration --bucket ${local.upload_bucket} > notifications.json
        jq '. + {EventBridgeConfiguration: {}}' notifications.json > with-eventbridge.json
        aws s3api put-bucket-notification-configuration --bucket ${local.upload_bucket} --notification-configuration file://with-eventbridge.json

      or, where the bucket is Terraform's, eventbridge = true in its aws_s3_bucket_notification. The bucket has to lie in ${var.region}. Then say eventbridge = true in existing_bucket, and this warning is gone.
    TEXT
  }
}

resource "aws_lambda_event_source_mapping" "intake" {
  event_source_arn        = aws_sqs_queue.intake.arn
  function_name           = aws_lambda_alias.live.arn
  batch_size              = 1 # an export may need all the time that an invocation has
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.intake.maximum_concurrency
  }

  depends_on = [aws_iam_role_policy.function]
}

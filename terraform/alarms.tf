# Each alarm says what has happened and what to do. All tell one topic.

resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-alarms"
  kms_master_key_id = aws_kms_key.this.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.topic.json
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
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
    for_each = merge(
      { CloudWatchAlarms = "cloudwatch.amazonaws.com" },
      var.monthly_budget == null ? {} : { BudgetNotifications = "budgets.amazonaws.com" },
    )
    content {
      sid       = statement.key
      actions   = ["sns:Publish"]
      resources = [aws_sns_topic.alarms.arn]
      principals {
        type        = "Service"
        identifiers = [statement.value]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account]
      }
    }
  }
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

locals {
  # What has to be left of an invocation: half of what a run keeps for the message by which it is continued (a tenth, 5 s at the
  # most). Being continued is no reason for an alarm, being cut off is.
  duration_limit = 1000 * var.timeout - min(2500, 50 * var.timeout)

  # Alarms over one metric, by name. A period without a value is a good one, for nothing ran.
  alarms = merge(
    { for queue in ["dead_letters", "failed_calls"] : replace(queue, "_", "-") => {
      description = {
        dead_letters = "An export failed as often as it may, and waits among the dead letters. The log says why, by object, with code and advice. Cure that, then send the messages back to the intake."
        failed_calls = "An asynchronous call of the function failed for good. The message holds the request (requestPayload); the log says why."
      }[queue]
      namespace  = "AWS/SQS"
      metric     = "ApproximateNumberOfMessagesVisible"
      statistic  = "Maximum"
      dimensions = { QueueName = local.queues[queue].name }
      threshold  = 0
      periods    = 1
    } },
    { for pipeline in concat(local.pipeline_names, ["none"]) : "failed-${pipeline}" => {
      description = pipeline == "none" ? "An event failed before its pipeline was known: the event is malformed, or more than one pipeline takes the key. The log has the code." : "A run of ${pipeline} failed. The log has the code and the advice: fields code and advice, level ERROR."
      namespace   = local.metrics
      metric      = "Failed"
      statistic   = "Sum"
      dimensions  = { Pipeline = pipeline }
      threshold   = 0
      periods     = 1
    } },
    {
      errors = {
        description = "Invocations ended in an error: also those that could write no line any more, cut off by time or memory. Look for platform.report with another status than success in the log."
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        statistic   = "Sum"
        dimensions  = { FunctionName = local.function_name }
        threshold   = 0
        periods     = 1
      }
      throttles = {
        description = "Lambda has refused invocations for a quarter of an hour: the account's concurrency, or the reserved one, is used up. Exports wait, and each refusal costs a message a try."
        namespace   = "AWS/Lambda"
        metric      = "Throttles"
        statistic   = "Sum"
        dimensions  = { FunctionName = local.function_name }
        threshold   = 0
        periods     = 3
      }
      duration = {
        description = "An invocation took nearly all of its ${var.timeout} s, and did not stop at a checkpoint in time. More memory makes it faster; smaller checkpoints let it stop sooner."
        namespace   = "AWS/Lambda"
        metric      = "Duration"
        statistic   = "Maximum"
        dimensions  = { FunctionName = local.function_name }
        threshold   = local.duration_limit
        periods     = 1
      }
      oldest-message = {
        description = "An export has waited for ${var.alarms.oldest_message_minutes} minutes. More come than intake.maximum_concurrency allows at a time, or the mapping is switched off."
        namespace   = "AWS/SQS"
        metric      = "ApproximateAgeOfOldestMessage"
        statistic   = "Maximum"
        dimensions  = { QueueName = local.queues.intake.name }
        threshold   = 60 * var.alarms.oldest_message_minutes
        periods     = 1
      }
    },
  )

  alarm_actions = concat([aws_sns_topic.alarms.arn], var.alarms.actions)
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${local.name}-${each.key}"
  alarm_description = each.value.description

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = each.value.statistic
  dimensions          = each.value.dimensions
  period              = 300
  evaluation_periods  = each.value.periods
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"

  alarm_actions = local.alarm_actions
  ok_actions    = local.alarm_actions
}

# A share, not a number: ten rejects of ten million records are none of anybody's business. The definition's own fail-above ends a
# single run; this one sees the many small ones.
resource "aws_cloudwatch_metric_alarm" "rejected" {
  for_each = toset(local.pipeline_names)

  alarm_name        = "${local.name}-rejected-${each.key}"
  alarm_description = "More than ${var.alarms.rejected_percent} % of the records of ${each.key} were rejected within an hour: the export has changed, or the definition is wrong. `levada show` prints a record and what becomes of it; the rejects say where."

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.alarms.rejected_percent
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "percent"
    label       = "rejected, %"
    expression  = "IF(records > 0, 100 * rejected / records, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { records = "Records", rejected = "Rejected" }
    content {
      id = metric_query.key
      metric {
        namespace   = local.metrics
        metric_name = metric_query.value
        dimensions  = { Pipeline = each.key }
        period      = 3600
        stat        = "Sum"
      }
    }
  }

  alarm_actions = local.alarm_actions
  ok_actions    = local.alarm_actions
}

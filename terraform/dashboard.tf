# One page a day: what came, what went, what it took, and what waits.

locals {
  # Namespace of the function's own metrics. Each installation has its own, for environments may share an account.
  metrics = "Levada/${local.name}"

  # Rows of three widgets. A widget is a title and lines; a line is a metric of every pipeline, or one of AWS.
  widgets = [
    [
      { title = "Records in, out, rejected, filtered", unit = "records", lines = [
        for metric, label in { Records = "in", Rows = "out", Rejected = "rejected", Filtered = "filtered" } :
        { expression = "SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"${metric}\"', 'Sum', 300))", label = label }
      ] },
      { title = "Bytes in, out", unit = "bytes", lines = [
        for metric, label in { BytesIn = "in", BytesOut = "out" } :
        { expression = "SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"${metric}\"', 'Sum', 300))", label = label }
      ] },
      { title = "Exports published, failed, repeated, superseded", unit = "exports", lines = [
        for metric, label in { Published = "published", Failed = "failed", Repeated = "repeated", Superseded = "superseded" } :
        { expression = "SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"${metric}\"', 'Sum', 300))", label = label }
      ] },
    ],
    [
      { title = "Seconds of a run, longest, by pipeline", unit = "s", lines = [
        { expression = "SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"Seconds\"', 'Maximum', 300)", label = "" }
      ] },
      { title = "CPU seconds per GB in", unit = "s/GB", lines = [
        { expression = "1000000000 * SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"CpuSeconds\"', 'Sum', 3600)) / SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"BytesIn\"', 'Sum', 3600))", label = "CPU s/GB" }
      ] },
      { title = "Peak memory of the process", unit = "bytes", lines = [
        { expression = "SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"PeakMemory\"', 'Maximum', 300)", label = "" }
        ], limit = {
        label = "${var.memory} MB"
        value = var.memory * 1024 * 1024
      } },
    ],
    [
      { title = "Continuations, waits for another, connections reopened", unit = "", lines = [
        for metric, label in { Continuations = "continuations", Busy = "busy", Reopened = "reopened" } :
        { expression = "SUM(SEARCH('{\"${local.metrics}\",Pipeline} MetricName=\"${metric}\"', 'Sum', 300))", label = label }
      ] },
      { title = "Queues", unit = "messages", lines = [
        for queue in ["intake", "dead_letters", "failed_calls"] :
        { metric = ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.queues[queue].name], stat = "Maximum" }
      ] },
      { title = "Age of the oldest message", unit = "s", lines = [
        { metric = ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", local.queues.intake.name], stat = "Maximum" }
      ] },
    ],
    [
      { title = "Duration of an invocation", unit = "ms", lines = [
        for stat in ["Maximum", "p50"] :
        { metric = ["AWS/Lambda", "Duration", "FunctionName", local.function_name], stat = stat }
        ], limit = {
        label = "${var.timeout} s"
        value = 1000 * var.timeout
      } },
      { title = "Invocations, errors, throttles", unit = "", lines = [
        for metric in ["Invocations", "Errors", "Throttles"] :
        { metric = ["AWS/Lambda", metric, "FunctionName", local.function_name], stat = "Sum" }
      ] },
      { title = "At the same time", unit = "", lines = [
        { metric = ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", local.function_name], stat = "Maximum" }
      ] },
    ],
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name

  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type = "alarm", x = 0, y = 0, width = 24, height = 2
        properties = {
          title  = "Alarms"
          alarms = [for name in concat(keys(local.alarms), [for pipeline in local.pipeline_names : "rejected-${pipeline}"]) : "arn:${local.partition}:cloudwatch:${var.region}:${local.account}:alarm:${local.name}-${name}"]
        }
      }],
      flatten([for row, widgets in local.widgets : [for column, widget in widgets : {
        type = "metric", x = 8 * column, y = 2 + 6 * row, width = 8, height = 6
        properties = merge({
          title  = widget.title
          region = var.region
          view   = "timeSeries"
          period = 300
          yAxis  = { left = { min = 0, label = widget.unit, showUnits = false } }
          metrics = [for index, line in widget.lines : try(
            concat(line.metric, [{ stat = line.stat, region = var.region }]),
            [{ expression = line.expression, label = line.label, id = "e${index}" }],
          )]
          },
          try({ annotations = { horizontal = [widget.limit] } }, {}),
        )
      }]]),
    )
  })
}

# What is planned for which variables.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment = "test"
  region      = "eu-west-1"
  package     = "tests/data/empty.zip"
}

run "defaults" {
  command = plan

  assert {
    condition     = keys(aws_s3_bucket.own) == ["output", "upload"]
    error_message = "Expected a bucket for uploads and one for output."
  }
  assert {
    condition     = aws_s3_bucket.own["upload"].bucket == "levada-test-upload-123456789012"
    error_message = "Expected project, environment, part and account in the names of buckets."
  }
  assert {
    condition     = alltrue([for bucket in aws_s3_bucket.own : !bucket.force_destroy])
    error_message = "Expected buckets that hold objects to stay."
  }
  assert {
    condition     = aws_s3_bucket_notification.uploads[0].queue[0].filter_prefix == "exports/" && length(aws_cloudwatch_event_rule.uploads) == 0
    error_message = "Expected S3 to announce what arrives below exports/, and no EventBridge."
  }
  assert {
    condition     = aws_sqs_queue.intake.visibility_timeout_seconds == 5400
    error_message = "Expected messages to be invisible for six times the timeout."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.intake.batch_size == 1 && aws_lambda_event_source_mapping.intake.function_response_types == toset(["ReportBatchItemFailures"]) && aws_lambda_event_source_mapping.intake.scaling_config[0].maximum_concurrency == 10
    error_message = "Expected one export an invocation, partial failures and a bound on what runs at a time."
  }
  assert {
    condition     = aws_lambda_function_recursion_config.ingest.recursive_loop == "Allow"
    error_message = "Expected Lambda to let runs have themselves continued."
  }
  assert {
    condition     = aws_lambda_function.ingest.runtime == "java21" && aws_lambda_function.ingest.publish && length(aws_lambda_function.ingest.snap_start) == 0
    error_message = "Expected java21, published versions and a plain start."
  }
  assert {
    condition     = aws_lambda_function.ingest.logging_config[0].log_format == "JSON" && aws_lambda_function.ingest.logging_config[0].application_log_level == "INFO"
    error_message = "Expected JSON logs at INFO: metrics are lines without a level, which count as INFO."
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.LEVADA_OUTPUT == "s3://levada-test-output-123456789012/"
    error_message = "Expected the output in our own bucket."
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.LEVADA_PIPELINES == "s3://levada-test-output-123456789012/_levada/pipelines/" && keys(aws_s3_object.pipeline) == ["address-blocks.yaml", "users.yaml"]
    error_message = "Expected the shipped definitions beside the ledger."
  }
  assert {
    condition     = alltrue([for lifecycle in aws_s3_bucket_lifecycle_configuration.own : anytrue([for rule in lifecycle.rule : length(rule.abort_incomplete_multipart_upload) == 1])])
    error_message = "Expected every bucket to abort uploads that nobody completes."
  }
  assert {
    condition     = length(aws_sns_topic_subscription.email) == 0 && length(aws_budgets_budget.monthly) == 0
    error_message = "Expected nobody to be told, and no budget, without being asked."
  }
  assert {
    condition     = contains(keys(aws_cloudwatch_metric_alarm.this), "failed-users") && contains(keys(aws_cloudwatch_metric_alarm.rejected), "users")
    error_message = "Expected alarms for each pipeline."
  }
}

# JAVA_TOOL_OPTIONS is a row of memory.json, the smaller one's between two.
run "memory_of_a_row" {
  command = plan
  variables {
    memory = 512
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.JAVA_TOOL_OPTIONS == join(" ", concat(jsondecode(file("../src/main/resources/dev/levada/memory.json")).every, jsondecode(file("../src/main/resources/dev/levada/memory.json")).sizes["512"]))
    error_message = "Expected the flags of 512 MB, got ${aws_lambda_function.ingest.environment[0].variables.JAVA_TOOL_OPTIONS}"
  }
}

run "memory_between_two_rows" {
  command = plan
  variables {
    memory = 1000
  }
  assert {
    condition     = strcontains(aws_lambda_function.ingest.environment[0].variables.JAVA_TOOL_OPTIONS, "-Xmx256m ") && aws_lambda_function.ingest.memory_size == 1000
    error_message = "Expected the heap of 512 MB in 1000 MB."
  }
}

run "smallest_memory" {
  command = plan
  variables {
    memory = 128
  }
  assert {
    condition     = strcontains(aws_lambda_function.ingest.environment[0].variables.JAVA_TOOL_OPTIONS, "-Xmx26m ")
    error_message = "Expected the heap of 128 MB."
  }
}

run "snapstart" {
  command = plan
  variables {
    start = "snapstart"
  }
  assert {
    condition     = aws_lambda_function.ingest.snap_start[0].apply_on == "PublishedVersions"
    error_message = "Expected snapshots of published versions."
  }
}

run "cache" {
  command = plan
  variables {
    start = "cache"
  }
  assert {
    condition     = aws_lambda_function.ingest.runtime == "provided.al2023" && length(aws_lambda_function.ingest.snap_start) == 0
    error_message = "Expected a runtime that brings its own Java."
  }
  assert {
    condition     = aws_lambda_function.ingest.filename == null && aws_lambda_function.ingest.s3_key == "_levada/packages/empty.zip"
    error_message = "Expected a package of that size to go by way of S3."
  }
}

run "existing_bucket" {
  command = plan
  variables {
    existing_bucket = { name = "exports-of-others", eventbridge = true, kms_key_arn = "arn:aws:kms:eu-west-1:210987654321:key/abc" }
  }
  assert {
    condition     = length(aws_s3_bucket_notification.uploads) == 0
    error_message = "Expected nothing to write the notifications of a bucket that is not ours."
  }
  assert {
    condition     = keys(aws_s3_bucket.own) == ["output"]
    error_message = "Expected only the output bucket to be made."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.uploads[0].event_pattern).detail == { bucket = { name = ["exports-of-others"] }, object = { key = [{ prefix = "exports/" }] } }
    error_message = "Expected to listen to this bucket and prefix only."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.uploads[0].event_pattern).source == ["aws.s3"] && jsondecode(aws_cloudwatch_event_rule.uploads[0].event_pattern)["detail-type"] == ["Object Created"]
    error_message = "Expected created objects only."
  }
  assert {
    condition     = length(aws_cloudwatch_event_target.uploads[0].dead_letter_config) == 1
    error_message = "Expected events that the queue does not take to be kept."
  }
}

run "existing_bucket_without_events" {
  command = plan
  variables {
    existing_bucket = { name = "exports-of-others" }
  }
  expect_failures = [check.existing_bucket_sends_events]
}

run "existing_output" {
  command = plan
  variables {
    output_bucket = "lake"
    output_prefix = "ingested/"
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.LEVADA_OUTPUT == "s3://lake/ingested/" && keys(aws_s3_bucket.own) == ["state", "upload"]
    error_message = "Expected output in the bucket that is there, and a state bucket for the definitions."
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.LEVADA_PIPELINES == "s3://levada-test-state-123456789012/pipelines/"
    error_message = "Expected the definitions in the state bucket."
  }
}

run "one_bucket_for_both" {
  command = plan
  variables {
    existing_bucket = { name = "lake", eventbridge = true }
    output_bucket   = "lake"
    output_prefix   = "ingested/"
  }
  assert {
    condition     = aws_lambda_function.ingest.environment[0].variables.LEVADA_OUTPUT == "s3://lake/ingested/"
    error_message = "Expected exports and output in one bucket, where their prefixes lie apart."
  }
}

run "own_pipelines" {
  command = plan
  variables {
    pipelines = "tests/data/pipelines"
    retention = { output = 30, uploads = 7 }
  }
  assert {
    condition     = keys(aws_s3_object.pipeline) == ["orders.yaml"] && keys(aws_cloudwatch_metric_alarm.rejected) == ["orders"]
    error_message = "Expected the definitions of this folder, and their alarms."
  }
  assert {
    condition     = length(terraform_data.pipelines_checked) == 1
    error_message = "Expected definitions to be checked before they go."
  }
  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.own["output"].rule : rule.filter[0].prefix if startswith(rule.id, "expire-orders")] == ["orders/"]
    error_message = "Expected what the pipeline wrote to expire, and never the ledger."
  }
  assert {
    condition     = anytrue([for rule in aws_s3_bucket_lifecycle_configuration.own["upload"].rule : try(rule.expiration[0].days, 0) == 7])
    error_message = "Expected exports to expire."
  }
}

run "without_check" {
  command = plan
  variables {
    check_pipelines = false
  }
  assert {
    condition     = length(terraform_data.pipelines_checked) == 0
    error_message = "Expected no check where it is switched off."
  }
}

run "alarms_and_budget" {
  command = plan
  variables {
    alarm_email    = "ops@example.com"
    monthly_budget = 25
    intake         = { maximum_concurrency = 2, tries = 3, reserved_concurrency = 4 }
  }
  assert {
    condition     = aws_sns_topic_subscription.email[0].endpoint == "ops@example.com" && aws_budgets_budget.monthly[0].limit_amount == "25"
    error_message = "Expected an e-mail subscription and a budget."
  }
  assert {
    condition     = aws_lambda_function.ingest.reserved_concurrent_executions == 4
    error_message = "Expected the reserved concurrency."
  }
}

# Everything can be made, as far as a provider that is not there can tell: every reference leads to something.
run "everything" {
  variables {
    check_pipelines = false
    state_bucket    = true
    alarm_email     = "ops@example.com"
    monthly_budget  = 25
  }
  assert {
    condition     = jsondecode(aws_sqs_queue.intake.redrive_policy).maxReceiveCount == 5
    error_message = "Expected five tries before the dead letters."
  }
  assert {
    condition     = output.trigger == "s3://levada-test-upload-123456789012/exports/"
    error_message = "Expected to be told where exports go."
  }
  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 13
    error_message = "Expected the alarms and twelve widgets on the dashboard."
  }
}

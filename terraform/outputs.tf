output "region" {
  description = "Region of the installation."
  value       = var.region
}

output "upload_bucket" {
  description = "Bucket that exports arrive in."
  value       = local.upload_bucket

  depends_on = [aws_lambda_event_source_mapping.intake, aws_s3_bucket_notification.uploads]
}

output "trigger" {
  description = "Where to put exports: s3://bucket/prefix."
  value       = "s3://${local.upload_bucket}/${var.trigger_prefix}"
}

output "output_bucket" {
  description = "Bucket that output, rejects, manifests and ledger lie in."
  value       = local.output_bucket
}

output "output" {
  description = "Root of the output, as LEVADA_OUTPUT and `levada` take it: s3://bucket/prefix."
  value       = "s3://${local.output_bucket}/${var.output_prefix}"
}

output "pipelines" {
  description = "Where the definitions lie: s3://bucket/prefix."
  value       = "s3://${local.definitions.bucket}/${local.definitions.prefix}"
}

output "buckets" {
  description = "Buckets that were made here, by their part: upload, output, state."
  value       = { for part, bucket in aws_s3_bucket.own : part => bucket.id }
}

output "intake_queue_url" {
  description = "URL of the queue that gives work to the function. Direct requests may be sent to it."
  value       = aws_sqs_queue.intake.url
}

output "dead_letter_queue_url" {
  description = "URL of the queue of the messages that failed as often as they may."
  value       = aws_sqs_queue.dead_letters.url
}

output "failed_calls_queue_url" {
  description = "URL of the queue of the asynchronous calls that failed."
  value       = aws_sqs_queue.failed_calls.url
}

output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.ingest.function_name
}

output "function_environment" {
  description = "What the function is told by its environment, by variable."
  value       = local.environment
}

output "function_version" {
  description = "Version that was published last."
  value       = aws_lambda_function.ingest.version
}

output "function_alias" {
  description = "Name of the alias that is invoked."
  value       = aws_lambda_alias.live.name
}

output "function_alias_arn" {
  description = "ARN of the alias: what to invoke."
  value       = aws_lambda_alias.live.arn
}

output "event_source_mapping_id" {
  description = "Id of the mapping from queue to alias: what to disable in order to stop the intake."
  value       = aws_lambda_event_source_mapping.intake.uuid
}

output "log_group" {
  description = "Log group of the function."
  value       = aws_cloudwatch_log_group.function.name
}

output "key_arn" {
  description = "ARN of the key that encrypts everything. Whoever uploads or reads output needs kms:GenerateDataKey or kms:Decrypt on it."
  value       = aws_kms_key.this.arn
}

output "alarm_topic_arn" {
  description = "ARN of the topic that alarms and the budget tell."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard_url" {
  description = "The dashboard, in AWS's console."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${local.name}"
}

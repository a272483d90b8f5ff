locals {
  log_group = "/aws/lambda/${local.function_name}"
}

# Made here and not by Lambda, which would keep lines for ever, and not encrypt them with our key.
resource "aws_cloudwatch_log_group" "function" {
  name              = local.log_group
  retention_in_days = var.retention.logs
  kms_key_id        = aws_kms_key.this.arn
}

# The function, its version and the alias that everything calls.

locals {
  function_name = local.name

  # With a cache the function brings its own Java, which is not any of Lambda's: src/runtime/package makes it.
  has_own_java  = var.start == "cache"
  built_package = "${path.module}/../target/${local.has_own_java ? "function-cached" : "function"}.zip"
  package       = coalesce(var.package, local.built_package)

  # What the JVM is told, by memory and runtime: the table that the code reads as well. A size between two rows takes the smaller one's.
  memory_table = jsondecode(file("${path.module}/../src/main/resources/dev/levada/memory.json"))
  memory_row   = max([for size in keys(local.memory_table.sizes) : tonumber(size) if tonumber(size) <= var.memory]...)
  java_options = concat(
    local.memory_table.every,
    local.memory_table.runtimes[local.has_own_java ? "java25" : var.runtime],
    local.memory_table.sizes[tostring(local.memory_row)],
  )

  environment = {
    JAVA_TOOL_OPTIONS         = join(" ", local.java_options)
    LEVADA_OUTPUT             = "s3://${local.output_bucket}/${var.output_prefix}"
    LEVADA_PIPELINES          = "s3://${local.definitions.bucket}/${local.definitions.prefix}"
    LEVADA_PIPELINES_DIGEST   = local.pipelines_digest # read by nobody; see pipelines.tf
    LEVADA_INTAKE_QUEUE       = aws_sqs_queue.intake.url
    LEVADA_METRICS_NAMESPACE  = local.metrics
    LEVADA_CHECKPOINT_BYTES   = var.checkpoints.bytes
    LEVADA_CHECKPOINT_SECONDS = tostring(var.checkpoints.seconds)
  }
}

resource "aws_lambda_function" "ingest" {
  function_name = local.function_name
  description   = "Ingests the exports that arrive in ${local.upload_bucket}"
  role          = aws_iam_role.function.arn

  filename          = local.has_own_java ? null : local.package
  s3_bucket         = one(aws_s3_object.package[*].bucket)
  s3_key            = one(aws_s3_object.package[*].key)
  s3_object_version = one(aws_s3_object.package[*].version_id)
  source_code_hash  = filebase64sha256(local.package)
  handler           = "dev.levada.entry.lambda.StreamHandler::handleRequest"
  runtime           = local.has_own_java ? "provided.al2023" : var.runtime
  architectures     = [var.architecture]
  publish           = true

  memory_size                    = var.memory
  timeout                        = var.timeout
  reserved_concurrent_executions = coalesce(var.intake.reserved_concurrency, -1)
  kms_key_arn                    = aws_kms_key.this.arn

  environment {
    variables = local.environment
  }

  # The function writes its own lines, JSON objects with level and timestamp, which Lambda passes on as they are. Metrics are
  # lines as well, without a level, which counts as INFO: a higher application level would silence them.
  logging_config {
    log_group             = aws_cloudwatch_log_group.function.name
    log_format            = "JSON"
    application_log_level = "INFO"
    system_log_level      = "INFO"
  }

  dynamic "snap_start" {
    for_each = var.start == "snapstart" ? [true] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  # A new version starts by reading the definitions, and a snapshot is taken of it: role and definitions have to be there.
  depends_on = [
    aws_iam_role_policy.function,
    aws_s3_object.pipeline,
  ]
}

# Lambda takes more than 50 MB only by way of S3, and a Java is that large.
resource "aws_s3_object" "package" {
  count = local.has_own_java ? 1 : 0

  bucket      = local.definitions.bucket
  key         = "${local.definitions.packages}${basename(local.package)}"
  source      = local.package
  source_hash = filemd5(local.package) # an ETag is no MD5 under KMS
  kms_key_id  = aws_kms_key.this.arn

  depends_on = [
    aws_s3_bucket_versioning.own,
    aws_s3_bucket_server_side_encryption_configuration.own,
    aws_s3_bucket_ownership_controls.own,
    aws_s3_bucket_policy.own,
  ]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What the queue and callers invoke"
  function_name    = aws_lambda_function.ingest.function_name
  function_version = aws_lambda_function.ingest.version
}

# A run that needs more than one invocation sends itself on through the queue. Lambda takes this for a loop after about 16 hops and
# would stop it; the function has a guard of its own: every hop must get further, and there are at most 1,000.
resource "aws_lambda_function_recursion_config" "ingest" {
  function_name  = aws_lambda_function.ingest.function_name
  recursive_loop = "Allow"
}

# For asynchronous calls. Messages of the queue have the dead letters.
resource "aws_lambda_function_event_invoke_config" "live" {
  function_name          = aws_lambda_function.ingest.function_name
  qualifier              = aws_lambda_alias.live.name
  maximum_retry_attempts = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed_calls.arn
    }
  }

  depends_on = [aws_iam_role_policy.function] # Lambda tries whether the role may send
}

# What the function may do: each statement names the calls that need it. Calls that the code makes and actions that are allowed are
# compared by the end-to-end proof.

resource "aws_iam_role" "function" {
  name               = "${local.name}-function"
  description        = "Runs ${local.function_name}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "function" {
  name   = "ingest"
  role   = aws_iam_role.function.id
  policy = data.aws_iam_policy_document.function.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    sid     = "LambdaRunsTheFunction"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
    # No condition on the account: a role can be passed to functions of its own account only.
  }
}

data "aws_iam_policy_document" "function" {
  # HeadObject and ranged GetObject, of the current version or, where the event names one or the first answer did, of that version.
  statement {
    sid       = "ReadExports"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${local.arn_of_bucket}${local.upload_bucket}/${var.trigger_prefix}*"]
  }

  # No call lists exports. But S3 answers for an object that is gone with 404 only to those who may list, else with 403: the function
  # has to tell an export that was replaced or deleted, which ends well, from one that it may not read. A condition on the prefix
  # would take that away, for reading an object has none.
  statement {
    sid       = "TellMissingExportsFromForbidden"
    actions   = ["s3:ListBucket"]
    resources = ["${local.arn_of_bucket}${local.upload_bucket}"]
  }

  # PutObject is PutObject (ledger, manifests; with If-None-Match and If-Match), CreateMultipartUpload, UploadPart and
  # CompleteMultipartUpload (parts). GetObject, also as HeadObject, reads ledger, tails and manifests; tails by the version that was found.
  # DeleteObject removes what a finished run has left and what a newer run supersedes. ListParts precedes every completion.
  # AbortMultipartUpload is a run's that fails, or begins anew.
  statement {
    sid = "WriteOutputAndLedger"
    actions = [
      "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectVersion", "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]
    resources = ["${local.arn_of_bucket}${local.output_bucket}/${var.output_prefix}*"]
  }

  # ListObjectsV2 and ListMultipartUploads, to find what a killed run has left; and 404 in place of 403, as above.
  statement {
    sid       = "ListOutput"
    actions   = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = ["${local.arn_of_bucket}${local.output_bucket}"]
  }

  # The definitions, when the function starts. Where they lie in the output they are read by the two statements above.
  dynamic "statement" {
    for_each = contains(keys(local.buckets), "state") ? [local.definitions] : []
    content {
      sid       = "ReadDefinitions"
      actions   = ["s3:GetObject"]
      resources = ["${local.arn_of_bucket}${statement.value.bucket}/${statement.value.prefix}*"]
    }
  }

  dynamic "statement" {
    for_each = contains(keys(local.buckets), "state") ? [local.definitions] : []
    content {
      sid       = "ListDefinitions"
      actions   = ["s3:ListBucket"]
      resources = ["${local.arn_of_bucket}${statement.value.bucket}"]
    }
  }

  # What is done with people's data is Terraform's to say, and not the function's.
  statement {
    sid     = "NeverWriteDefinitions"
    effect  = "Deny"
    actions = ["s3:DeleteObject", "s3:PutObject"]
    resources = [
      "${local.arn_of_bucket}${local.definitions.bucket}/${local.definitions.prefix}*",
      "${local.arn_of_bucket}${local.definitions.bucket}/${local.definitions.packages}*",
    ]
  }

  # Lambda's pollers receive with the function's role; SendMessage is a run that has itself continued.
  statement {
    sid       = "TakeFromAndContinueThroughTheIntake"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"]
    resources = [aws_sqs_queue.intake.arn]
  }

  # Lambda does, with this role, when an asynchronous call has failed for good.
  statement {
    sid       = "ReportFailedCalls"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failed_calls.arn]
  }

  # The code never does: S3 and SQS do, with this role, for encrypted objects and messages.
  statement {
    sid       = "UseTheKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }

  dynamic "statement" {
    for_each = try(var.existing_bucket.kms_key_arn, null)[*]
    content {
      sid = "DecryptExports"
      # kms:Decrypt: S3 does, with this role, for exports that are encrypted with a key of their owner
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }

  # Lambda does, with this role. The group itself is made by Terraform.
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function.arn}:*"]
  }
}

# Uploads, output and, where asked for, state: the same for each, but for what expires.

resource "aws_s3_bucket" "own" {
  for_each = local.buckets

  bucket        = each.value
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "own" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.own[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "own" {
  for_each = local.buckets

  bucket = aws_s3_bucket.own[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "own" {
  for_each = local.buckets

  bucket = aws_s3_bucket.own[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  for_each = local.buckets

  bucket = aws_s3_bucket.own[each.key].id

  rule {
    bucket_key_enabled = true # one request to KMS for many objects

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_policy" "own" {
  for_each = local.buckets

  bucket = aws_s3_bucket.own[each.key].id
  policy = data.aws_iam_policy_document.bucket[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.own] # S3 refuses two changes of a bucket's access at once
}

data "aws_iam_policy_document" "bucket" {
  for_each = local.buckets

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${local.arn_of_bucket}${each.value}", "${local.arn_of_bucket}${each.value}/*"]
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
}

locals {
  # Days by prefix, for the objects that expire in each bucket. In the output only what pipelines wrote does: the ledger knows
  # what was published, and without it a late event would publish an old export again.
  expiring = {
    upload = { for prefix in [""] : prefix => var.retention.uploads if var.retention.uploads != null }
    output = { for pipeline in local.pipeline_names : "${var.output_prefix}${pipeline}/" => var.retention.output if var.retention.output != null }
    state  = {}
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "own" {
  for_each = local.buckets

  bucket = aws_s3_bucket.own[each.key].id

  # A run stages its parts as uploads that are not completed, and removes them itself when it fails. This is for those that
  # nobody came back to.
  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = var.retention.uploads_cut
    }
  }

  dynamic "rule" {
    for_each = var.retention.versions[*]
    content {
      id     = "expire-replaced-versions"
      status = "Enabled"
      filter {}
      expiration {
        expired_object_delete_marker = true
      }
      noncurrent_version_expiration {
        noncurrent_days = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = local.expiring[each.key]
    content {
      id     = "expire-${rule.key == "" ? "all" : rule.key}"
      status = "Enabled"
      filter {
        prefix = rule.key
      }
      expiration {
        days = rule.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.own]
}

locals {
  name      = "${var.project}-${var.environment}"
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  tags = merge({
    Project      = var.project
    Environment  = var.environment
    Installation = local.name # one tag that tells both: budgets cannot ask for two
    ManagedBy    = "terraform"
  }, var.tags)

  # Names of buckets are the whole world's: the account makes them ours.
  bucket_names = {
    upload = "${local.name}-upload-${local.account}"
    output = "${local.name}-output-${local.account}"
    state  = "${local.name}-state-${local.account}"
  }

  # The buckets that this installation makes, by their part.
  buckets = { for part, name in local.bucket_names : part => name if {
    upload = var.existing_bucket == null
    output = var.output_bucket == null
    state  = var.state_bucket || var.output_bucket != null
  }[part] }

  upload_bucket = var.existing_bucket == null ? local.bucket_names.upload : var.existing_bucket.name
  output_bucket = coalesce(var.output_bucket, local.bucket_names.output)
  arn_of_bucket = "arn:${local.partition}:s3:::"

  # Definitions, and a package that is too large to be sent, lie beside the ledger, or in a bucket of their own.
  definitions = contains(keys(local.buckets), "state") ? {
    bucket   = local.bucket_names.state
    prefix   = "pipelines/"
    packages = "packages/"
    } : {
    bucket   = local.bucket_names.output
    prefix   = "${var.output_prefix}_levada/pipelines/"
    packages = "${var.output_prefix}_levada/packages/"
  }
}

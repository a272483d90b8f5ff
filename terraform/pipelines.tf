# The definitions: checked, then uploaded as versioned objects, then known to the function by their digest.

locals {
  pipelines_folder = coalesce(var.pipelines, "${path.module}/../pipelines")
  pipeline_files   = fileset(local.pipelines_folder, "*.{yaml,yml,json}")

  # Whoever changes a definition changes the digest; the function's environment holds it, and so a new version is published,
  # whose environments read the new definitions.
  pipelines_digest = sha256(join("\n", [for file in local.pipeline_files : "${file} ${filesha256("${local.pipelines_folder}/${file}")}"]))

  # By which metrics are counted and output is laid out. A file that cannot be read is for `levada check` to explain.
  pipeline_names = sort(distinct([
    for file in local.pipeline_files :
    try(yamldecode(file("${local.pipelines_folder}/${file}")).pipeline, trimsuffix(basename(file), ".yaml"))
  ]))
}

# Runs before any object is uploaded, whenever a definition or the function's memory has changed.
resource "terraform_data" "pipelines_checked" {
  count = var.check_pipelines ? 1 : 0

  triggers_replace = {
    digest = local.pipelines_digest
    memory = var.memory
  }

  provisioner "local-exec" {
    interpreter = ["/bin/sh", "-c"]
    command     = <<-SH
      set --
      for file in "$FOLDER"/*.yaml "$FOLDER"/*.yml "$FOLDER"/*.json; do
        [ ! -e "$file" ] || set -- "$@" "$file"
      done
      exec "$LAUNCHER" check --memory "$MEMORY" "$@"
    SH
    environment = {
      LAUNCHER = abspath("${path.module}/../levada")
      FOLDER   = abspath(local.pipelines_folder)
      MEMORY   = var.memory
    }
  }
}

resource "aws_s3_object" "pipeline" {
  for_each = local.pipeline_files

  bucket       = local.definitions.bucket
  key          = "${local.definitions.prefix}${each.value}"
  source       = "${local.pipelines_folder}/${each.value}"
  source_hash  = filemd5("${local.pipelines_folder}/${each.value}") # an ETag is no MD5 under KMS
  content_type = endswith(each.value, ".json") ? "application/json" : "application/yaml"
  kms_key_id   = aws_kms_key.this.arn

  # A definition that is no longer there goes when the function has been updated, and so not at all where the check fails.
  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    terraform_data.pipelines_checked,
    aws_s3_bucket_versioning.own,
    aws_s3_bucket_server_side_encryption_configuration.own,
    aws_s3_bucket_ownership_controls.own,
    aws_s3_bucket_policy.own,
  ]
}

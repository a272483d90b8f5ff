# What is refused before anything is made.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment = "test"
  region      = "eu-west-1"
  package     = "tests/data/empty.zip"
}

run "destroying_prod" {
  command = plan
  variables {
    environment   = "prod"
    force_destroy = true
  }
  expect_failures = [var.force_destroy]
}

run "destroying_prod_by_another_name" {
  command = plan
  variables {
    environment   = "production"
    force_destroy = true
  }
  expect_failures = [var.force_destroy]
}

run "output_inside_the_trigger" {
  command = plan
  variables {
    existing_bucket = { name = "lake", eventbridge = true }
    output_bucket   = "lake"
    output_prefix   = "exports/out/"
  }
  expect_failures = [var.output_prefix]
}

run "output_of_all_keys_in_the_bucket_of_the_trigger" {
  command = plan
  variables {
    existing_bucket = { name = "lake", eventbridge = true }
    output_bucket   = "lake"
  }
  expect_failures = [var.output_prefix]
}

run "trigger_inside_the_output" {
  command = plan
  variables {
    existing_bucket = { name = "lake", eventbridge = true }
    output_bucket   = "lake"
    output_prefix   = "levada/"
    trigger_prefix  = "levada/exports/"
  }
  expect_failures = [var.output_prefix]
}

run "output_in_our_own_upload_bucket_inside_the_trigger" {
  command = plan
  variables {
    output_bucket = "levada-test-upload-123456789012"
    output_prefix = "exports/out/"
  }
  expect_failures = [var.output_prefix]
}

run "output_prefix_without_slash" {
  command = plan
  variables {
    output_prefix = "levada"
  }
  expect_failures = [var.output_prefix]
}

run "environment" {
  command = plan
  variables {
    environment = "Dev_1"
  }
  expect_failures = [var.environment]
}

run "region" {
  command = plan
  variables {
    region = "Ireland"
  }
  expect_failures = [var.region]
}

run "project" {
  command = plan
  variables {
    project = "Levada Project"
  }
  expect_failures = [var.project]
}

run "too_little_memory" {
  command = plan
  variables {
    memory = 127
  }
  expect_failures = [var.memory]
}

run "timeout" {
  command = plan
  variables {
    timeout = 901
  }
  expect_failures = [var.timeout]
}

run "runtime" {
  command = plan
  variables {
    runtime = "java17"
  }
  expect_failures = [var.runtime]
}

run "architecture" {
  command = plan
  variables {
    architecture = "amd64"
  }
  expect_failures = [var.architecture]
}

run "start" {
  command = plan
  variables {
    start = "fast"
  }
  expect_failures = [var.start]
}

run "pipelines_of_no_folder" {
  command = plan
  variables {
    pipelines = "tests/data/none"
  }
  expect_failures = [var.pipelines]
}

run "trigger_prefix" {
  command = plan
  variables {
    trigger_prefix = "/exports"
  }
  expect_failures = [var.trigger_prefix]
}

run "alarm_email" {
  command = plan
  variables {
    alarm_email = "ops"
  }
  expect_failures = [var.alarm_email]
}

run "retention_that_cloudwatch_has_not" {
  command = plan
  variables {
    retention = { logs = 31 }
  }
  expect_failures = [var.retention]
}

run "existing_bucket_as_url" {
  command = plan
  variables {
    existing_bucket = { name = "s3://lake", eventbridge = true }
  }
  expect_failures = [var.existing_bucket]
}

run "output_bucket_as_arn" {
  command = plan
  variables {
    output_bucket = "arn:aws:s3:::lake"
  }
  expect_failures = [var.output_bucket]
}

run "account" {
  command = plan
  variables {
    account_id = "1234"
  }
  expect_failures = [var.account_id]
}

run "package_that_is_not_built" {
  command = plan
  variables {
    package = "tests/data/none.zip"
  }
  expect_failures = [var.package]
}

run "cache_that_is_not_built" {
  command = plan
  variables {
    package = null
    start   = "cache"
  }
  expect_failures = [var.package]
}

run "more_at_a_time_than_reserved" {
  command = plan
  variables {
    intake = { maximum_concurrency = 10, reserved_concurrency = 5 }
  }
  expect_failures = [var.intake]
}

run "checkpoints" {
  command = plan
  variables {
    checkpoints = { bytes = "lots" }
  }
  expect_failures = [var.checkpoints]
}

run "alarms" {
  command = plan
  variables {
    alarms = { rejected_percent = 0 }
  }
  expect_failures = [var.alarms]
}

run "budget" {
  command = plan
  variables {
    monthly_budget = 0
  }
  expect_failures = [var.monthly_budget]
}

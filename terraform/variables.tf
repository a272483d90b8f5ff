# What every installation decides.

variable "environment" {
  description = "Name of the environment, as in env/<environment>.tfvars. One whose name begins with prod is protected: force_destroy is refused there."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.environment))
    error_message = "environment: expected 2 to 10 lower-case letters and digits that begin with a letter, such as dev, staging or prod."
  }
}

variable "region" {
  description = "AWS region of the installation. A bucket of your own has to lie in the same one."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: expected a region of AWS, such as eu-west-1."
  }
}

variable "project" {
  description = "First part of the name of everything that is made. A second installation for the same environment in one account needs another one."
  type        = string
  default     = "levada"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.project))
    error_message = "project: expected 2 to 20 lower-case letters, digits and hyphens that begin with a letter and end with no hyphen."
  }
}

variable "memory" {
  description = "Memory of the function in MB. It buys speed (1,769 MB are one vCPU) and longer records; exports of any size fit in 128. JAVA_TOOL_OPTIONS follows from it by memory.json, which the code reads as well."
  type        = number
  default     = 1024

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240 && floor(var.memory) == var.memory
    error_message = "memory: expected a whole number of MB from 128 to 10240."
  }
}

variable "timeout" {
  description = "Seconds of one invocation. A run that needs longer is continued by the next one."
  type        = number
  default     = 900

  validation {
    condition     = var.timeout >= 10 && var.timeout <= 900 && floor(var.timeout) == var.timeout
    error_message = "timeout: expected a whole number of seconds from 10 to 900, the most that Lambda gives."
  }
}

variable "runtime" {
  description = "Runtime of the function: java21 or java25. Versions of the AWS provider before 6.22 know no java25."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(keys(local.memory_table.runtimes), var.runtime)
    error_message = "runtime: expected one of ${join(", ", keys(local.memory_table.runtimes))}, for which memory.json has flags."
  }
}

variable "architecture" {
  description = "Processor of the function: arm64 or x86_64. The package runs on both; arm64 costs a fifth less per second."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture: expected arm64 or x86_64."
  }
}

variable "start" {
  description = "How a new environment of the function comes up: plain; snapstart, from a snapshot that Lambda takes of every version; cache, with a Java of its own in the package and what that has learned in a training (src/runtime/package makes it, for the processor of the machine where it runs; runtime is passed over)."
  type        = string
  default     = "plain"

  validation {
    condition     = contains(["plain", "snapstart", "cache"], var.start)
    error_message = "start: expected plain, snapstart or cache."
  }
}

variable "pipelines" {
  description = "Folder of the pipeline definitions (.yaml, .yml, .json) that are uploaded for the function; a relative path begins where Terraform is started. Null: the definitions in this repository's pipelines/."
  type        = string
  default     = null

  validation {
    condition     = var.pipelines == null || length(try(fileset(coalesce(var.pipelines, "."), "*.{yaml,yml,json}"), [])) > 0
    error_message = "pipelines: expected a folder with at least one .yaml, .yml or .json file, got none in ${coalesce(var.pipelines, "null")}."
  }
}

variable "trigger_prefix" {
  description = "Objects whose keys begin so are announced to the function; which pipeline takes them is said by its source.match. Empty for all objects."
  type        = string
  default     = "exports/"

  validation {
    condition     = !startswith(var.trigger_prefix, "/") && length(var.trigger_prefix) <= 512
    error_message = "trigger_prefix: expected the beginning of keys, such as exports/, without a slash before it."
  }
}

variable "alarm_email" {
  description = "Who is told of alarms, by e-mail; AWS asks for a confirmation. Null: nobody; subscribe to the topic by other means."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null || can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.alarm_email))
    error_message = "alarm_email: expected an e-mail address, or null."
  }
}

variable "retention" {
  description = <<-TEXT
    Days after which things go, null for never.
    - `logs`: lines of the function's log.
    - `uploads`: exports in our own upload bucket.
    - `output`: what pipelines wrote to our own output bucket. The ledger stays: an export that was published is not run again because its parts are gone.
    - `versions`: versions that were replaced or deleted, in all our buckets.
    - `uploads_cut`: multipart uploads that were never completed. A run has to end within this time.
    - `messages`: messages in the dead letter queues.
  TEXT
  type = object({
    logs        = optional(number, 30)
    uploads     = optional(number)
    output      = optional(number)
    versions    = optional(number, 30)
    uploads_cut = optional(number, 7)
    messages    = optional(number, 14)
  })
  default = {}

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], coalesce(var.retention.logs, 30))
    error_message = "retention.logs: expected a number of days that CloudWatch has: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 or whole years up to 10 as AWS counts them."
  }

  validation {
    condition     = var.retention.messages >= 1 && var.retention.messages <= 14
    error_message = "retention.messages: expected 1 to 14 days, the most that SQS keeps."
  }

  validation {
    condition     = alltrue([for days in [var.retention.uploads, var.retention.output, var.retention.versions, var.retention.uploads_cut] : days == null ? true : days >= 1])
    error_message = "retention: expected uploads, output, versions and uploads_cut to be at least 1 day, or null for never."
  }

  validation {
    condition     = var.retention.uploads_cut != null
    error_message = "retention.uploads_cut: expected a number of days: uploads that nobody completes cost money and are seen by nobody."
  }
}

# Buckets that exist already.

variable "existing_bucket" {
  description = <<-TEXT
    A bucket of yours that exports arrive in, in place of one that is made here.
    - `name`: its name.
    - `eventbridge`: say true once its owner has switched EventBridge notifications on; until then a warning says how.
    - `kms_key_arn`: the key that its objects are encrypted with, if it is one of KMS.
  TEXT
  type = object({
    name        = string
    eventbridge = optional(bool, false)
    kms_key_arn = optional(string)
  })
  default = null

  validation {
    condition     = var.existing_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.existing_bucket.name))
    error_message = "existing_bucket.name: expected the name of a bucket, not a URL and not an ARN."
  }

  validation {
    condition     = try(var.existing_bucket.kms_key_arn, null) == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.existing_bucket.kms_key_arn))
    error_message = "existing_bucket.kms_key_arn: expected the ARN of a key (not of an alias), arn:aws:kms:<region>:<account>:key/<id>."
  }
}

variable "output_bucket" {
  description = "A bucket of yours that output is written to, in place of one that is made here. Definitions then lie in a state bucket that is."
  type        = string
  default     = null

  validation {
    condition     = var.output_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.output_bucket))
    error_message = "output_bucket: expected the name of a bucket, not a URL and not an ARN."
  }
}

variable "output_prefix" {
  description = "Output lies below this prefix of its bucket: empty, or ending in a slash."
  type        = string
  default     = ""

  validation {
    condition     = var.output_prefix == "" || (endswith(var.output_prefix, "/") && !startswith(var.output_prefix, "/"))
    error_message = "output_prefix: expected nothing, or a prefix such as levada/ that ends in a slash and begins with none."
  }

  # What is written where it triggers is announced, read and written again. And where the trigger lies below the output,
  # every export is taken for output, and nothing is ever read.
  validation {
    condition     = local.output_bucket != local.upload_bucket || !(startswith(var.output_prefix, var.trigger_prefix) || startswith(var.trigger_prefix, var.output_prefix))
    error_message = "output_prefix: expected one that neither begins with trigger_prefix nor is its beginning, for output and exports share the bucket ${local.upload_bucket}: the function would be triggered by what it writes. Got s3://${local.output_bucket}/${var.output_prefix} and s3://${local.upload_bucket}/${var.trigger_prefix}."
  }
}

variable "state_bucket" {
  description = "Whether definitions lie in a bucket of their own, so that who reads the output cannot read them. Else below _levada/pipelines/ of the output."
  type        = bool
  default     = false
}

variable "force_destroy" {
  description = "Whether `terraform destroy` deletes buckets that hold objects, and these with them. Refused where the environment's name begins with prod."
  type        = bool
  default     = false

  validation {
    condition     = !(var.force_destroy && startswith(var.environment, "prod"))
    error_message = "force_destroy: expected false in ${var.environment}: a destroy would delete every export and all output with the buckets. Empty the buckets by hand if that is what you want."
  }
}

# What most installations leave as it is.

variable "account_id" {
  description = "Account that this environment belongs to. Terraform refuses to touch any other one. Null: whichever the credentials are for."
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null || can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id: expected the 12 digits of an AWS account, as a string."
  }
}

variable "package" {
  description = "The function's package, as `./mvnw package` leaves it. Null: target/function.zip of this repository, or target/function-cached.zip where start is cache."
  type        = string
  default     = null

  validation {
    condition     = fileexists(coalesce(var.package, local.built_package))
    error_message = "package: expected ${coalesce(var.package, local.built_package)} to exist; build it with ${var.start == "cache" ? "src/runtime/package" : "./mvnw -DskipTests package"}."
  }
}

variable "check_pipelines" {
  description = "Whether `levada check` runs on the definitions before any is uploaded. It needs a JDK where Terraform runs; without it a definition with errors is found by the function, which then refuses every event."
  type        = bool
  default     = true
}

variable "intake" {
  description = <<-TEXT
    How the queue gives work to the function.
    - `maximum_concurrency`: so many exports at a time, 2 to 1000.
    - `tries`: so often a message is received before it goes to the dead letters.
    - `reserved_concurrency`: invocations that are kept for the function, and the most it may have; null for a share of the account's.
  TEXT
  type = object({
    maximum_concurrency  = optional(number, 10)
    tries                = optional(number, 5)
    reserved_concurrency = optional(number)
  })
  default = {}

  validation {
    condition     = var.intake.maximum_concurrency >= 2 && var.intake.maximum_concurrency <= 1000
    error_message = "intake.maximum_concurrency: expected 2 to 1000, which is what SQS triggers have."
  }

  validation {
    condition     = var.intake.tries >= 2 && var.intake.tries <= 1000
    error_message = "intake.tries: expected 2 to 1000: with one try every passing trouble of S3 would be a dead letter."
  }

  validation {
    condition     = var.intake.reserved_concurrency == null ? true : var.intake.reserved_concurrency >= var.intake.maximum_concurrency
    error_message = "intake.reserved_concurrency: expected at least intake.maximum_concurrency, or messages would be received, throttled and counted as tries."
  }
}

variable "checkpoints" {
  description = "How much of an export, and how many seconds, lie between two checkpoints of a run: `bytes` such as 256MiB, `seconds`."
  type = object({
    bytes   = optional(string, "256MiB")
    seconds = optional(number, 15)
  })
  default = {}

  validation {
    condition     = can(regex("^[1-9][0-9]*(B|KiB|MiB|GiB)$", var.checkpoints.bytes)) && var.checkpoints.seconds >= 1
    error_message = "checkpoints: expected bytes such as 256MiB and at least 1 second."
  }
}

variable "alarms" {
  description = <<-TEXT
    When somebody is told.
    - `rejected_percent`: share of a pipeline's records that were rejected within an hour.
    - `oldest_message_minutes`: how long an export has waited for the function.
    - `actions`: ARNs that are told besides our topic, such as topics of a pager.
  TEXT
  type = object({
    rejected_percent       = optional(number, 5)
    oldest_message_minutes = optional(number, 60)
    actions                = optional(list(string), [])
  })
  default = {}

  validation {
    condition     = var.alarms.rejected_percent > 0 && var.alarms.rejected_percent <= 100
    error_message = "alarms.rejected_percent: expected more than 0 and at most 100."
  }

  validation {
    condition     = var.alarms.oldest_message_minutes >= 1
    error_message = "alarms.oldest_message_minutes: expected at least 1."
  }
}

variable "monthly_budget" {
  description = "US dollars a month for everything that carries the tag Installation of this one; the topic is told at 80 %, and when more is forecast. Activate the tag for cost allocation first. Null: no budget."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget == null ? true : var.monthly_budget > 0
    error_message = "monthly_budget: expected more than 0 dollars, or null for no budget."
  }
}

variable "tags" {
  description = "Tags that everything carries besides Project, Environment, Installation and ManagedBy."
  type        = map(string)
  default     = {}
}

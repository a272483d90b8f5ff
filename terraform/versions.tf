terraform {
  # 1.11: the S3 backend locks by itself (use_lockfile), and validations may look at other variables.
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Proven with 5.100.0. Versions from 6 on know java25; the configuration uses nothing that they have removed.
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # Where the state lies is said when Terraform is initialised: -backend-config=env/dev.s3.tfbackend
  backend "s3" {}
}

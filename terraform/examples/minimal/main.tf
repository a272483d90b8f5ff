# The least that an installation says: which environment, where.

terraform {
  required_version = ">= 1.11"
}

module "levada" {
  source = "../.."

  environment = "dev"
  region      = "eu-west-1"
}

output "trigger" {
  description = "Where to put exports."
  value       = module.levada.trigger
}

output "output" {
  description = "Where the output lies."
  value       = module.levada.output
}

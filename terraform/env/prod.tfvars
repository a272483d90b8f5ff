environment   = "prod"
region        = "eu-west-1"
memory        = 1769
force_destroy = false
retention     = { logs = 365, uploads = 90, output = 365, versions = 90 }

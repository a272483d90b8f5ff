environment   = "staging"
region        = "eu-west-1"
memory        = 1024
force_destroy = false
retention     = { logs = 30, uploads = 30, output = 30, versions = 30 }

environment   = "dev"
region        = "eu-west-1"
memory        = 1024
force_destroy = true
retention     = { logs = 7, uploads = 30, output = 30, versions = 7 }

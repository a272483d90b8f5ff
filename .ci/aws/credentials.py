"""Credentials that tell who asks: those of a role are made of its name, so that its calls can be told from others'."""

import hashlib
import re

# In the header Authorization: access key, region, service.
CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")

_PREFIX = "ASIA"


def credentials_of(role_arn):
    """The variables by which the SDKs find the credentials of the role."""
    return {
        "AWS_ACCESS_KEY_ID": access_key_of(role_arn),
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_SESSION_TOKEN": "local",
    }


def access_key_of(role_arn):
    return _PREFIX + hashlib.sha256(role_arn.encode()).hexdigest()[:16].upper()


def is_of_a_role(access_key):
    return access_key.startswith(_PREFIX)

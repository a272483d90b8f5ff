"""What moto lacks of AWS, for the resources of terraform/ and for the function: one module for each service.

Each reaches into moto's classes, and so is for one version of moto: with any other nothing starts.
"""

import moto

MOTO = "5.2.1"

if moto.__version__ != MOTO:
    raise SystemExit(
        f"FAILED: [moto] expected {MOTO}, got {moto.__version__}: go through .ci/aws/holes, strike what moto can do by"
        " itself now, and name the new version"
    )

from . import buckets, budgets, functions, queues  # noqa: E402 (not before the version is known)


def close():
    """Closes them all. To be called before the server takes requests."""
    for service in (buckets, budgets, functions, queues):
        service.close()

"""What people do from day to day with what Terraform has installed: docs/operations.md, as it is typed."""

import os
import subprocess

from installation import expect

KEY = "exports/users/cut-off.json"


def everyday(installation, arguments):
    """Begins where an export that was cut off lies among the dead letters."""
    yield _redriven(installation, arguments)
    yield _backfilled(installation, arguments)
    yield _followed(installation, arguments)
    yield _rolled_back(installation, arguments)


def _redriven(installation, arguments):
    """The export is put right, and its dead letter goes back beside the event of that."""
    letters = installation["dead_letter_queue_url"]
    said = _type(installation, arguments.levada, "redrive", letters, "--dry-run")
    expect(KEY in said and "would send 1 of 1" in said, f"expected to hear of its dead letter, got {said}")
    expect(len(installation.messages("dead_letter_queue_url")) == 1, "expected a dry run to take nothing away")
    installation.upload(KEY, arguments.export.read_bytes())
    said = _type(installation, arguments.levada, "redrive", letters)
    expect("sent 1 of 1" in said, f"expected the dead letter to go back, got {said}")
    results = [each.results[0] for each in installation.deliver()]
    states = sorted(result["state"] for result in results)
    expect(states == ["published", "superseded"], f"expected the new version alone to run, got {results}")
    expect(not installation.messages("dead_letter_queue_url"), "expected no dead letters")
    return "levada redrive: the export is put right, its dead letter goes back; the new version is published, once"


def _backfilled(installation, arguments):
    """An export whose event was lost."""
    key = "exports/users/lost.json"
    installation.upload(key, arguments.export.read_bytes())
    expect(installation.lose() == 1, "expected one event")
    place = [installation["trigger"], "--queue", installation["intake_queue_url"], "--output", installation["output"]]
    said = _type(installation, arguments.levada, "backfill", *place, "--dry-run")
    expect(key in said and "would send 1, left out" in said, f"expected to hear of the lost one alone, got {said}")
    expect(not list(installation.deliver()), "expected a dry run to send nothing")
    _type(installation, arguments.levada, "backfill", *place)
    results = [each.results[0] for each in installation.deliver()]
    states = [result["state"] for result in results]
    expect(states == ["published"], f"expected it to be published, got {results}")
    return "levada backfill: an export whose event was lost is found and published, and no other one is asked for"


def _followed(installation, arguments):
    place = f"s3://{installation['upload_bucket']}/{KEY}"
    said = _type(installation, f"{arguments.scripts}/tail", place, "--once", "--since", "1h")
    expect("users: published by run" in said.splitlines()[0], f"expected its run first, got {said}")
    expect("DAMAGED" in said, f"expected the failures of before among the lines, got {said}")
    return "terraform/scripts/tail: where the run of an export stands, and what the log says of it"


def _rolled_back(installation, arguments):
    script = f"{arguments.scripts}/rollback"
    now = int(installation.function()["Version"])
    said = _type(installation, script, "--dry-run")
    expect(f"from version {now} to {now - 1}" in said, f"expected the version before {now}, got {said}")
    expect(int(installation.function()["Version"]) == now, "expected a dry run to change nothing")
    _type(installation, script)
    expect(int(installation.function()["Version"]) == now - 1, "expected the alias at the version before")
    _type(installation, script, "--to", str(now))
    expect(int(installation.function()["Version"]) == now, "expected the alias back")
    return f"terraform/scripts/rollback: the alias goes from version {now} to {now - 1} and back"


def _type(installation, *command):
    """What a command prints that ends well. The scripts find the installation by Terraform's outputs (TF_DATA_DIR)."""
    environment = os.environ | {"AWS_ENDPOINT_URL": installation.endpoint}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
    )
    expect(done.returncode == 0, f"{' '.join(command)}: {done.stderr}")
    return done.stdout

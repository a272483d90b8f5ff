"""Runs what Terraform has installed, from the bucket that exports arrive in to the one that output lies in.

    end_to_end.py PROOF --endpoint URL --outputs FILE [...]

Each proof says one line when it holds, and ends with 1 and the reason when it does not.
"""

import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import permissions
from everyday import everyday
from installation import Failed, Installation, expect
from others import THEIR_NOTIFICATIONS

PREFIX = "exports/users/"
RANGE = 8 << 20  # bytes that the function asks for at once


def main():
    parser = argparse.ArgumentParser(description="Runs what Terraform has installed.")
    parser.add_argument("proof", choices=sorted(PROOFS))
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--outputs", required=True, help="what `terraform output -json` says")
    parser.add_argument("--export", type=Path, help="an export of users")
    parser.add_argument("--levada", help="the command, to compare with")
    parser.add_argument("--scripts", help="the folder of the scripts that know the installation")
    parser.add_argument("--package", type=Path, help="the package that was uploaded")
    parser.add_argument("--calls", type=Path, help="what the emulation has recorded")
    parser.add_argument("--policy", type=Path, help="the file with the function's policy")
    arguments = parser.parse_args()
    began = time.monotonic()
    try:
        for said in PROOFS[arguments.proof](Installation(arguments.endpoint, arguments.outputs), arguments):
            print(f"ok      {said} ({time.monotonic() - began:.1f} s)", flush=True)
            began = time.monotonic()
    except (Failed, TimeoutError, subprocess.TimeoutExpired) as failure:
        sys.exit(f"FAILED: {arguments.proof}: {failure}")


def users(installation, arguments):
    """The way of one export, of the same event again, and of an export that is cut off."""
    yield from _published(installation, arguments)
    yield _repeated(installation, arguments)
    yield _gone(installation)
    yield _dead_letter(installation, arguments)
    yield _reported(installation)
    yield _logged(installation)


def _published(installation, arguments):
    function = installation.function()
    package = base64.b64encode(hashlib.sha256(arguments.package.read_bytes()).digest()).decode()
    expect(function["CodeSha256"] == package, "expected the alias to run the package that was built")
    installation.upload("elsewhere/users.json", b"[]")
    installation.upload(f"{PREFIX}{arguments.export.name}", arguments.export.read_bytes())
    deliveries = list(installation.deliver())
    expect(not any(each.failed for each in deliveries), f"expected no failure, got {deliveries}")
    expect(len(deliveries) == 2, f"expected S3's test event and one export, got {deliveries}")
    result = _last_result(deliveries)
    expect(result["state"] == "published" and not result["repeated"], f"expected published, got {result}")
    yield f"S3 -> SQS -> version {function['Version']} by its alias: {_counts(result)}, manifest {result['manifest']}"
    yield _same_as_the_command(installation, result, arguments)


def _same_as_the_command(installation, result, arguments):
    """What the function has written, against what the command makes of the same object."""
    pipeline, run = result["pipeline"], result["run"]
    with tempfile.TemporaryDirectory() as folder:
        _command(arguments.levada, installation, result, folder)
        command = Path(folder) / pipeline
        (manifest,) = command.glob("runs/*/manifest.json")
        here, there = json.loads(manifest.read_text()), _manifest(installation, pipeline, run)
        for told in ("counts", "bytes", "rejectedBy", "complete"):
            expect(there[told] == here[told], f"[manifest {told}] expected {here[told]}, got {there[told]}")
        for counted, number in here["counts"].items():
            expect(result[counted] == number, f"[result {counted}] expected {number}, got {result[counted]}")
        parts = 0
        for kind in ("data", "rejects"):
            expected = [file.read_bytes() for file in sorted((command / kind).iterdir())]
            got = [installation.read(key) for key in sorted(installation.output(f"{pipeline}/{kind}/{run}"))]
            expect(expected and got == expected, f"[{kind}] expected the bytes that the command makes")
            parts += len(got)
    expect(parts == result["parts"], f"expected {result['parts']} parts, got {parts}")
    expect(not installation.left_over(), f"expected nothing staged, got {installation.left_over()}")
    return f"{parts} parts, byte for byte what `levada run` makes of the object; nothing staged"


def _command(levada, installation, result, folder):
    command = [levada, "run", result["object"], "--pipeline", "users", "--output", folder, "--quiet"]
    environment = os.environ | {"AWS_ENDPOINT_URL_S3": installation.endpoint}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
    )
    expect(done.returncode == 0, f"{' '.join(command)}: {done.stderr}")


def _repeated(installation, arguments):
    """The event of an object that is published, as SQS may deliver it once more."""
    before = installation.output("users/")
    installation.send(_event(installation["upload_bucket"], f"{PREFIX}{arguments.export.name}"))
    result = _last_result(list(installation.deliver()))
    expect(result["state"] == "published" and result["repeated"], f"expected the same result again, got {result}")
    expect(installation.output("users/") == before, "expected nothing new in the output")
    return f"the same event again: run {result['run']} answers, nothing new among {len(before)} objects"


def _gone(installation):
    """An export that was deleted before its event came."""
    key = f"{PREFIX}gone.json"
    installation.upload(key, b"[]")
    installation.s3.delete_object(Bucket=installation["upload_bucket"], Key=key)
    (delivery,) = installation.deliver()
    state = delivery.results[0]["state"]
    expect(not delivery.failed and state == "superseded", f"expected superseded, got {delivery}")
    return f"an export that is gone: {state}, and its message ended well"


def _dead_letter(installation, arguments):
    """An export that is cut off after parts of it were staged."""
    key = f"{PREFIX}cut-off.json"
    before = installation.output("users/")
    content = arguments.export.read_bytes()
    installation.upload(key, content[: len(content) * 2 // 3])
    deliveries = list(installation.deliver())
    tries = installation.tries()
    counted = [each.tries for each in deliveries]
    expect(counted == list(range(1, tries + 1)), f"expected {tries} tries, got {deliveries}")
    failures = [each.results[0]["failure"] for each in deliveries if each.failed and each.results]
    codes = {failure["code"] for failure in failures} if len(failures) == tries else failures
    expect(codes == {"DAMAGED"}, f"expected DAMAGED each time, got {codes}")
    letters = installation.messages("dead_letter_queue_url")
    expect(len(letters) == 1 and "cut-off.json" in letters[0], f"expected its message, got {letters}")
    expect(installation.output("users/") == before, "expected nothing of it in the output")
    expect(not installation.left_over(), f"expected nothing staged, got {installation.left_over()}")
    return f"an export that is cut off: DAMAGED {tries} times, then among the dead letters; nothing of it is shown"


def _reported(installation):
    """An asynchronous call, of the alias, for an object that never was."""
    event = {"bucket": installation["upload_bucket"], "key": f"{PREFIX}never.json"}
    installation.client("lambda").invoke(
        FunctionName=installation["function_alias_arn"], InvocationType="Event", Payload=json.dumps(event)
    )
    reports = installation.messages("failed_calls_queue_url", wait=20)
    expect(len(reports) == 1, f"expected one report, got {reports}")
    report = json.loads(reports[0])
    expect(report["requestPayload"] == event, f"expected the call itself in the report, got {report}")
    tries = report["requestContext"]["approximateInvokeCount"]
    return f"an asynchronous call that fails: {tries} tries, then reported to its on-failure destination"


def _logged(installation):
    """What Terraform has told the JVM reached it, and what the function prints its log group."""
    function = installation.function()
    flags = function["Environment"]["Variables"]["JAVA_TOOL_OPTIONS"]
    lines = installation.log()
    expect(f"Picked up JAVA_TOOL_OPTIONS: {flags}" in lines, f"expected the JVM to pick up {flags}")
    documents = [json.loads(line) for line in lines if line.startswith("{")]
    codes = [document["code"] for document in documents if "code" in document]
    expect("DAMAGED" in codes, f"expected the failure in the log, got {codes}")
    reports = [each["record"]["metrics"] for each in documents if each.get("type") == "platform.report"]
    peak = max(report["maxMemoryUsedMB"] for report in reports)
    expect(0 < peak < function["MemorySize"], f"expected less than {function['MemorySize']} MB, got {peak}")
    start = max(report["initDurationMs"] for report in reports)
    return f"{len(reports)} invocations in the log: {peak} of {function['MemorySize']} MB, {start:.0f} ms to start"


def continuation(installation, arguments):
    """An export that takes longer than an invocation may, on a network that is slow enough for that.

    Four ranges are read at once: they take three fifths of an invocation, and the next one takes as long again.
    """
    timeout = installation.function()["Timeout"]
    content = arguments.export.read_bytes()
    expect(len(content) > 4.5 * RANGE, f"expected an export of more than four ranges, got {len(content)} bytes")
    pace = 5 * RANGE // (3 * timeout)
    installation.upload(f"{PREFIX}{arguments.export.name}", content, **{"bytes-per-second": str(pace)})
    states, messages = [], []
    for delivery in installation.deliver():
        expect(not delivery.failed, f"expected no failure, got {delivery}")
        states.append(delivery.results[0]["state"])
        messages.append(json.loads(delivery.body))
    expect(states[-1] == "published" and set(states[:-1]) == {"continuing"}, f"expected continuations, got {states}")
    expect(all("Records" not in message for message in messages[1:]), "expected messages that the function has sent")
    yield f"an export at {pace / 1e6:.1f} MB/s a connection, {timeout} s at a go: continued {len(states) - 1} times by its messages"
    yield _same_as_the_command(installation, delivery.results[0], arguments)


def existing_bucket(installation, arguments):
    """A bucket that is not ours: what arrives there is told by EventBridge."""
    installation.upload("elsewhere/users.json", b"[]")
    installation.upload(f"{PREFIX}{arguments.export.name}", arguments.export.read_bytes())
    deliveries = list(installation.deliver())
    expect(len(deliveries) == 1, f"expected one message, got {deliveries}")
    expect("detail-type" in json.loads(deliveries[0].body), f"expected an event of EventBridge, got {deliveries}")
    result = _last_result(deliveries)
    expect(result["state"] == "published", f"expected published, got {result}")
    yield f"EventBridge -> SQS -> function, from a bucket that is not ours: {_counts(result)}"
    got = installation.s3.get_bucket_notification_configuration(Bucket=installation["upload_bucket"])
    theirs = {name: got[name] for name in got if name != "ResponseMetadata"}
    expect(theirs == THEIR_NOTIFICATIONS, f"expected their triggers as they were, got {theirs}")
    yield "their own triggers are as they were"


def allowed(installation, arguments):
    """What the function has called so far against what its role may."""
    yield permissions.compare(installation, arguments.calls, arguments.policy)


def _event(bucket, key):
    """As S3 writes it, but for what the function does not read."""
    s3 = {"bucket": {"name": bucket}, "object": {"key": key}}
    return json.dumps({"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": s3}]})


def _last_result(deliveries):
    expect(deliveries and deliveries[-1].results, f"expected a result, got {deliveries}")
    return deliveries[-1].results[-1]


def _manifest(installation, pipeline, run):
    return json.loads(installation.read(f"{pipeline}/runs/{run}/manifest.json"))


def _counts(result):
    return f"{result['records']} records, {result['rows']} rows, {result['rejected']} rejected"


PROOFS = {
    "users": users,
    "continuation": continuation,
    "everyday": everyday,
    "existing-bucket": existing_bucket,
    "allowed": allowed,
}

if __name__ == "__main__":
    main()

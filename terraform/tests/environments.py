#!/usr/bin/env python3
"""Shows that the environments are the same installation: plans each env/*.tfvars from nothing, and compares.

    tests/environments.py [--keep FOLDER]

All have the same addresses, and every attribute is the same but those that DIFFERENCES names, with the reason why. Plans need
credentials (any, where AWS_ENDPOINT_URL names a local AWS) and change nothing: state and backend of this folder are left alone.
Exit code 0 when the environments are comparable, 1 otherwise, with a line for everything that is not.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Attributes that may differ, by type and path, and why. Names may by nature: they hold the environment's.
DIFFERENCES = {
    "aws_s3_bucket.force_destroy": "dev is thrown away and made again",
    "aws_lambda_function.memory_size": "speed costs money",
    "output.function_environment.JAVA_TOOL_OPTIONS": "follows from the memory",
    "terraform_data.triggers_replace.memory": "follows from the memory: definitions have to fit",
    "aws_cloudwatch_dashboard.dashboard_body": "shows the limits that memory and timeout set",
    "aws_cloudwatch_log_group.retention_in_days": "how long people look back",
    "aws_s3_bucket_lifecycle_configuration.rule.expiration.days": "how long data is of use",
    "aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_expiration.noncurrent_days": "how long mistakes can be undone",
}


def environments():
    return sorted(file.stem for file in (ROOT / "env").glob("*.tfvars"))


def copy_of(folder):
    """This folder with its state in it and not in S3, and everything that it reads around it."""
    root = folder / "terraform"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".terraform", "*.tfstate*", "*.tfplan"))
    for beside in ROOT.parent.iterdir():
        if beside.name != ROOT.name:
            (folder / beside.name).symlink_to(beside)
    (root / "backend_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
    return root


def terraform(root, *arguments):
    done = subprocess.run(["terraform", f"-chdir={root}", *arguments], capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        sys.exit(f"terraform {arguments[0]}: {done.stderr or done.stdout}")
    return done.stdout


def planned(root, environment):
    """What is to be made: attributes by address. What is known after apply only is so in all environments."""
    plan = root / f"{environment}.tfplan"
    terraform(root, "plan", "-input=false", "-lock=false", f"-var-file=env/{environment}.tfvars", f"-out={plan}")
    document = json.loads(terraform(root, "show", "-json", str(plan)))
    (root / f"{environment}.json").write_text(json.dumps(document))
    changes = {change["address"]: (change["type"], change["change"]) for change in document["resource_changes"]}
    changes |= {f"output.{name}": (f"output.{name}", change) for name, change in document["output_changes"].items()}
    return {
        address: dict(leaves(way, change.get("after"), change.get("after_unknown"))) for address, (way, change) in changes.items()
    }


def leaves(path, value, unknown=None):
    """Every attribute with the way that leads to it, in the order of the plan; those of a list count up."""
    if isinstance(value, dict):
        for name in sorted(value):
            yield from leaves(f"{path}.{name}", value[name])
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(f"{path}[{index}]", item)
    else:
        yield path, value
    if unknown:
        yield from ((f"{way} (after apply)", known) for way, known in leaves(path, unknown) if known)


def without_name(value, environment):
    """The environment's name in names and tags is no difference. Our package dev.levada is not named after one."""
    return re.sub(rf"(?<![a-z]){environment}(?![a-z]|\.levada)", "<environment>", value) if isinstance(value, str) else value


def compare(plans):
    """The problems, and the differences that are allowed: value by environment, by way."""
    problems, allowed = [], {}
    names = list(plans)
    first = plans[names[0]]
    for name in names[1:]:
        for address in sorted(first.keys() ^ plans[name].keys()):
            has, lacks = (names[0], name) if address in first else (name, names[0])
            problems.append(f"[{address}] expected in every environment, got it in {has} and not in {lacks}")
    for address in sorted(set.intersection(*(set(plan) for plan in plans.values()))):
        for way in sorted(set().union(*(plans[name][address] for name in names))):
            values = {name: without_name(plans[name][address].get(way), name) for name in names}
            if len({json.dumps(value) for value in values.values()}) == 1:
                continue
            plain = re.sub(r"\[\d+\]", "", way)
            if plain in DIFFERENCES:
                allowed.setdefault(plain, values)
            else:
                problems.append(f"[{address}] expected {way} to be the same everywhere, got {shown(values)}")
    return problems, allowed


def shown(values):
    return ", ".join(f"{name}: {str(value)[:60]}" for name, value in values.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER", help="keep the plans there, as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of(pathlib.Path(folder))
        os.environ["TF_DATA_DIR"] = str(root / ".terraform")
        terraform(root, "init", "-input=false")
        plans = {name: planned(root, name) for name in environments()}
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            for name in plans:
                shutil.copy(root / f"{name}.json", arguments.keep / f"{name}.json")
    problems, allowed = compare(plans)
    for way, values in sorted(allowed.items()):
        if not way.endswith("dashboard_body") and not way.endswith("JAVA_TOOL_OPTIONS"):
            print(f"{way}: {shown(values)} ({DIFFERENCES[way]})")
    for problem in problems:
        print(problem)
    sizes = ", ".join(f"{name} {len(plan)}" for name, plan in plans.items())
    print(f"resources and outputs: {sizes}; {len(allowed)} attributes differ as they may, {len(problems)} problems")
    return 1 if problems or len(plans) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())

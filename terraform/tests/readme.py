#!/usr/bin/env python3
"""Holds the tables of README.md to variables.tf and outputs.tf: every variable and output, as it is described there.

    tests/readme.py            exit code 1 and the difference, where they do not agree
    tests/readme.py --write    writes the tables anew
"""

import argparse
import difflib
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r'^(variable|output) "(\w+)" {\n(.*?)^}', re.MULTILINE | re.DOTALL)
DESCRIPTION = re.compile(r'^  description = (?:"((?:[^"\\]|\\.)*)"|<<-TEXT\n(.*?)^  TEXT)$', re.MULTILINE | re.DOTALL)
TYPE = re.compile(r"^  type\s*= (\w+)", re.MULTILINE)
DEFAULT = re.compile(r"^  default\s*= (.*)$", re.MULTILINE)


def blocks(file):
    text = (ROOT / file).read_text()
    found = [(name, body) for _, name, body in BLOCK.findall(text)]
    declared = re.findall(r'^(?:variable|output) "(\w+)"', text, re.MULTILINE)
    if [name for name, _ in found] != declared:
        sys.exit(f"[{file}] expected to understand {len(declared)} blocks, got {len(found)}")
    return found


def description(file, name, body):
    match = DESCRIPTION.search(body)
    if not match:
        sys.exit(f"[{file}] expected a description of {name}, got none")
    if match[1] is not None:
        return match[1].replace('\\"', '"')
    return "<br>".join(textwrap.dedent(match[2]).strip().splitlines())


def cell(text):
    return text.replace("|", "\\|")


def variables():
    yield "| variable | type | default | |"
    yield "|---|---|---|---|"
    for name, body in blocks("variables.tf"):
        kind = TYPE.search(body)
        if not kind:
            sys.exit(f"[variables.tf] expected a type of {name}, got none")
        default = DEFAULT.search(body)
        value = f"`{default[1]}`" if default else "required"
        yield f"| `{name}` | {kind[1]} | {value} | {cell(description('variables.tf', name, body))} |"


def outputs():
    yield "| output | |"
    yield "|---|---|"
    for name, body in blocks("outputs.tf"):
        yield f"| `{name}` | {cell(description('outputs.tf', name, body))} |"


def with_table(text, title, rows):
    """The text with the table below the heading replaced."""
    pattern = re.compile(rf"(?<=^## {title}\n\n)(?:\|.*\n)*", re.MULTILINE)
    if len(pattern.findall(text)) != 1:
        sys.exit(f"[README.md] expected one heading '## {title}' and a blank line behind it")
    return pattern.sub(lambda _: "\n".join(rows) + "\n", text, count=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the tables anew")
    readme = ROOT / "README.md"
    text = readme.read_text()
    wanted = with_table(with_table(text, "Variables", variables()), "Outputs", outputs())
    if parser.parse_args().write:
        readme.write_text(wanted)
    elif wanted != text:
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), wanted.splitlines(True), "README.md", "as the .tf files say"))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

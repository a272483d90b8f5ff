"""Plays the event source mapping of an installation for as long as it runs, and tells what comes of each message.

    deliver.py --endpoint URL --outputs FILE
"""

import argparse
import time

from installation import Installation


def main():
    parser = argparse.ArgumentParser(description="Plays the event source mapping of an installation.")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--outputs", required=True, help="what `terraform output -json` says")
    arguments = parser.parse_args()
    installation = Installation(arguments.endpoint, arguments.outputs)
    while True:
        for delivery in installation.deliver():
            for result in delivery.results:
                print(f"try {delivery.tries}: {result.get('object', 'no object')}: {_told(result)}", flush=True)
            if delivery.error:
                print(f"try {delivery.tries}: {delivery.error}", flush=True)
        time.sleep(1)


def _told(result):
    match result["state"]:
        case "published":
            return f"published {result['rows']} of {result['records']} records, {result['manifest']}"
        case "failed":
            return result["failure"]["message"]
        case state:
            return f"{state} {result.get('reason', '')}".strip()


if __name__ == "__main__":
    main()

"""A local AWS for Terraform and for the function: moto with its holes closed, and functions that run.

    emulation.py --folder FOLDER --java JAVA --client FOLDER

Listens on the loopback interface, on a port that is free, and writes into the folder: `endpoint` once it is ready, and
`calls.jsonl` as calls of the functions come. It ends with the process that has started it, and so do the functions.
"""

import argparse
import atexit
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

import holes
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

import asynchronous
from calls import Recorder
from fleet import Fleet
from gaps import Gaps
from pace import Pace


def main():
    parser = argparse.ArgumentParser(description="A local AWS.")
    parser.add_argument("--folder", type=Path, required=True, help="where the endpoint and the calls are written")
    parser.add_argument("--java", required=True, help="what the functions run on")
    parser.add_argument("--client", type=Path, required=True, help="folder with the runtime interface client")
    arguments = parser.parse_args()

    holes.close()
    services = DomainDispatcherApplication(create_backend_app)
    application = Recorder(Pace(Gaps(services)), arguments.folder / "calls.jsonl")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    endpoint = f"http://127.0.0.1:{server.server_port}"
    os.environ["MOTO_PORT"] = str(server.server_port)

    fleet = Fleet(arguments.java, arguments.client, endpoint)
    fleet.take_over()
    asynchronous.take_over(endpoint)
    atexit.register(fleet.close)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()

    ready = arguments.folder / "endpoint.new"
    ready.write_text(endpoint + "\n")
    ready.rename(arguments.folder / "endpoint")
    server.serve_forever()


def _end_with(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()

"""Execution environments of functions: the zip that was uploaded, under AWS's own Java runtime interface client.

An environment is one process, and takes one invocation at a time. It sees the variables that the function is configured
with and those of Lambda, and nothing of this machine's; it has a folder for `/tmp` of its own.
"""

import io
import json
import os
import platform
import queue
import shutil
import subprocess
import tempfile
import threading
import time
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path

# Lambda allows 10 s, on processors that nobody else is at.
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Machine:
    """What all functions run on."""

    java: str
    client: Path  # folder with the jars of the runtime interface client, which AWS brings and the package does not
    folder: Path
    runtime_api: str  # host:port
    endpoint: str  # of the emulated services


@dataclass(frozen=True)
class Answer:
    payload: str
    failed: bool


class Invocation:
    """One event on its way through an environment. The time runs from when the function takes it."""

    def __init__(self, event, function_arn, seconds):
        self.id = str(uuid.uuid4())
        self.event = event
        self.function_arn = function_arn
        self.seconds = seconds
        self.answers = queue.Queue()
        self.taken_at = None

    def deadline_ms(self):
        return int((time.time() + self.seconds) * 1000)

    def duration(self):
        """Seconds since the function has taken it."""
        return time.monotonic() - self.taken_at if self.taken_at else 0.0


class Environment:
    """A process of a function. `log` takes each line that it prints."""

    def __init__(self, function, machine, credentials, log):
        self.id = uuid.uuid4().hex
        self.log = log
        self.initialized_in = None  # seconds
        self.peak_bytes = 0  # the most that was resident, as the kernel says
        self.taken = threading.Event()
        self._events = queue.Queue()
        self._began = time.monotonic()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{function.function_name}-", dir=machine.folder))
        task = self._folder / "task"
        with zipfile.ZipFile(io.BytesIO(function.code_bytes)) as package:
            package.extractall(task)
        (self._folder / "tmp").mkdir()
        self._process = subprocess.Popen(
            self._command(function, machine, task),
            cwd=task,
            env=self._variables(function, machine, task, credentials),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _command(self, function, machine, task):
        return [
            machine.java,
            f"-Djava.io.tmpdir={self._folder / 'tmp'}",
            f"-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI={self._native(machine)}",
            "-cp",
            f"{task}:{task}/lib/*:{machine.client}/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.handler,
        ]

    def _native(self, machine):
        """The client's native part. By itself the client unpacks it to one place in `/tmp` for all processes, where
        one can meet what another has written half of, and dies of SIGBUS."""
        processor = "aarch_64" if platform.machine() == "aarch64" else "x86_64"
        (jar,) = machine.client.glob("aws-lambda-java-runtime-interface-client-*.jar")
        library = self._folder / "libaws-lambda-jni.so"
        with zipfile.ZipFile(jar) as content:
            library.write_bytes(content.read(f"jni/libaws-lambda-jni.linux-{processor}.so"))
        return library

    def _variables(self, function, machine, task, credentials):
        logging = function.kept.get("LoggingConfig", {})
        lambdas = {
            "AWS_LAMBDA_RUNTIME_API": f"{machine.runtime_api}/{self.id}",
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
            "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_LAMBDA_LOG_GROUP_NAME": log_group(function),
            "AWS_LAMBDA_LOG_STREAM_NAME": self.id,
            "AWS_LAMBDA_LOG_FORMAT": logging.get("LogFormat", "Text").upper(),
            "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region,
            "AWS_ENDPOINT_URL": machine.endpoint,
            "AWS_ENDPOINT_URL_S3": machine.endpoint,
            "AWS_ENDPOINT_URL_SQS": machine.endpoint,
            "LAMBDA_TASK_ROOT": str(task),
            "_HANDLER": function.handler,
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": os.defpath,
            **credentials,
        }
        # On Lambda the package lies in /var/task, and variables such as the name of a class archive may say so.
        configured = {name: value.replace("/var/task", str(task)) for name, value in function.environment_vars.items()}
        refused = sorted(set(configured) & set(lambdas))
        if refused:
            raise ValueError(f"Lambda reserves {', '.join(refused)}")
        return configured | lambdas

    def _read(self):
        for line in self._process.stdout:
            self.log(line.rstrip("\n"))

    # The function's side, called by the Runtime API.

    def next(self):
        """The next event, or None where the function is gone meanwhile."""
        if self.initialized_in is None:
            self.initialized_in = time.monotonic() - self._began
        while self.alive():
            try:
                invocation = self._events.get(timeout=0.5)
            except queue.Empty:
                continue
            invocation.taken_at = time.monotonic()
            self.taken.set()
            return invocation
        return None

    # The caller's side.

    def invoke(self, invocation):
        """The answer, or why there is none: the process has gone, or has taken too long and is killed."""
        self.taken.clear()
        self._events.put(invocation)
        if not self._wait(self.taken.is_set, SECONDS_TO_START):
            return self._end("Runtime.ExitError", "the function ended, or did not start")
        answered = lambda: not invocation.answers.empty()  # noqa: E731
        if not self._wait(answered, invocation.seconds):
            if self.alive():
                return self._end("Sandbox.Timedout", f"Task timed out after {invocation.seconds}.00 seconds")
            return self._end("Runtime.ExitError", "Runtime exited without providing a reason")
        self._look_at_the_peak()
        return invocation.answers.get()

    def _wait(self, happened, seconds):
        until = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > until or not self.alive():
                return happened()
            time.sleep(0.005)
        return True

    def _end(self, kind, message):
        self._look_at_the_peak()
        self.close()
        return Answer(json.dumps({"errorType": kind, "errorMessage": message}), True)

    def alive(self):
        return self._process.poll() is None

    def _look_at_the_peak(self):
        try:
            lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        except OSError:
            return  # it is gone
        self.peak_bytes = next((int(each.split()[1]) << 10 for each in lines if each.startswith("VmHWM:")), 0)

    def close(self):
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def log_group(function):
    return function.kept.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{function.function_name}"

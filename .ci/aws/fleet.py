"""Runs the functions that Terraform has made: takes the place of moto's own backend, which needs Docker."""

import json
import shutil
import tempfile
import threading
import time
from pathlib import Path

import boto3
from moto.awslambda.models import LambdaFunction

from credentials import credentials_of
from processes import Environment, Invocation, Machine, log_group
from runtime_api import RuntimeApi

PROCESSES = 2  # of a function at once


class Fleet:
    """All environments: idle ones wait for the next event of their function's version."""

    def __init__(self, java, client, endpoint):
        self._api = RuntimeApi()
        folder = Path(tempfile.mkdtemp(prefix="functions-"))
        self._machine = Machine(java, Path(client), folder, self._api.address, endpoint)
        self._idle = {}
        self._lock = threading.Lock()
        self._turns = {}

    def take_over(self):
        """From here on moto's functions run here."""
        fleet = self

        def invoke(function, event=None):
            answer = fleet.invoke(function, event if isinstance(event, (dict, list)) else {})
            return answer.payload, answer.failed, ""

        LambdaFunction._invoke_lambda = invoke

    def invoke(self, function, event):
        with self._turn(function):
            environment = self._environment(function)
            invocation = Invocation(json.dumps(event).encode(), function.function_arn, int(function.timeout))
            answer = environment.invoke(invocation)
            environment.log(_report(function, environment, invocation, answer))
            if environment.alive():
                with self._lock:
                    self._idle[function.function_arn].append(environment)
            else:
                del self._api.environments[environment.id]
            return answer

    def _turn(self, function):
        with self._lock:
            self._idle.setdefault(function.function_arn, [])
            return self._turns.setdefault(function.function_arn, threading.BoundedSemaphore(PROCESSES))

    def _environment(self, function):
        with self._lock:
            idle = self._idle[function.function_arn]
            while idle:
                environment = idle.pop()
                if environment.alive():
                    return environment
        environment = Environment(function, self._machine, credentials_of(function.role), self._log(function))
        self._api.environments[environment.id] = environment
        return environment

    def _log(self, function):
        """Lambda writes what the function prints to its log group, with the function's role."""
        variables = credentials_of(function.role)
        logs = boto3.client(
            "logs",
            region_name=function.region,
            endpoint_url=self._machine.endpoint,
            aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        )
        group = log_group(function)
        stream = f"{time.strftime('%Y/%m/%d', time.gmtime())}/[{function.version}]{time.time_ns():x}"
        logs.create_log_stream(logGroupName=group, logStreamName=stream)

        def write(line):
            event = {"timestamp": int(time.time() * 1000), "message": line or " "}
            logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[event])

        return write

    def close(self):
        for environment in list(self._api.environments.values()):
            environment.close()
        shutil.rmtree(self._machine.folder, ignore_errors=True)


def _report(function, environment, invocation, answer):
    """What Lambda writes behind each invocation, in its JSON form."""
    metrics = {
        "durationMs": round(1000 * invocation.duration(), 1),
        "memorySizeMB": int(function.memory_size),
        "maxMemoryUsedMB": environment.peak_bytes >> 20,
        "initDurationMs": round(1000 * (environment.initialized_in or 0), 1),
    }
    record = {"requestId": invocation.id, "metrics": metrics, "status": "error" if answer.failed else "success"}
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    return json.dumps({"time": now, "type": "platform.report", "record": record})

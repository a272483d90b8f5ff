"""Lambda as moto 5.2.1 does not have it. What runs the functions is in runtime.py."""

from moto.awslambda.models import EventSourceMapping, LambdaBackend, LambdaFunction

_KEPT = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig", "SnapStart", "EphemeralStorage")


def close():
    _keep_what_is_configured()
    _map_to_the_alias()


def _keep_what_is_configured():
    """moto forgets some settings, and passes over changes of some: every later plan would set them again."""
    create = LambdaFunction.__init__
    get_configuration = LambdaFunction.get_configuration
    update_configuration = LambdaFunction.update_configuration

    def create_keeping(self, account_id, spec, *more, **named):
        self.kept = {name: spec[name] for name in _KEPT if spec.get(name)}
        create(self, account_id, spec, *more, **named)

    def get_with_kept(self, *more, **named):
        configuration = get_configuration(self, *more, **named) | self.kept
        if "SnapStart" in self.kept:
            on = self.kept["SnapStart"]["ApplyOn"] != "None" and str(self.version) != "$LATEST"
            configuration["SnapStart"] = self.kept["SnapStart"] | {"OptimizationStatus": "On" if on else "Off"}
        return configuration

    def update_keeping(self, updates):
        self.kept = self.kept | {name: updates[name] for name in _KEPT if name in updates}
        if "TracingConfig" in updates:
            self.tracing_config = updates["TracingConfig"]
        return update_configuration(self, updates)

    LambdaFunction.__init__ = create_keeping
    LambdaFunction.get_configuration = get_with_kept
    LambdaFunction.update_configuration = update_keeping


def _map_to_the_alias():
    """moto resolves the alias of an event source mapping to the version that it has at that moment."""
    create = LambdaBackend.create_event_source_mapping
    update = LambdaBackend.update_event_source_mapping
    get_configuration = EventSourceMapping.get_configuration

    def create_for(self, spec):
        asked = spec.get("FunctionName", "")
        mapping = create(self, spec)
        mapping.asked = asked
        return mapping

    def update_for(self, uuid, spec):
        mapping = update(self, uuid, spec)
        if mapping and spec.get("FunctionName"):
            mapping.asked = spec["FunctionName"]
        if mapping and "ScalingConfig" in spec:
            mapping.scaling_config = spec["ScalingConfig"]
        return mapping

    def get_as_asked(self):
        configuration = get_configuration(self)
        if self.asked.startswith("arn:"):
            configuration["FunctionArn"] = self.asked
        return configuration

    LambdaBackend.create_event_source_mapping = create_for
    LambdaBackend.update_event_source_mapping = update_for
    EventSourceMapping.get_configuration = get_as_asked

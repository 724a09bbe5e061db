"""What both sandboxes have in common: whose attributes may be asked for."""

from typing import Any, ClassVar

from jinja2.sandbox import ImmutableSandboxedEnvironment


class Guarded(ImmutableSandboxedEnvironment):
    """A sandbox in which only what comes from certain modules has attributes: not texts, paths or lists."""

    open_modules: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Say whether an attribute may be asked for; each of a type is judged once, since nothing else decides."""
        kind = type(obj)
        found = self._judged.get((kind, attr))
        if found is None:
            opened = kind.__module__.startswith(self.open_modules)
            found = opened and super().is_safe_attribute(obj, attr, value)
            self._judged[kind, attr] = found
        return found

    def wrap_str_format(self, value: object) -> None:
        """Give no way to a text's `format`, which Jinja would let through."""

"""The one clock: when data were retrieved, and how old they are today. No page is made by it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give this moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """Give a moment as locks and manifests write it, `2026-03-16T09:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime | None:
    """Read a moment that was written so; None if it wasn't."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None

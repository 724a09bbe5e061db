"""Where tables come from: files, the web, databases, SDMX and queries, fetched, checked and made snapshots of."""

from jkreport.origins.fetching import Fetched, Surroundings, fetch
from jkreport.origins.queries import tables_in
from jkreport.origins.snapshots import Difference, Taken, difference, refusals, taken

__all__ = [
    "Difference",
    "Fetched",
    "Surroundings",
    "Taken",
    "difference",
    "fetch",
    "refusals",
    "tables_in",
    "taken",
]

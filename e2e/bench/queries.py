"""Counts the queries of each page in a process that has served it before: ``python -m e2e.bench.queries PATH …``.

In the environment of e2e/site.py. Prints a JSON object {path: queries}.
"""

from __future__ import annotations

import json
import sys
from statistics import median

import django

#: What a process remembers is looked at anew once a second, which is a query more for one of these.
TIMES = 5


def count(paths: list[str]) -> dict[str, float]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    found: dict[str, float] = {}
    for path in paths:
        client.get(path)
        counts = []
        for _ in range(TIMES):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path)
            if response.status_code != 200:
                raise SystemExit(f"{path} answered {response.status_code}")
            counts.append(len(queries))
        found[path] = median(counts)
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(count(sys.argv[1:])))

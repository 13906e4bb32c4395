"""How gunicorn serves the site, on one machine and in a container alike."""

import os
import re
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# Found also when another site is served under this configuration, to be compared with ours (e2e/bench).
sys.path.append(str(Path(__file__).resolve().parents[1]))
from edge.tracebacks import Formatter

wsgi_app = "config.wsgi:application"
bind = f"0.0.0.0:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)

# Threads, because a browser opens connections ahead of need and a plain worker would sit and wait on each of them.
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 5
# Workers report that they are alive through a file; on a slow disk that alone can stall one.
memory = Path("/dev/shm")  # noqa: S108 -- gunicorn makes its file there with a random name
worker_tmp_dir = str(memory) if memory.is_dir() else None

# The longest a request line may be: a search that is too long is answered by a page of ours up to here.
limit_request_line = 8190

# Gunicorn by itself believes whoever connects from this machine, and everybody on a socket, about scheme and path.
# Which proxies are believed is one list of ours, read in one place (TRUSTED_PROXIES, edge/proxies.py).
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
proxy_protocol, proxy_allow_ips = False, ""

# No list of who read what: an access log would hold addresses of readers.
accesslog = None
errorlog = "-"
loglevel = "warning"


class LoggerWithoutReaders(Logger):
    """Of a request that is none gunicorn would write who sent it, and quote it: the page, a proxy's list of addresses.
    Of one that failed it would write the address, which may open a door, and the words of the error.

    What is wrong stays, and nothing of what was sent.
    """

    about_a_request = re.compile(r"(Invalid request) from ip=\S*(: [^:'\"]*).*", re.DOTALL)

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Formatter(self.error_fmt, self.datefmt))

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        super().warning(self.about_a_request.sub(r"\1\2", str(msg)), *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **kwargs)


logger_class = LoggerWithoutReaders

# The command socket would stand outside the project's folder, and nothing here uses it.
control_socket_disable = True

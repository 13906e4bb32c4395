"""How gunicorn serves the site, on one machine and in a container alike."""

import os
from pathlib import Path

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

# No list of who read what: an access log would hold addresses of readers.
accesslog = None
errorlog = "-"
loglevel = "warning"

# The command socket would stand outside the project's folder, and nothing here uses it.
control_socket_disable = True

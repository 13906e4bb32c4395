"""What gunicorn runs. It does not start where a check says that readers or staff would not be safe."""

import os

import django
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

# Before the middleware is made: some of it cannot be made of what these refuse.
django.setup(set_prefix=False)

from edge.checks import START, as_text  # noqa: E402 -- needs the settings

if refused := [message for message in checks.run_checks(tags=[START]) if message.is_serious()]:
    raise ImproperlyConfigured(f"The site does not start:\n{as_text(refused)}")

application = get_wsgi_application()

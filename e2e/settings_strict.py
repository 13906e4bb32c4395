"""The site with its admin, asking for a second factor as in production: a demo alone goes without."""

from e2e.settings_with_admin import *  # noqa: F403

SECOND_FACTOR_REQUIRED = True

"""The content security policy of a response: the public one, or for the admin its own (config/settings/security.py)."""

from __future__ import annotations

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """A preview in the admin comes from an inner request to its public address, and keeps the policy it got there."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path_info.startswith("/admin/"):
            admin: dict[str, Any] = settings.ADMIN_CONTENT_SECURITY_POLICY
            parts.config = admin["DIRECTIVES"]
        return parts

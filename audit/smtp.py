"""Sending over SMTP, such that it is known whether a letter was handed over when the connection breaks."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class Unclear(smtplib.SMTPException):
    """The connection broke after the letter had been sent and before the server said what it did with it."""


class _SaysWhetherHandedOver:
    """smtplib raises the same error before and after."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        try:
            return super().data(msg)  # type: ignore[misc, no-any-return]
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise Unclear from error


class _Plain(_SaysWhetherHandedOver, smtplib.SMTP):
    pass


class _Encrypted(_SaysWhetherHandedOver, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _Plain

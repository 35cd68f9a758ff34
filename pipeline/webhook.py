"""The address that is told of a failed run: which may be one, and the message to it.

The message says where to look and never what was in a file. What is in the report stands in ``failures``.
"""

import ipaddress
import json
import re
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds
REMEDY = "Write https://..., or http:// with localhost, 127.0.0.1 or [::1]."


def checked(address: str) -> str:
    """Return an address to which a message may go: over https, or on this machine.

    Raises:
        ValueError: It is none. The words do not repeat it: addresses of webhooks hold secrets.
    """
    if re.search(r"[\s\\\x00-\x1f\x7f]", address):
        raise ValueError(f"the address holds a space, a backslash or a control character. {REMEDY}")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"it is no address of the web. {REMEDY}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(f"it is no address of the web. {REMEDY}")
    if "@" in parts.netloc:
        raise ValueError(f"a name or password before the host is not sent. {REMEDY}")
    if parts.scheme == "http" and not _is_here(host):
        raise ValueError(f"http to {host} can be read on the way. {REMEDY}")
    return address


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def post(address: str, message: Mapping[str, str | None], warn: Callable[[str], object]) -> None:
    """Send a message. One that does not arrive is a warning: the report on disk is what counts."""
    request = urllib.request.Request(address, json.dumps(message).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.build_opener(_SameOrigin).open(request, timeout=TIMEOUT):
            pass
    except (OSError, HTTPException, ValueError) as failure:  # ValueError: a redirect to what is no address
        warn(f"The webhook could not be told ({failure}); the report is in {message['report']}")


class _SameOrigin(urllib.request.HTTPRedirectHandler):
    """Follows a redirect with the message, and only within the scheme, host and port that the settings name."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if _origin(newurl) != _origin(req.full_url):
            return None
        again = urllib.request.Request(newurl, req.data, {"Content-Type": "application/json"}, unverifiable=True)
        again.origin_req_host = req.origin_req_host
        return again


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)

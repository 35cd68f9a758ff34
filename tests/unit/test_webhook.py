"""Which addresses may be told of a failure, what they are told, and where the message does not go."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import ValidationError
from sample_runs import influencers

from pipeline import failures, webhook
from pipeline.settings import Settings

MESSAGE = {"text": "Run 1 failed", "report": "reports/1.md"}


@dataclass
class Server:
    """A server on this machine.

    Attributes:
        address: Where it listens.
        received: Path and message of each POST; a GET has no message.
        answers: Status and place for a path; 204 where nothing is said.
    """

    address: str
    received: list[tuple[str, dict[str, str] | None]] = field(default_factory=list)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    """Return two servers: the one of the settings, and another host."""
    listening = [ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) for _ in range(2)]
    made = [Server(f"http://127.0.0.1:{http.server_port}") for http in listening]
    for http, server in zip(listening, made, strict=True):
        http.RequestHandlerClass = handler(server)
        threading.Thread(target=http.serve_forever, daemon=True).start()
    yield made[0], made[1]
    for http in listening:
        http.shutdown()
        http.server_close()


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self.answer(None)

        def answer(self, message: dict[str, str] | None) -> None:
            server.received.append((self.path, message))
            status, place = server.answers.get(self.path, (204, ""))
            self.send_response(status)
            if place:
                self.send_header("Location", place)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.mark.parametrize(
    "address",
    ["https://hooks.example.com/T0/B1?key=1", "https://192.0.2.7:8443/x", "http://localhost:9000/x",
     "http://127.0.0.1/x", "http://127.8.9.1:1/x", "http://[::1]:80/x", "HTTPS://hooks.example.com/x"],
)  # fmt: skip
def test_https_and_this_machine_may_be_told(address):
    assert Settings(webhook=address).webhook == address


@pytest.mark.parametrize(
    "address",
    ["http://hooks.example.com/secret", "http://192.168.1.5/secret", "http://10.0.0.1/secret", "http://0.0.0.0/secret",
     "http://localhost.example.com/secret", "http://localhost@example.com/secret", "http://127.0.0.1@example.com/secret",
     "https://user:secret@example.com/x", "http://example.com\\@localhost/secret", "http://127.1/secret",
     "ftp://localhost/secret", "file:///etc/secret", "hooks.example.com/secret", "//localhost/secret", "https:///secret",
     "https://example.com:port/secret", "https://exam ple.com/secret", "http://[::2]/secret", "javascript:secret"],
)  # fmt: skip
def test_other_addresses_are_refused_without_repeating_what_may_be_secret(address, monkeypatch):
    with pytest.raises(ValidationError, match="Write https://") as raised:
        Settings(webhook=address)
    assert "secret" not in str(raised.value)
    monkeypatch.setenv("INFLUENCERS_WEBHOOK", address)
    refused = influencers("status")
    assert refused.exit_code == 2
    assert "Wrong setting webhook" in refused.output
    assert "secret" not in refused.output


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_address_is_none(blank):
    assert Settings(webhook=blank).webhook is None


def test_the_message_arrives_as_json(servers):
    warnings: list[str] = []
    webhook.post(f"{servers[0].address}/hook", MESSAGE, warnings.append)
    assert servers[0].received == [("/hook", MESSAGE)]
    assert warnings == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_host_is_followed_with_the_message(servers, status):
    warnings: list[str] = []
    servers[0].answers["/hook"] = (status, "/hook/")
    webhook.post(f"{servers[0].address}/hook", MESSAGE, warnings.append)
    assert servers[0].received == [("/hook", MESSAGE), ("/hook/", MESSAGE)]
    assert warnings == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(servers, status):
    warnings: list[str] = []
    servers[0].answers["/hook"] = (status, f"{servers[1].address}/elsewhere")
    webhook.post(f"{servers[0].address}/hook", MESSAGE, warnings.append)
    assert servers[1].received == []
    assert len(warnings) == 1 and str(status) in warnings[0] and "reports/1.md" in warnings[0]


@pytest.mark.parametrize("place", ["file:///etc/hostname", "http://[bad", "//127.0.0.1:1/x", "/hook"])
def test_a_redirect_that_leads_nowhere_is_a_warning(servers, place):
    warnings: list[str] = []
    servers[0].answers["/hook"] = (302, place)
    webhook.post(f"{servers[0].address}/hook", MESSAGE, warnings.append)
    assert len(warnings) == 1


def test_from_https_to_http_is_another_origin():
    assert webhook._origin("https://example.com/x") == webhook._origin("https://EXAMPLE.com:443/y")
    assert webhook._origin("https://example.com/x") != webhook._origin("http://example.com/x")


def test_nobody_there_and_no_answer_in_time_are_warnings(servers, monkeypatch):
    import socket

    warnings: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(webhook, "TIMEOUT", 0.3)
        webhook.post(f"http://127.0.0.1:{silent.getsockname()[1]}/x", MESSAGE, warnings.append)
    webhook.post("http://127.0.0.1:9/x", MESSAGE, warnings.append)
    assert ["timed out" in warnings[0], "refused" in warnings[1]] == [True, True]


def test_the_webhook_is_told_where_to_look_and_nothing_of_what_a_file_holds(servers, tmp_path):
    settings = Settings(home=tmp_path, webhook=f"{servers[0].address}/hook")
    with pytest.raises(ValueError, match="a cell") as raised, failures.about("2026-02-07/orders.csv"):
        raise ValueError("a cell: jo.smith@example.com")
    report = failures.report(settings, "run 1", "exports__shopify", raised.value, print)
    assert "- File: 2026-02-07/orders.csv\n" in report.read_text(encoding="utf-8")
    ((_, message),) = servers[0].received
    assert message == {
        "text": f"Run run 1 failed at exports__shopify on 2026-02-07/orders.csv (ValueError). Report: {report}",
        "run_id": "run 1", "step": "exports__shopify", "file": "2026-02-07/orders.csv", "error": "ValueError",
        "report": str(report),
    }  # fmt: skip


def test_the_innermost_file_is_named_and_of_causes_too():
    with pytest.raises(RuntimeError) as raised, failures.about("outer.zip"), failures.about("outer.zip!inner.csv"):
        raise RuntimeError
    assert failures.file_of(raised.value) == "outer.zip!inner.csv"
    wrapper = ValueError("wrapped")
    wrapper.__cause__ = raised.value
    assert failures.file_of(wrapper) == "outer.zip!inner.csv"
    assert failures.file_of(ValueError()) is None

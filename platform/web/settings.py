"""Settings of a process: what each is called, how it is read and what it is when nobody says.

Everything comes from the environment and from a `.env` file in the working folder; the environment wins.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from limits import RateLimitItem, parse

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("text", "json")
SHORTEST_SECRET = 32
SECRET_FILE = "secret_key"  # noqa: S105 the name of a file, not a secret
_SIZE = re.compile(r"(\d{1,9})\s*(kb|mb|gb)?", re.IGNORECASE)
_UNITS = {"": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


class SettingRefused(Exception):
    """A setting that is wrong; its text is one line that names the setting and the mend."""


@dataclass(frozen=True, slots=True)
class Log:
    """How much is logged, and whether for people or for machines."""

    level: str = "info"
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this process. Units: sizes in bytes."""

    home: Path
    database_url: str | None
    secret_key: str
    public_url: str
    smtp_url: str | None
    files_url: str | None
    log: Log
    upload_limit: int
    body_limit: int
    rate_limit: RateLimitItem
    threads: int
    background: bool

    @property
    def secure(self) -> bool:
        """Whether people come by https, so that cookies may be kept to it."""
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `read` turns its text into the value and raises ValueError with the mend."""

    name: str
    default: str
    meaning: str
    read: Callable[[str], Any]

    @property
    def attribute(self) -> str:
        return self.name.removeprefix("TRELLIS_").lower()


def read_settings(environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """The settings that the environment and `env_file` give. Raises: SettingRefused."""
    given = {**_env_file(env_file), **(os.environ if environment is None else environment)}
    values = {setting.attribute: _value(setting, given) for setting in SETTINGS}
    values["secret_key"] = values["secret_key"] or _kept_secret(values["home"])
    return Settings(**values)


def _env_file(path: Path) -> dict[str, str]:
    try:
        return {name: value for name, value in dotenv_values(path).items() if value is not None}
    except (OSError, UnicodeDecodeError) as reason:
        raise SettingRefused(f"{path} cannot be read ({reason}): mend it or take it away") from None


def _value(setting: Setting, given: Mapping[str, str]) -> Any:
    text = given.get(setting.name, "").strip() or setting.default
    try:
        return setting.read(text)
    except ValueError as mend:
        raise SettingRefused(f"{setting.name} is wrong: {mend}") from None


def _kept_secret(home: Path) -> str:
    """The key made for this home on its first start; every process of the home reads the same one."""
    file = home / SECRET_FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w") as made:
                made.write(secrets.token_urlsafe(48))
        return _read_secret(file.read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError) as reason:
        raise SettingRefused(
            f"TRELLIS_HOME is wrong: {file} cannot be used ({reason}), name a folder that may be written"
        ) from None
    except ValueError:
        raise SettingRefused(
            f"TRELLIS_SECRET_KEY is missing and {file} holds no key: set it, or take the file away"
        ) from None


def _read_home(text: str) -> Path:
    home = Path(text).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise ValueError(f"{home} is a file, name a folder")
    return home


def _read_database(text: str) -> str | None:
    if not text:
        return None
    try:
        address = urlsplit(text)
    except ValueError:
        address = None
    if address is None or address.scheme not in ("postgresql", "postgresql+psycopg", "postgres"):
        raise ValueError(
            "write postgresql://user:password@host/database, or leave it out for SQLite files under TRELLIS_HOME"
        )
    return text


def _read_secret(text: str) -> str:
    if text and len(text) < SHORTEST_SECRET:
        raise ValueError(
            f"give it {SHORTEST_SECRET} characters or more, or leave it out and one is made and kept"
        )
    return text


def _read_public_url(text: str) -> str:
    try:
        address = urlsplit(text)
        sound = address.scheme in ("http", "https") and address.hostname and address.path in ("", "/")
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("write the address that people open, such as https://crm.example.com")
    return text.rstrip("/")


def _read_smtp(text: str) -> str | None:
    if text and urlsplit(text).scheme not in ("smtp", "smtps"):
        raise ValueError("write smtp://user:password@host:587 or smtps://user:password@host:465")
    return text or None


def _read_files(text: str) -> str | None:
    if text and urlsplit(text).scheme not in ("file", "s3", "memory"):
        raise ValueError(
            "write file:///folder or s3://bucket/prefix, or leave it out for files under TRELLIS_HOME"
        )
    return text or None


def _read_log(text: str) -> Log:
    words = text.lower().replace(",", " ").split()
    if unknown := [word for word in words if word not in LOG_LEVELS + LOG_FORMATS]:
        raise ValueError(f"“{unknown[0]}” is none of {', '.join(LOG_LEVELS + LOG_FORMATS)}")
    level = next((word for word in words if word in LOG_LEVELS), "info")
    return Log(level, next((word for word in words if word in LOG_FORMATS), "text"))


def _read_size(text: str) -> int:
    size = _SIZE.fullmatch(text)
    if size is None or int(size[1]) == 0:
        raise ValueError("write a size such as 64 MB")
    return int(size[1]) * _UNITS[(size[2] or "").lower()]


def _read_rate(text: str) -> RateLimitItem:
    try:
        return parse(text)
    except ValueError:
        raise ValueError("write a rate such as 6000/minute") from None


def _read_threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise ValueError("write a number from 1 to 64")
    return int(text)


def _read_switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError("write on or off")
    return text.lower() == "on"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "TRELLIS_HOME",
        "./var",
        "The folder of embedded data: SQLite files, uploads, the secret key.",
        _read_home,
    ),
    Setting(
        "TRELLIS_DATABASE_URL",
        "",
        "`postgresql://…` keeps one schema per tenant there; unset, each tenant is an SQLite file under the home.",
        _read_database,
    ),
    Setting(
        "TRELLIS_SECRET_KEY",
        "",
        "Signs forms; all processes of one installation share it. Unset, one is made and kept in the home.",
        _read_secret,
    ),
    Setting(
        "TRELLIS_PUBLIC_URL",
        "http://127.0.0.1:8000",
        "The address that people open; with `https://` cookies are kept to https.",
        _read_public_url,
    ),
    Setting(
        "TRELLIS_SMTP_URL", "", "The server that sends mail, `smtp://user:password@host:587`.", _read_smtp
    ),
    Setting(
        "TRELLIS_FILES_URL", "", "Where uploads lie: `file:///folder` or `s3://bucket/prefix`.", _read_files
    ),
    Setting(
        "TRELLIS_LOG",
        "info text",
        "How much (`debug`, `info`, `warning`, `error`) and how (`text`, `json`), such as `info json`.",
        _read_log,
    ),
    Setting(
        "TRELLIS_UPLOAD_LIMIT",
        "64 MB",
        "The largest request of any kind, uploaded files included.",
        _read_size,
    ),
    Setting("TRELLIS_BODY_LIMIT", "16 MB", "The largest JSON document that a request may carry.", _read_size),
    Setting("TRELLIS_RATE_LIMIT", "30000/minute", "How many API requests one key may make.", _read_rate),
    Setting("TRELLIS_THREADS", "8", "How many requests of one process work at the same time.", _read_threads),
    Setting("TRELLIS_BACKGROUND", "on", "Whether `trellis serve` does background work too.", _read_switch),
)
"""Every setting there is; docs/reference/settings.md lists the same ones."""

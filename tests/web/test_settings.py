"""Settings: read from the environment and a .env file, refused with one line that names the mend."""

from pathlib import Path

import pytest

from web.settings import SETTINGS, SettingRefused, Settings, read_settings

NO_FILE = Path("no-such-env-file")


def settings(home: Path, **given: str) -> Settings:
    return read_settings({"TRELLIS_HOME": str(home), **given}, NO_FILE)


def test_everything_has_a_default(home: Path) -> None:
    read = settings(home)
    assert read.database_url is None
    assert read.public_url == "http://127.0.0.1:8000"
    assert (read.log.level, read.log.format) == ("info", "text")
    assert read.upload_limit == 64 * 1024 * 1024
    assert not read.secure


def test_a_secret_key_is_made_once_and_kept_for_the_owner_alone(home: Path) -> None:
    first, second = settings(home), settings(home)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (home / "secret_key").stat().st_mode & 0o077 == 0


def test_the_environment_wins_over_the_env_file(home: Path, tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("TRELLIS_PUBLIC_URL=https://file.example\nTRELLIS_LOG=debug json\n")
    given = {"TRELLIS_HOME": str(home), "TRELLIS_PUBLIC_URL": "https://crm.example/"}
    read = read_settings(given, env_file)
    assert read.public_url == "https://crm.example"
    assert read.secure
    assert (read.log.level, read.log.format) == ("debug", "json")


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("TRELLIS_DATABASE_URL", "mysql://root@host/crm", "postgresql://"),
        ("TRELLIS_DATABASE_URL", "postgresql://[bad", "postgresql://"),
        ("TRELLIS_SECRET_KEY", "short", "32 characters"),
        ("TRELLIS_PUBLIC_URL", "crm.example.com", "https://crm.example.com"),
        ("TRELLIS_PUBLIC_URL", "https://", "https://crm.example.com"),
        ("TRELLIS_SMTP_URL", "mail.example", "smtp://"),
        ("TRELLIS_FILES_URL", "ftp://host", "s3://"),
        ("TRELLIS_LOG", "loud", "“loud” is none of"),
        ("TRELLIS_UPLOAD_LIMIT", "plenty", "64 MB"),
        ("TRELLIS_BODY_LIMIT", "0", "64 MB"),
        ("TRELLIS_RATE_LIMIT", "often", "6000/minute"),
        ("TRELLIS_THREADS", "0", "1 to 64"),
        ("TRELLIS_BACKGROUND", "maybe", "on or off"),
    ],
)
def test_a_wrong_setting_is_one_line_with_its_name_and_the_mend(
    home: Path, name: str, value: str, mend: str
) -> None:
    with pytest.raises(SettingRefused) as refused:
        settings(home, **{name: value})
    line = str(refused.value)
    assert line.startswith(name)
    assert mend in line
    assert "\n" not in line


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(SettingRefused, match="TRELLIS_HOME"):
        settings(tmp_path / "home")


def test_every_setting_is_an_attribute_of_settings(home: Path) -> None:
    read = settings(home)
    assert all(hasattr(read, setting.attribute) for setting in SETTINGS)

"""What the README and docs/deploy.md tell to paste works as it stands."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PINS = dict(
    line.split("==")
    for line in (ROOT / "requirements.txt").read_text().splitlines()
    if "==" in line
)


def test_reading_ones_own_articles_can_be_pasted_as_it_stands(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Read your own articles.*?```\n(.*?)```", page, re.DOTALL)
    assert block
    program = tmp_path / "bin" / "copydesk"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e"], input=block[1], cwd=tmp_path, capture_output=True, text=True, timeout=600,
        env={"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Monday 9 November (9 November 2026)" in done.stdout


@pytest.mark.parametrize(
    "needed", tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
)
def test_what_is_needed_is_pinned_for_deployments(needed: str) -> None:
    requirement = Requirement(needed)
    assert requirement.specifier.contains(PINS[requirement.name.lower()]), "run `make lock`"


def test_the_readme_counts_what_is_needed() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert f"{len(named)} packages are named" in page
    assert f"{len(PINS)} are pinned" in page


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "copydesk.service"
    text = (ROOT / "docs" / "copydesk.service").read_text()
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", text))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")

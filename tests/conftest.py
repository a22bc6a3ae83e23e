"""What tests share: the reference book, built once for all of them, and the papers that may lie beside the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

# Two workers share two cores, so no example has a deadline. CI draws the same examples each time: a red run stays red.
settings.register_profile("house", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")

ROOT = Path(__file__).parent.parent
EXAMPLES = Path("examples")
REFERENCE = EXAMPLES / "iij-fy2016"
BUILD = ["build", REFERENCE.as_posix()]
SAID = "said.txt"  # what the build of the workspace printed


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of papers beside the checkout, or where CROSSFOOT_SHARED says; tests that need it skip without."""
    folder = Path(os.environ.get("CROSSFOOT_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(
            f"needs the shared papers: no folder {folder.name}/ beside the checkout, and CROSSFOOT_SHARED unset"
        )
    return folder


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for a fresh checkout in which the reference book was just built: examples/iij-fy2016/out/.

    Read only: all tests of a run, and all its workers, share it.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # the run's own folder, above its workers'
    folder = base / "workspace"
    with FileLock(base / "workspace.lock"):
        if not (folder / SAID).exists():
            built = shutil.ignore_patterns("out", ".crossfoot-*")
            shutil.copytree(ROOT / EXAMPLES, folder / EXAMPLES, ignore=built, dirs_exist_ok=True)
            (folder / SAID).write_text(run_crossfoot(BUILD, folder), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def reference_book(workspace: Path) -> Path:
    """The reference book as `crossfoot build` wrote it: the site, book.json, facts.csv and facts.parquet."""
    return workspace / REFERENCE / "out"


def run_crossfoot(arguments: list[str], folder: Path, exit_code: int = 0) -> str:
    """What the command prints when run in `folder`, on a terminal of 100 columns without colour."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "crossfoot", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == exit_code, f"crossfoot {' '.join(arguments)}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr

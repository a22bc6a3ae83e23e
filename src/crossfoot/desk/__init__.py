"""The desk: the one place that strings the stages together, and the only one that writes what they make."""

from crossfoot.desk.books import BOOK, OUT, deduced, find_book, load, verify
from crossfoot.desk.checking import check, check_each, checked
from crossfoot.desk.comparing import compare
from crossfoot.desk.exports import check_export, export_facts
from crossfoot.desk.files import write_out, writing
from crossfoot.desk.outputs import written
from crossfoot.desk.projects import build, draft, publish, start, tied
from crossfoot.desk.reporting import check_reporting, report
from crossfoot.desk.stages import Progress
from crossfoot.desk.tying import Checked

__all__ = [
    "BOOK",
    "OUT",
    "Checked",
    "Progress",
    "build",
    "check",
    "check_each",
    "check_export",
    "check_reporting",
    "checked",
    "compare",
    "deduced",
    "draft",
    "export_facts",
    "find_book",
    "load",
    "publish",
    "report",
    "start",
    "tied",
    "verify",
    "write_out",
    "writing",
    "written",
]

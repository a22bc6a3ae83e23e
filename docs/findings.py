"""Writes docs/findings.md from the registry of finding codes: `python docs/findings.py`."""

from pathlib import Path

from crossfoot.tie.blame.finding_codes import findings_page

if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(findings_page(), encoding="utf-8")

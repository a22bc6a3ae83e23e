"""Takes the README's two pictures of a built book: `python docs/pictures/take.py OUT PAGE PROOF_PAGE FACT_ID`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PICTURES = Path(__file__).parent
WINDOW = (1280, 860)  # CSS pixels
PATIENCE = 10  # seconds until the panel must be open
# Chromium without a screen or a sandbox of its own, and without calls of its own to the network.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-device-scale-factor=1.5", f"--window-size={WINDOW[0]},{WINDOW[1]}",
)  # fmt: skip


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Debian's Chromium, closed afterwards."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def take(out: Path, page: str, proof_page: str, fact: str) -> None:
    """Pictures of the book in `out`: book.png shows `page`, proof.png the proof of `fact` opened on `proof_page`."""
    with browser() as driver:
        driver.get((out / page).resolve().as_uri())
        picture(driver, "book.png")
        driver.get((out / proof_page).resolve().as_uri())
        number = driver.find_element(By.CSS_SELECTOR, f'main [data-fact="{fact}"]')
        driver.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", number)
        WebDriverWait(driver, PATIENCE).until(_has_open_panel)
        picture(driver, "proof.png")


def _has_open_panel(driver: webdriver.Chrome) -> bool:
    return any(panel.is_displayed() for panel in driver.find_elements(By.CSS_SELECTOR, "dialog, [role=dialog]"))


def picture(driver: webdriver.Chrome, name: str) -> None:
    """Save what the window shows beside this script."""
    driver.save_screenshot(str(PICTURES / name))
    print(f"docs/pictures/{name}")


if __name__ == "__main__":
    take(Path(sys.argv[1]), *sys.argv[2:])

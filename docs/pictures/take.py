"""Takes the README's two pictures of a built book with headless Chromium: `python docs/pictures/take.py BOOK/out`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
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


def take(out: Path, page: str, fact: str) -> None:
    """Both pictures of the book in `out`: its `page`, and the proof of `fact` opened from that page."""
    with browser() as driver:
        driver.get((out / page).resolve().as_uri())
        picture(driver, "book.png")
        number = driver.find_element(By.CSS_SELECTOR, f'[data-fact="{fact}"]')
        driver.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", number)
        WebDriverWait(driver, PATIENCE).until(lambda _: _open_panel(driver) is not None)
        picture(driver, "proof.png")


def _open_panel(driver: webdriver.Chrome) -> WebElement | None:
    shown = [panel for panel in driver.find_elements(By.CSS_SELECTOR, "dialog, [role=dialog]") if panel.is_displayed()]
    return shown[0] if shown else None


def picture(driver: webdriver.Chrome, name: str) -> None:
    """Save what the window shows beside this script."""
    driver.save_screenshot(str(PICTURES / name))
    print(f"docs/pictures/{name}")


if __name__ == "__main__":
    take(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

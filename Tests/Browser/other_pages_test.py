"""Pages that are seldom seen, in a real browser: while one waits, where nothing is, where no PDF can be had, of what cannot be read.

As browser_test.py, beside which it lies.
"""

import json
import os
import subprocess
import unittest

from browser_test import PROGRAM, Browser, By, Keys, pathlib, re, run, tempfile


class OtherPages(Browser):
    """One home with a recording, one server that finds no Chromium, one browser a test."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        home = folder / "home"
        cls.clip, cls.long, cls.bad = folder / "clip.mp4", folder / "long.mp4", folder / "bad.mp4"
        run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "life=s=320x180:r=25:seed=3:mold=10", "-t", "6", str(cls.clip))
        run("ffmpeg", "-nostdin", "-v", "error", "-stream_loop", "39", "-i", str(cls.clip), "-c", "copy", str(cls.long))
        cls.bad.write_bytes(b"this is no video")
        run(PROGRAM, "init", "--home", str(home), "--name", "Test publisher")
        run(PROGRAM, "register", "--home", str(home), str(cls.clip), "--title", "Original")
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(home), "--port", "0"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PATH": "/nonexistent"},
        )  # fmt: skip
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    def post(self, clip: pathlib.Path) -> str:
        """The id of a clip that is handed in."""
        answer = subprocess.run(
            ["curl", "-sf", "-X", "POST", "-T", str(clip), f"{self.address}v1/verifications?name={clip.name}"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return json.loads(answer.stdout)["id"]

    def everywhere(self, address: str, name: str, *, says: str = "") -> None:
        """Looks at a page wide, narrow, dark, with forced colours, and in other languages. That it was answered with an error is no fault."""
        looks = {"wide": {}, "320": {"width": 320}, "dark": {"dark": True}, "forced": {"forced": True}}
        for look, settings in looks.items():
            driver = self.browser(**settings)
            driver.get(address)
            self.assertIn(says, driver.find_element(By.TAG_NAME, "main").text)
            self.assertTrue(all("Failed to load resource" in entry["message"] for entry in driver.get_log("browser")))
            self.check(driver, f"{name}-{look}")
            if look != "320":
                continue
            for language in ["العربية", "Deutsch"]:
                driver.find_element(By.LINK_TEXT, language).click()
                driver.get_log("browser")
                self.check(driver, f"{name}-{look}-{driver.find_element(By.TAG_NAME, 'html').get_attribute('lang')}")

    def test_one_waits_and_may_change_their_mind(self) -> None:
        first, second = self.post(self.long), self.post(self.long)
        driver = self.browser()
        driver.get(f"{self.address}verifications/{second}")
        self.wait(driver, lambda: "Waiting" in driver.find_element(By.ID, "status").text)
        self.check(driver, "waiting")
        for width, name in [(320, "320"), (1280, "dark")]:
            other = self.browser(width, dark=name == "dark")
            other.get(f"{self.address}verifications/{first}")
            if other.find_elements(By.ID, "waiting"):
                self.check(other, f"waiting-{name}")
        # By keyboard: past the head to the button.
        for _ in range(12):
            driver.switch_to.active_element.send_keys(Keys.TAB)
            if driver.switch_to.active_element.get_attribute("id") == "erase":
                break
        driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.current_url == self.address)
        listed = driver.find_element(By.TAG_NAME, "main").text
        self.assertEqual(listed.count("long.mp4"), 1)

    def test_where_nothing_is(self) -> None:
        for path in ["verifications/0", "records/99", "publishers/0", "batches/0", "register/0"]:
            self.everywhere(self.address + path, "missing-" + path.split("/")[0], says="There is no")

    def test_without_a_printer(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        address = driver.find_element(By.LINK_TEXT, "PDF").get_attribute("href")
        self.everywhere(address, "no-pdf", says="Chromium, which is not installed")
        driver.get(address)
        driver.find_element(By.LINK_TEXT, "Back to the report").send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "nav[aria-label='This report']"))

    def test_what_cannot_be_read(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.bad)
        self.everywhere(driver.current_url, "unreadable", says="could not be assessed")


def load_tests(loader, _tests, _pattern):
    """Its own tests only, not those that it could inherit."""
    names = [name for name in vars(OtherPages) if name.startswith("test")]
    return unittest.TestSuite(OtherPages(name) for name in names)


if __name__ == "__main__":
    unittest.main(verbosity=2)

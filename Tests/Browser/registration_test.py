"""A recording is registered on the page, by keyboard alone, in a real browser. As browser_test.py, beside which it lies."""

import subprocess
import unittest

from browser_test import PROGRAM, Browser, By, Keys, pathlib, re, run, tempfile


class Registration(Browser):
    """One home with a recording, one server, one browser a test."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        cls.home = folder / "home"
        original, cls.part, cls.plain = folder / "original.mp4", folder / "Budget speech.mp4", folder / "plain.mp4"
        sound = "aevalsrc=0.3*sin(2*PI*(200+90*sin(3*t)+40*floor(t))*t):s=16000:d=40"
        run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25", "-f", "lavfi", "-i", sound, "-t", "40",
            "-c:v", "libx264", "-crf", "24", "-c:a", "aac", str(original))  # fmt: skip
        run("ffmpeg", "-nostdin", "-v", "error", "-ss", "8", "-t", "26", "-i", str(original), "-crf", "28", str(cls.part))
        run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=gray:s=320x180:r=25", "-t", "6", str(cls.plain))
        run(PROGRAM, "init", "--home", str(cls.home), "--name", "Test publisher")
        run(PROGRAM, "register", "--home", str(cls.home), str(original), "--title", "The whole sitting")
        cls.start()

    @classmethod
    def start(cls) -> None:
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(cls.home), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    @classmethod
    def stop(cls) -> None:
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()

    def make_draft(self, driver, recording: pathlib.Path) -> None:
        driver.get(self.address + "register")
        driver.find_element(By.ID, "recording").send_keys(str(recording))
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "form[data-confirm]"))
        self.wait(driver, lambda: not driver.find_elements(By.CSS_SELECTOR, "[data-look]"))

    def test_a_recording_becomes_a_record(self) -> None:
        driver = self.browser()
        driver.get(self.address + "register")
        self.assertIn("signed as Test publisher", driver.find_element(By.TAG_NAME, "main").text)
        self.check(driver, "register")
        self.make_draft(driver, self.part)
        self.check(driver, "draft")
        # Who else has registered it, and where.
        row = [cell.text for cell in driver.find_elements(By.CSS_SELECTOR, "#overlaps ~ table td")]
        self.assertEqual(row[2:4], ["The whole sitting", "you yourself"])
        self.assertIn(row[1][:4], ["0:07", "0:08"], row)
        # What is said is kept, also where the server starts anew.
        field = driver.find_element(By.ID, "event")
        field.send_keys("Plenary sitting", Keys.ENTER)
        self.wait(driver, lambda: driver.find_element(By.ID, "event").get_attribute("value") == "Plenary sitting")
        path = driver.current_url.removeprefix(self.address)
        type(self).stop()
        type(self).start()
        driver.get(self.address + path)
        self.assertEqual(driver.find_element(By.ID, "event").get_attribute("value"), "Plenary sitting")
        # What cannot be is said, and nothing of what was filled in is lost.
        field = driver.find_element(By.ID, "recordedAt")
        field.send_keys("yesterday", Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, ".problem[role=alert]"))
        self.assertIn("yesterday", driver.find_element(By.CSS_SELECTOR, ".problem[role=alert]").text)
        self.assertEqual(driver.find_element(By.ID, "recordedAt").get_attribute("value"), "yesterday")
        self.assertTrue(all("422" in entry["message"] for entry in driver.get_log("browser")))
        self.check(driver, "draft-refused")
        driver.find_element(By.ID, "recordedAt").clear()
        # Nothing is signed before it is confirmed.
        button = driver.find_element(By.CSS_SELECTOR, "button[formaction]")
        button.send_keys(Keys.ENTER)
        self.assertTrue(driver.find_elements(By.NAME, "sure"))
        driver.find_element(By.NAME, "sure").send_keys(Keys.SPACE)
        driver.find_element(By.CSS_SELECTOR, "button[formaction]").send_keys(Keys.ENTER)
        self.wait(driver, lambda: "/records/" in driver.current_url)
        self.assertEqual(driver.find_element(By.TAG_NAME, "h1").text, "Budget speech")
        self.assertIn("Plenary sitting", driver.find_element(By.TAG_NAME, "main").text)
        self.check(driver, "record-registered")
        driver.get(self.address + path)
        self.assertTrue(driver.find_elements(By.LINK_TEXT, "To its record, a permanent address"))
        self.check(driver, "draft-registered")
        audit = subprocess.run([PROGRAM, "doctor", "--home", str(self.home)], capture_output=True, text=True)
        self.assertEqual(audit.returncode, 0, audit.stdout)

    def test_what_cannot_be_registered_is_said_and_erased(self) -> None:
        driver = self.browser()
        self.make_draft(driver, self.plain)
        self.assertIn("nothing that it could be found by", driver.find_element(By.TAG_NAME, "main").text)
        self.check(driver, "draft-failed")
        driver.find_element(By.CSS_SELECTOR, "form[data-confirm] button").send_keys(Keys.ENTER)
        driver.switch_to.alert.accept()
        self.wait(driver, lambda: driver.current_url == self.address + "register")

    def test_it_fits_small_dark_and_other_windows(self) -> None:
        driver = self.browser()
        self.make_draft(driver, self.part)
        draft = driver.current_url
        for name, looks in [("320", {"width": 320}), ("dark", {"dark": True}), ("forced", {"forced": True})]:
            other = self.browser(**looks)
            for page, address in [("register", self.address + "register"), ("draft", draft)]:
                other.get(address)
                self.check(other, f"{page}-{name}")
                if name != "320":
                    continue
                for language in ["العربية", "Deutsch", "English"]:
                    other.find_element(By.LINK_TEXT, language).click()
                    self.check(other, f"{page}-{name}-{other.find_element(By.TAG_NAME, 'html').get_attribute('lang')}")


def load_tests(loader, _tests, _pattern):
    """Its own tests only, not those that it could inherit."""
    names = [name for name in vars(Registration) if name.startswith("test")]
    return unittest.TestSuite(Registration(name) for name in names)


if __name__ == "__main__":
    unittest.main(verbosity=2)

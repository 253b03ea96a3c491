"""Signing in with an API key in a real browser, by keyboard alone, and out again. As browser_test.py, beside which it lies."""

import subprocess
import unittest

from browser_test import PROGRAM, Browser, By, Keys, pathlib, re, run, tempfile


class SignIn(Browser):
    """One home with a key, one server, one browser a test."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        home = pathlib.Path(cls.folder.name) / "home"
        cls.clip = pathlib.Path(cls.folder.name) / "clip.mp4"
        run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "life=s=320x180:r=25:seed=7:mold=10", "-t", "6", str(cls.clip))
        run(PROGRAM, "init", "--home", str(home), "--name", "Test publisher")
        made = subprocess.run(
            [PROGRAM, "serve", "keys", "add", "--home", str(home), "--name", "News desk"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        cls.key = made.stdout.strip()
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(home), "--port", "0", "--log", "errors"], stdout=subprocess.PIPE, text=True
        )
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    def press(self, driver, *keys: str) -> None:
        for key in keys:
            driver.switch_to.active_element.send_keys(key)

    def test_a_key_is_traded_for_a_session_that_ends(self) -> None:
        driver = self.browser()
        # Whoever opens a page is led to the form, and back to the page.
        self.assertIn("/sign-in", driver.current_url)
        self.check(driver, "sign-in")
        driver.find_element(By.ID, "key").click()
        self.press(driver, "wrong", Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "#problem[role=alert]"))
        # The browser itself notes that a form was answered with 403.
        self.assertTrue(all("403" in entry["message"] for entry in driver.get_log("browser")))
        self.check(driver, "sign-in-refused")
        driver.find_element(By.ID, "key").click()
        self.press(driver, self.key, Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.ID, "file"))
        self.check(driver, "signed-in")
        self.assertEqual(driver.execute_script("return document.cookie"), "", "no script reads the session")
        self.assertIn("goes to this server", driver.find_element(By.TAG_NAME, "main").text)

        # What the page's script asks for is let in by the session, and so is a report.
        self.hand_in(driver, self.clip)
        report = driver.current_url
        self.check(driver, "report-of-a-key")

        driver.get(self.address)
        driver.find_element(By.LINK_TEXT, "Sign out").click()
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "form[action='/sign-out']"))
        self.check(driver, "sign-out")
        driver.find_element(By.CSS_SELECTOR, "form button").send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.ID, "key"))
        driver.get(report)
        self.assertIn("/sign-in?next=", driver.current_url)

    def test_the_form_fits_a_small_and_a_dark_window(self) -> None:
        for name, looks in [("320", {"width": 320}), ("dark", {"dark": True}), ("forced", {"forced": True})]:
            self.check(self.browser(**looks), f"sign-in-{name}")


def load_tests(loader, _tests, _pattern):
    """Its own tests only, not those that it could inherit."""
    names = [name for name in vars(SignIn) if name.startswith("test")]
    return unittest.TestSuite(SignIn(name) for name in names)


if __name__ == "__main__":
    unittest.main(verbosity=2)

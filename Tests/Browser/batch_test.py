"""Several clips at once, and clips by their addresses, in a real browser. As browser_test.py, beside which it lies."""

import functools
import http.server
import threading
import unittest

from browser_test import PROGRAM, Browser, By, Keys, pathlib, re, run, subprocess, tempfile


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Gives out a folder, and says nothing of it."""

    def log_message(self, *_args) -> None:
        pass


class Batches(Browser):
    """One home, one server that fetches, another that has clips, one browser a test."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        home = folder / "home"
        cls.clips = [folder / f"clip {number}.mp4" for number in [1, 2]]
        for number, clip in enumerate(cls.clips):
            run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", f"life=s=320x180:r=25:seed={number}:mold=10", "-t", "5", str(clip))
        handler = functools.partial(Quiet, directory=str(folder))
        cls.archive = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=cls.archive.serve_forever, daemon=True).start()
        run(PROGRAM, "init", "--home", str(home), "--name", "Test publisher")
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(home), "--port", "0", "--fetch", "--private-address", "127.0.0.1"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.archive.shutdown()
        cls.archive.server_close()
        super().tearDownClass()

    def table(self, driver) -> list[list[str]]:
        return [
            [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
            for row in driver.find_elements(By.CSS_SELECTOR, "tbody tr")
        ]

    def test_several_files_become_a_batch(self) -> None:
        driver = self.browser()
        self.check(driver, "start-fetch")
        empty = pathlib.Path(self.folder.name) / "empty.mp4"
        empty.touch()
        # What is not taken is said, and the rest goes on.
        driver.find_element(By.ID, "file").send_keys("\n".join(map(str, [*self.clips, empty])))
        self.wait(driver, lambda: driver.find_element(By.ID, "problem").is_displayed())
        self.assertIn("empty.mp4: The clip is empty.", driver.find_element(By.ID, "problem").text)
        self.assertTrue(all("400" in entry["message"] for entry in driver.get_log("browser")))
        driver.find_element(By.LINK_TEXT, "To the batch").send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.ID, "batch"))
        self.assertEqual(driver.find_element(By.TAG_NAME, "h1").text, "clip 1.mp4 + 2")
        # The table goes on by itself.
        self.wait(driver, lambda: "2 of 2 done" in driver.find_element(By.ID, "told").text)
        verdict = "No signed source found. This does not mean the clip is fabricated."
        self.assertEqual(self.table(driver), [[clip.name, "Done", verdict] for clip in self.clips])
        self.check(driver, "batch")
        page = driver.current_url
        for name, looks in [("320", {"width": 320}), ("dark", {"dark": True})]:
            other = self.browser(**looks)
            other.get(page)
            self.check(other, f"batch-{name}")
            if name == "320":
                other.find_element(By.LINK_TEXT, "العربية").click()
                self.check(other, "batch-arabic-320")
        plain = self.browser(script=False)
        plain.get(page)
        self.assertEqual(len(self.table(plain)), 2)
        driver.find_element(By.LINK_TEXT, "Batches").click()
        driver.find_element(By.LINK_TEXT, "clip 1.mp4 + 2").send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.ID, "erase-batch"))
        driver.find_element(By.ID, "erase-batch").send_keys(Keys.ENTER)
        driver.switch_to.alert.accept()
        self.wait(driver, lambda: driver.current_url.endswith("/batches"))
        self.check(driver, "batches-empty")

    def test_addresses_are_fetched(self) -> None:
        driver = self.browser()
        base = f"http://127.0.0.1:{self.archive.server_port}"
        field = driver.find_element(By.ID, "address")
        driver.execute_script("arguments[0].focus()", field)
        field.send_keys(f"{base}/clip%201.mp4", Keys.TAB)
        driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "nav[aria-label='This report']"))
        self.assertIn("No signed", driver.find_element(By.TAG_NAME, "h1").text)
        driver.get(self.address)
        field = driver.find_element(By.ID, "address")
        field.send_keys(f"{base}/clip%201.mp4", Keys.ENTER, f"{base}/missing.mp4")
        driver.find_element(By.CSS_SELECTOR, "#addresses button").send_keys(Keys.ENTER)
        self.wait(driver, lambda: driver.find_elements(By.ID, "batch"))
        self.wait(driver, lambda: "1 of 2 done, 1 failed" in driver.find_element(By.ID, "told").text)
        self.assertEqual([row[1] for row in self.table(driver)], ["Done", "Failed"])
        self.check(driver, "batch-fetched")
        # One that cannot be fetched says so on its own page too.
        driver.find_element(By.LINK_TEXT, "missing.mp4").click()
        self.assertIn("could not be fetched", driver.find_element(By.ID, "problem").text)
        self.check(driver, "fetch-failed")


def load_tests(loader, _tests, _pattern):
    """Its own tests only, not those that it could inherit."""
    names = [name for name in vars(Batches) if name.startswith("test")]
    return unittest.TestSuite(Batches(name) for name in names)


if __name__ == "__main__":
    unittest.main(verbosity=2)

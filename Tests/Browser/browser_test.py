"""The page in a real browser: a clip is handed in, its report read and taken away, by mouse and by keyboard alone.

Needs Chromium with its driver (Debian: chromium chromium-driver), ffmpeg, and the packages of requirements.txt; the program is named
by VERICLIP. Pictures of the pages are left in the folder named by PICTURES, to be looked at.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from axe_core_python.sync_playwright import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PROGRAM = os.environ.get("VERICLIP", ".build/release/vericlip")
PICTURES = os.environ.get("PICTURES")
PATIENCE = 120
AXE = pathlib.Path(Axe.__init__.__globals__["__file__"]).with_name("axe.min.js").read_text()


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


class Browser(unittest.TestCase):
    """One home with a recording, one server, one browser a test."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        cls.clip = folder / "clip <b>&.mp4"
        cls.stranger = folder / "stranger.mp4"
        cls.unplayable = folder / "unplayable.avi"
        cls.original = original = folder / "original.mp4"
        home = folder / "home"
        sound = "aevalsrc=0.3*sin(2*PI*(200+90*sin(3*t)+40*floor(t))*t):s=16000:d=14"
        run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=640x360:r=25", "-f", "lavfi", "-i", sound, "-t", "14",
            "-c:v", "libx264", "-crf", "22", "-c:a", "aac", str(original))  # fmt: skip
        run("ffmpeg", "-nostdin", "-v", "error", "-ss", "3", "-t", "8", "-i", str(original), "-crf", "32", "-s", "426x240",
            "-af", "volume=enable='between(t,3,5)':volume=0", str(cls.clip))  # fmt: skip
        run("ffmpeg", "-nostdin", "-v", "error", "-ss", "4", "-t", "6", "-i", str(original), "-c:v", "mpeg4", "-q:v", "5", "-c:a", "mp3",
            str(cls.unplayable))  # fmt: skip
        run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "life=s=320x180:r=25:seed=7:mold=10", "-t", "6", str(cls.stranger))
        run(PROGRAM, "init", "--home", str(home), "--name", "Test publisher")
        run(PROGRAM, "register", "--home", str(home), str(original), "--title", "Original")
        cls.server = subprocess.Popen(
            [PROGRAM, "serve", "--home", str(home), "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        cls.address = re.search(r"http://\S+", cls.server.stdout.readline()).group()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.folder.cleanup()

    def browser(self, width: int = 1280, *, dark: bool = False, forced: bool = False, script: bool = True):
        options = webdriver.ChromeOptions()
        for argument in ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--window-size={max(width, 500)},1000"]:
            options.add_argument(argument)
        if not script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # Named, or Selenium would look for them on the network.
        options.binary_location = shutil.which("chromium")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.addCleanup(driver.quit)
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False},
        )
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "forced-colors", "value": "active" if forced else "none"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        driver.get(self.address)
        return driver

    def hand_in(self, driver, clip: pathlib.Path) -> None:
        driver.find_element(By.ID, "file").send_keys(str(clip))
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "nav[aria-label='This report']"))

    def wait(self, driver, condition):
        return WebDriverWait(driver, PATIENCE, 0.2).until(lambda _: condition())

    def check(self, driver, name: str) -> None:
        """No error in the console, no report of the policy, nothing that axe finds, nothing wider than the window."""
        driver.execute_script(AXE)
        found = driver.execute_async_script("axe.run().then(arguments[0])")
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]
        self.assertEqual(told, [], name)
        self.assertEqual([entry["message"] for entry in driver.get_log("browser")], [], name)
        widths = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        self.assertLessEqual(widths[0], widths[1], name)
        if PICTURES:
            pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
            shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
            (pathlib.Path(PICTURES) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def test_a_clip_is_handed_in_and_its_report_read(self) -> None:
        driver = self.browser()
        self.check(driver, "start")
        self.hand_in(driver, self.clip)
        self.check(driver, "report")
        heading = driver.find_element(By.TAG_NAME, "h1").text
        self.assertEqual(heading, "Signed footage, edited.")
        self.assertIn("0:03", driver.find_element(By.CLASS_NAME, "findings").text)
        self.assertIn(self.clip.name, driver.find_element(By.CLASS_NAME, "eyebrow").text)
        link = driver.find_element(By.LINK_TEXT, "JSON").get_attribute("href")
        report = json.loads(self.fetch(link))
        self.assertEqual(report["relation"], "edited")
        driver.find_element(By.LINK_TEXT, "Check another clip").click()
        self.wait(driver, lambda: driver.find_elements(By.CLASS_NAME, "done-list"))
        self.check(driver, "list")

    def fetch(self, address: str) -> str:
        return subprocess.run(["curl", "-sf", address], check=True, capture_output=True, text=True).stdout

    def test_by_keyboard_alone(self) -> None:
        driver = self.browser()
        # To the choice of a file: the link past the head, the head's, the choice.
        focused = []
        for _ in range(9):
            driver.switch_to.active_element.send_keys(Keys.TAB)
            focused.append(driver.switch_to.active_element.get_attribute("id") or driver.switch_to.active_element.text)
        self.assertEqual(
            focused,
            ["Skip to the page", "Vericlip", "Check a clip", "Verifications", "Batches", "Records", "Publishers", "Register", "file"],
        )
        self.hand_in(driver, self.stranger)
        self.assertIn("No signed", driver.find_element(By.TAG_NAME, "h1").text)
        driver.get(self.address)
        buttons = driver.find_elements(By.CSS_SELECTOR, "button[data-erase]")
        before = len(buttons)
        mine = next(one for one in buttons if "stranger" in one.get_attribute("aria-label"))
        driver.execute_script("arguments[0].focus()", mine)
        mine.send_keys(Keys.ENTER)
        driver.switch_to.alert.accept()
        self.wait(driver, lambda: len(driver.find_elements(By.CSS_SELECTOR, "button[data-erase]")) == before - 1)
        # The focus is not lost with what was erased.
        self.assertNotEqual(driver.switch_to.active_element.tag_name, "body")

    def part(self, driver, name: str):
        return driver.find_element(By.CSS_SELECTOR, f"[data-part='{name}']")

    def clocks(self, driver) -> tuple[float | None, float | None]:
        """What both players show, in seconds; None where they show nothing."""

        def seconds(text: str) -> float | None:
            return None if text == "–" else sum(float(one) * 60**power for power, one in enumerate(reversed(text.split(":"))))

        clip, original = (self.part(driver, f"{name}-clock").text for name in ["clip", "original"])
        return seconds(clip), seconds(original)

    def press(self, driver, part: str, key: str = Keys.ENTER) -> None:
        """Presses a control as somebody does who has no mouse."""
        element = self.part(driver, part)
        driver.execute_script("arguments[0].focus()", element)
        self.assertEqual(driver.switch_to.active_element, element, part)
        element.send_keys(key)

    def views(self, driver):
        """Goes through the ways of laying one over the other, by arrow keys."""
        first = driver.find_element(By.CSS_SELECTOR, "[data-view=side]")
        driver.execute_script("arguments[0].focus()", first)
        for name in ["split", "blink", "difference"]:
            driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
            self.assertIn(name, self.part(driver, "stage").get_attribute("class"))
            yield name
        driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.part(driver, "stage").get_attribute("class"), "stage")

    def test_the_players_by_keyboard(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        self.wait(driver, lambda: driver.execute_script("return document.querySelector('[data-part=canvas]').width === 64"))
        self.wait(driver, lambda: driver.execute_script("return document.querySelector('[data-part=clip]').readyState > 0"))
        # To the difference, which is where the clip was made silent; the original runs three seconds ahead.
        self.press(driver, "next")
        self.assertIn("Difference 1 of 1: Sound 0:03", self.part(driver, "status").text)
        clip, original = self.clocks(driver)
        self.assertAlmostEqual(clip, 3, delta=0.3)
        self.assertAlmostEqual(original - clip, 3, delta=0.2)
        self.press(driver, "next")
        self.assertIn("no further difference", self.part(driver, "status").text)
        at = driver.execute_script("return document.querySelector('[data-part=clip]').currentTime")
        self.press(driver, "forward")
        self.press(driver, "forward")
        later = driver.execute_script("return document.querySelector('[data-part=clip]').currentTime")
        self.assertAlmostEqual(later - at, 0.08, delta=0.03)
        # One over the other; the edge moves by arrow keys.
        for name in self.views(driver):
            if name == "split":
                self.press(driver, "edge", Keys.ARROW_LEFT)
                self.assertEqual(self.part(driver, "edge").get_attribute("value"), "49")
                driver.execute_script("arguments[0].focus()", driver.find_element(By.CSS_SELECTOR, "[data-view=split]"))
            if name == "blink":
                # Nothing flips by itself where less motion is wanted.
                self.assertNotIn("shows-original", self.part(driver, "stage").get_attribute("class"))
            self.check(driver, f"player-{name}")
        # Beyond the clip: what comes before it in the original.
        self.press(driver, "original-seek", Keys.HOME)
        clip, original = self.clocks(driver)
        self.assertIsNone(clip)
        self.assertEqual(original, 0)
        self.assertIn("not in the clip", self.part(driver, "clip-blank").text)
        self.press(driver, "original-seek", Keys.END)
        self.assertAlmostEqual(self.clocks(driver)[1], 14, delta=0.3, msg="no further than the original goes")

    def test_playing_and_the_reader_s_own_original(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        self.wait(driver, lambda: driver.execute_script("return document.querySelector('[data-part=clip]').readyState > 0"))
        original_sound = driver.find_element(By.CSS_SELECTOR, "[data-sound=original]")
        self.assertFalse(original_sound.is_enabled())
        self.part(driver, "file").send_keys(str(self.original))
        self.wait(driver, lambda: "stands in" in self.part(driver, "status").text)
        self.assertTrue(original_sound.is_enabled())
        original_sound.click()
        self.assertEqual(
            driver.execute_script(
                "return ['clip', 'file-video'].map(name => document.querySelector(`[data-part=${name}]`).muted)"
            ),
            [True, False],
        )
        self.part(driver, "play").click()
        self.wait(driver, lambda: (self.clocks(driver)[0] or 0) > 1)
        at = driver.execute_script(
            "return ['clip', 'file-video'].map(name => document.querySelector(`[data-part=${name}]`).currentTime)"
        )
        self.assertAlmostEqual(at[1] - at[0], 3, delta=0.5)
        self.part(driver, "play").click()
        self.assertEqual(self.part(driver, "play").text, "Play")
        self.check(driver, "player-own-original")
        driver.find_element(By.CSS_SELECTOR, "[data-view=difference]").click()
        self.check(driver, "player-own-difference")
        # A press on the drawing's clock of the original goes there.
        drawing = driver.find_element(By.CSS_SELECTOR, "svg[data-timeline]")
        webdriver.ActionChains(driver).move_to_element_with_offset(drawing, 0, 45 - drawing.rect["height"] / 2).click().perform()
        self.assertAlmostEqual(self.clocks(driver)[1], 7, delta=0.6)

    def test_what_cannot_be_played_is_shown_in_small_pictures(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.unplayable)
        shown = "return document.querySelector('[data-part=clip-canvas]').width === 128"
        self.wait(driver, lambda: driver.execute_script(shown))
        self.assertFalse(self.part(driver, "clip").is_displayed())
        self.assertTrue(self.part(driver, "clip-canvas").is_displayed())
        self.assertIn("small grey pictures", self.part(driver, "clip-what").text)
        self.assertFalse(driver.find_element(By.CSS_SELECTOR, "[data-sound=clip]").is_enabled())
        pixels = """const canvas = document.querySelector('[data-part=clip-canvas]');
            return [...canvas.getContext('2d').getImageData(0, 0, 128, 72).data].reduce((sum, one, at) => sum + one * (at % 251), 0)"""
        before = driver.execute_script(pixels)
        # In step with the transport, beside the original's.
        self.press(driver, "play")
        self.wait(driver, lambda: (self.clocks(driver)[0] or 0) > 2)
        self.press(driver, "play")
        clip, original = self.clocks(driver)
        self.assertAlmostEqual(original - clip, 4, delta=0.3)
        self.assertNotEqual(driver.execute_script(pixels), before)
        driver.find_element(By.CSS_SELECTOR, "[data-view=split]").click()
        driver.get_log("browser")
        self.check(driver, "player-unplayable")
        self.part(driver, "original-seek").send_keys(Keys.HOME)
        self.assertIn("not in the clip", self.part(driver, "clip-blank").text)

    def test_what_is_taken_away(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        links = {link.text: link.get_attribute("href") for link in driver.find_elements(By.CSS_SELECTOR, "nav[aria-label='This report'] a")}
        review = json.loads(self.fetch(links["MediaReview draft"]))
        self.assertEqual(review["mediaAuthenticityCategory"], "EditedOrCroppedContent")
        for name in ["PDF", "Evidence bundle"]:
            file = pathlib.Path(self.folder.name) / name
            run("curl", "-sf", "-o", str(file), links[name])
            self.assertTrue(file.read_bytes().startswith(b"%PDF-" if name == "PDF" else b"PK"), name)
        if PICTURES:
            pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
            shutil.copy(pathlib.Path(self.folder.name) / "PDF", pathlib.Path(PICTURES) / "report.pdf")
        run(PROGRAM, "bundle", "verify", "--policy", str(pathlib.Path(self.folder.name) / "home/keys/log.policy"),
            str(pathlib.Path(self.folder.name) / "Evidence bundle"), str(self.clip))  # fmt: skip
        driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        driver.find_element(By.CLASS_NAME, "copy-button").click()
        self.wait(driver, lambda: "Copied" in driver.find_element(By.CSS_SELECTOR, "[data-copy]").text)

    def test_the_shell_of_the_page_is_small(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        for address in [self.address, driver.current_url]:
            self.assertLess(len(self.fetch(address).encode()), 200_000, address)

    def test_lists_are_searched_and_read_without_script(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        driver.get(self.address)
        for name in ["Verifications", "Batches", "Records", "Publishers"]:
            driver.find_element(By.LINK_TEXT, name).click()
            self.assertEqual(driver.find_element(By.TAG_NAME, "h1").text, name)
            self.check(driver, f"list-{name.lower()}")
        driver.find_element(By.LINK_TEXT, "Test publisher").click()
        self.check(driver, "publisher")
        plain = self.browser(script=False)
        plain.get(self.address + "records")
        search = plain.find_element(By.ID, "query")
        search.send_keys("orig", Keys.ENTER)
        self.wait(plain, lambda: "query=orig" in plain.current_url)
        plain.find_element(By.LINK_TEXT, "Original").click()
        self.assertEqual(plain.find_element(By.TAG_NAME, "h1").text, "Original")
        driver.get(plain.current_url)
        self.check(driver, "record")

    def test_other_languages(self) -> None:
        for width, name in [(1280, "wide"), (320, "narrow")]:
            driver = self.browser(width)
            driver.find_element(By.LINK_TEXT, "العربية").click()
            self.assertEqual(driver.find_element(By.TAG_NAME, "html").get_attribute("dir"), "rtl")
            self.check(driver, f"start-arabic-{name}")
            self.hand_in_by_id(driver, self.clip)
            self.assertEqual(driver.find_element(By.TAG_NAME, "h1").text, "مادة موقّعة، محرَّرة.")
            self.assertIn("الصوت", driver.find_element(By.CLASS_NAME, "findings").text)
            self.wait(driver, lambda: driver.execute_script("return document.querySelector('[data-part=canvas]').width === 64"))
            self.check(driver, f"report-arabic-{name}")
            driver.find_element(By.LINK_TEXT, "Deutsch").click()
            self.assertEqual(driver.find_element(By.TAG_NAME, "h1").text, "Signiertes Material, bearbeitet.")
            self.assertIn("das signierte Original hat dort Ton", driver.find_element(By.CLASS_NAME, "findings").text)
            self.check(driver, f"report-german-{name}")

    def hand_in_by_id(self, driver, clip: pathlib.Path) -> None:
        driver.find_element(By.ID, "file").send_keys(str(clip))
        self.wait(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "[data-player]"))

    def test_narrow_dark_and_forced_colours(self) -> None:
        for name, settings in {
            "narrow": {"width": 320},
            "dark": {"dark": True},
            "forced": {"forced": True},
            "narrow-dark": {"width": 320, "dark": True},
        }.items():
            driver = self.browser(**settings)
            self.check(driver, f"start-{name}")
            self.hand_in(driver, self.clip)
            self.check(driver, f"report-{name}")

    def test_reports_are_read_without_script(self) -> None:
        driver = self.browser()
        self.hand_in(driver, self.clip)
        address = driver.current_url
        plain = self.browser(script=False)
        self.assertIn("needs JavaScript", plain.find_element(By.TAG_NAME, "main").text)
        plain.get(address)
        self.assertEqual(plain.find_element(By.TAG_NAME, "h1").text, "Signed footage, edited.")

    def test_what_cannot_be_read_is_said(self) -> None:
        driver = self.browser()
        bad = pathlib.Path(self.folder.name) / "bad.mp4"
        bad.write_bytes(b"this is no video")
        self.hand_in(driver, bad)
        self.assertIn("could not be", driver.find_element(By.TAG_NAME, "h1").text.lower())
        empty = pathlib.Path(self.folder.name) / "empty.mp4"
        empty.write_bytes(b"")
        driver.get(self.address)
        driver.find_element(By.ID, "file").send_keys(str(empty))
        self.wait(driver, lambda: driver.find_element(By.ID, "problem").is_displayed())
        self.assertIn("The clip is empty.", driver.find_element(By.ID, "problem").text)


if __name__ == "__main__":
    unittest.main(verbosity=2)

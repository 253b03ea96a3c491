import array
import random
import tempfile
import unittest
from pathlib import Path

from kit import splices, tables
from kit.activity import Activity, level
from kit.cache import Cache
from kit.cases import Turns, seeded_excerpt
from kit.edits import NAMES, NEEDED, edit
from kit.footage import divide, groups
from kit.unknown import halves

from .canned import SPEECH, STRANGER, source


class Footage(unittest.TestCase):
    def test_pairs_share_a_group_and_halves_keep_groups_whole(self):
        sources = [source(f"{number}.mp4") for number in range(9)] + [source("copy.mp4", pair_of="3.mp4")]
        group = groups(sources)
        self.assertEqual(group["copy.mp4"], group["3.mp4"])
        split = halves(sources, group)
        names = [{one.name for one in half} for half in split]
        self.assertEqual(len(names[0] | names[1]), 10)
        self.assertFalse(names[0] & names[1])
        self.assertIn({"copy.mp4", "3.mp4"} <= names[0], (True, False))
        self.assertEqual({"copy.mp4", "3.mp4"} <= names[0], "copy.mp4" in names[0])

    def test_manipulated_files_without_an_original_stay_unknown(self):
        fake = source("fake.mp4", label="manipulated", pair_of="speech.mp4")
        registered, strangers = divide([SPEECH, STRANGER, fake])
        self.assertEqual((registered, strangers), ([SPEECH], [STRANGER]))

    def test_where_all_are_originals_a_tenth_stays_unknown(self):
        registered, strangers = divide([source(f"{number:02}.mp4") for number in range(30)])
        self.assertEqual((len(registered), len(strangers)), (27, 3))

    def test_turns_deal_every_source_before_one_comes_again(self):
        turns = Turns([source(str(number)) for number in range(10)], "seed")
        names = [one.name for one in turns.take(4) + turns.take(4) + turns.take(2)]
        self.assertEqual(len(set(names)), 10)

    def test_excerpts_stay_inside_and_repeat(self):
        taken = seeded_excerpt(SPEECH, 5).passages[0]
        self.assertEqual(taken, seeded_excerpt(SPEECH, 5).passages[0])
        self.assertTrue(0 <= taken.start and taken.end <= SPEECH.duration)


class Edits(unittest.TestCase):
    activity = Activity([bytes([step % 256]) * 576 for step in range(480)], [-20.0] * 480)

    def test_every_edit_stays_inside_and_on_the_frame_grid(self):
        for name in NAMES:
            for seed in range(20):
                made = edit(name, source("short.mp4", NEEDED + 0.1), self.activity, STRANGER, random.Random(seed))
                for passage in made.timeline.passages:
                    self.assertTrue(0 <= passage.start < passage.end <= passage.source.duration, name)
                    self.assertAlmostEqual(passage.start * 25, round(passage.start * 25), places=6)

    def test_a_cut_between_equal_pictures_leaves_no_trace(self):
        still = Activity([bytes([90]) * 576] * 480, [-20.0] * 480)
        self.assertTrue(edit("cut 0.8 s", SPEECH, still, STRANGER, random.Random(1)).traceless)
        self.assertFalse(edit("cut 0.8 s", SPEECH, self.activity, STRANGER, random.Random(1)).traceless)


class Splicing(unittest.TestCase):
    pcm = random.Random(1).randbytes(6 * splices.SAMPLE_RATE * 2 * splices.CHANNELS)

    def test_only_the_chosen_stretch_changes_and_keeps_its_level(self):
        splice = splices.choose(self.pcm, 0.5, random.Random(2))
        before, after = array.array("h", self.pcm), array.array("h", splices.apply(self.pcm, splice))
        begin, end = (round(time * splices.SAMPLE_RATE) * 2 for time in (splice.start, splice.end))
        self.assertEqual(before[:begin], after[:begin])
        self.assertEqual(before[end:], after[end:])
        differing = sum(one != other for one, other in zip(before[begin:end], after[begin:end]))
        self.assertGreater(differing, 0.9 * (end - begin))
        self.assertLess(abs(level(before[begin:end]) - level(after[begin:end])), 0.5)

    def test_silence_and_repeated_sound_are_never_chosen(self):
        silence = bytes(len(self.pcm))
        everywhere_alike = array.array("h", [8000]) * (len(self.pcm) // 2)
        self.assertIsNone(splices.choose(silence, 0.5, random.Random(3)))
        self.assertIsNone(splices.choose(everywhere_alike.tobytes(), 0.25, random.Random(4)))


class Caching(unittest.TestCase):
    def test_a_recipe_is_made_once_and_failures_leave_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            cache, made = Cache(Path(folder)), []

            def make(path: Path) -> None:
                made.append(path)
                path.write_text("clip")

            def fail(path: Path) -> None:
                path.write_text("half")
                raise OSError("disk full")

            first = cache.file("clips", "a", ".mp4", ["recipe"], make)
            self.assertEqual(first, cache.file("clips", "a", ".mp4", ["recipe"], make))
            self.assertEqual(len(made), 1)
            with self.assertRaises(OSError):
                cache.file("clips", "b", ".mp4", ["other"], fail)
            self.assertEqual([path.name for path in first.parent.glob("b-*")], [])


class Tables(unittest.TestCase):
    def test_figures(self):
        self.assertEqual(tables.share(97, 100), "97.0 % (97/100)")
        self.assertEqual(tables.share(0, 0), "-")
        self.assertEqual(tables.percentile([float(value) for value in range(100)], 0.99), 99)
        self.assertEqual(tables.spread([-0.02, 0.01, 0.03]), "0.020 / 0.030 s")
        self.assertEqual(tables.markdown(["a", "b"], [[1, 2]]), "| a | b |\n|---|---|\n| 1 | 2 |")


if __name__ == "__main__":
    unittest.main()

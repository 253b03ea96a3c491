import importlib.util
import shutil
import unittest
from pathlib import Path

from kit import chains, failures, picture_tables, tables
from kit.alteration import Alteration, judge
from kit.cache import ffmpeg
from kit.cases import Case
from kit.geometry import Box, keystone, mirrored, union, unmoved, window
from kit.people import HALVES, half, people
from kit.scoring import score
from kit.timeline import excerpt

from .canned import GROUPS, NAMES, SPEECH, report, segment, source

MOUTH = Alteration("mouth", 2.0, 3.2, Box(0.45, 0.5, 0.1, 0.1), Box(0.4, 0.3, 0.2, 0.35), 0.3)


def seen(start: float, end: float, box: tuple[float, float, float, float], subject: str = "mouth") -> dict:
    place = dict(zip(("x", "y", "width", "height"), box))
    times = {"start": start, "end": end}
    return {"track": "picture", "kind": "region", "clip": times, "box": place, "subject": subject, "strength": "strong"}


class Geometry(unittest.TestCase):
    def assertNear(self, box: Box, *values: float):
        for found, wanted in zip(vars(box).values(), values):
            self.assertAlmostEqual(found, wanted, places=6)

    def test_a_crop_enlarges_and_moves(self):
        self.assertNear(Box(0.5, 0.5, 0.1, 0.1).moved([window(0.05, 0.02, 0.5, 0.8)]), 0.9, 0.6, 0.2, 0.125)

    def test_a_letterbox_shrinks_towards_the_middle(self):
        chain = next(chain for chain in chains.PICTURE_CHAINS if chain.name == "letterbox")
        whole = Box(0, 0, 1, 1).moved(chain.moves)
        self.assertNear(whole, 0, 0.175 / 1.35, 1, 1 / 1.35)

    def test_mirroring_keeps_sizes(self):
        self.assertNear(Box(0.1, 0.2, 0.3, 0.4).moved([mirrored]), 0.6, 0.2, 0.3, 0.4)

    def test_a_keystone_moves_corners_to_its_own_and_keeps_lines_straight(self):
        corners = chains.KEYSTONE
        move = keystone(corners)
        for given, wanted in zip(((0, 0), (1, 0), (0, 1), (1, 1)), corners):
            self.assertAlmostEqual(move(*given)[0], wanted[0])
            self.assertAlmostEqual(move(*given)[1], wanted[1])
        (x0, y0), (x1, y1), (x2, y2) = (move(at, 0.3) for at in (0.1, 0.5, 0.9))
        self.assertAlmostEqual((x1 - x0) * (y2 - y0), (x2 - x0) * (y1 - y0))

    def test_overlap_and_union(self):
        self.assertAlmostEqual(Box(0, 0, 2, 2).overlap(Box(1, 1, 2, 2)), 1 / 7)
        self.assertEqual(Box(0, 0, 1, 1).overlap(Box(1, 1, 1, 1)), 0)
        self.assertEqual(union([Box(0, 0, 1, 1), Box(2, 3, 1, 1)]), Box(0, 0, 3, 4))


@unittest.skipUnless(shutil.which("ffmpeg"), "needs ffmpeg")
class Chains(unittest.TestCase):
    """Where the chains' filters move a white box, against what their moves say."""

    place = Box(0.25, 0.25, 0.5, 0.4)

    def seen(self, chain: chains.PictureChain) -> Box:
        x, y, width, height = (round(part * side) for part, side in zip(vars(self.place).values(), (640, 360) * 2))
        graph = f"drawbox=x={x}:y={y}:w={width}:h={height}:color=white:t=fill,format=yuv420p[in0];"
        size = (640, 360)
        for number, step in enumerate(chain.steps):
            part = step.graph(*size, 25).replace("[in]", f"[in{number}]", 1).replace("[out]", f"[in{number + 1}]")
            graph += part + ";"
        graph += f"[in{len(chain.steps)}]scale=320:180,format=gray[out]"
        given = ["-f", "lavfi", "-i", "color=black:size=640x360:rate=25:duration=0.04"]
        arguments = [*given, "-filter_complex", f"[0:v]{graph}", "-map", "[out]", "-frames:v", "1"]
        pixels = ffmpeg(*arguments, "-f", "rawvideo", "-").data
        # The caption's words and the logo are no part of the box.
        lit = [divmod(at, 320) for at, level in enumerate(pixels) if level > 140]
        lit = [(row, column) for row, column in lit if 0.14 < row / 180 < 0.84]
        top, left = min(row for row, _ in lit), min(column for _, column in lit)
        bottom, right = max(row for row, _ in lit) + 1, max(column for _, column in lit) + 1
        return Box(left / 320, top / 180, (right - left) / 320, (bottom - top) / 180)

    def test_every_chain_moves_boxes_as_it_says(self):
        for chain in (*chains.FORGERY_CHAINS, *chains.PICTURE_CHAINS):
            with self.subTest(chain.name):
                self.assertGreater(self.place.moved(chain.moves).overlap(self.seen(chain)), 0.95)


class Truth(unittest.TestCase):
    def test_a_crop_moves_the_truth_and_makes_its_face_taller(self):
        moved = MOUTH.through([window(0.1, 0.1, 0.8, 0.8)])
        self.assertAlmostEqual(moved.face_height, 0.3 / 0.8)
        self.assertAlmostEqual(moved.box.x, 0.35 / 0.8)
        self.assertEqual((moved.start, moved.end), (MOUTH.start, MOUTH.end))

    def test_what_a_caption_hides_is_told(self):
        low = Alteration("mouth", 0, 1, Box(0.4, 0.8, 0.1, 0.1), Box(0.4, 0.6, 0.2, 0.3), 0.3)
        self.assertAlmostEqual(low.through([unmoved], (chains.CAPTION_PLACE,)).covered, 0.6)
        self.assertAlmostEqual(MOUTH.through(chains.SOCIAL.moves, chains.SOCIAL.covered).covered, 0)

    def test_chains_say_what_they_cover(self) -> None:
        for chain in (chains.UNTOUCHED, chains.MEDIUM, *chains.PICTURE_CHAINS):
            graphs = "".join(step.graph(1280, 720, 25) for step in chain.steps)
            for drawn, place in ((chains.CAPTION, chains.CAPTION_PLACE), (chains.LOGO, chains.LOGO_PLACE)):
                self.assertEqual(drawn in graphs, place in chain.covered, chain.name)

    def test_what_leaves_the_frame_is_cut_off(self):
        moved = Alteration("sign", 0, 1, Box(0, 0, 0.2, 0.2), Box(0, 0, 0.2, 0.2)).through([window(0.1, 0.1, 0.8, 0.8)])
        self.assertAlmostEqual(moved.box.width, 0.125)
        self.assertIsNone(moved.face_height)


class Judging(unittest.TestCase):
    def test_the_right_time_and_place(self):
        judged = judge(MOUTH, [seen(2.1, 3.0, (0.44, 0.5, 0.12, 0.12))])
        self.assertTrue(judged.found and judged.seen)
        self.assertEqual((judged.edge_error, judged.alarms, judged.subjects), (0.2, [], ["mouth"]))
        self.assertGreater(judged.overlap, 0.6)

    def test_a_box_of_the_face_around_it_counts(self):
        self.assertTrue(judge(MOUTH, [seen(2, 3, (0.4, 0.3, 0.2, 0.35), "face")]).found)

    def test_another_place_is_an_alarm(self):
        judged = judge(MOUTH, [seen(2, 3, (0.0, 0.8, 0.2, 0.2), "area")])
        self.assertEqual((judged.found, judged.seen, judged.alarms), (False, True, ["area 2.00-3.00"]))

    def test_another_time_is_an_alarm(self):
        judged = judge(MOUTH, [seen(4.5, 5, (0.45, 0.5, 0.1, 0.1))])
        self.assertEqual((judged.found, judged.seen, len(judged.alarms)), (False, False, 1))

    def test_everything_on_an_untouched_clip_is_an_alarm(self):
        self.assertEqual(len(judge(None, [seen(0, 1, (0, 0, 1, 1))]).alarms), 1)


class People(unittest.TestCase):
    def test_pairs_are_one_group_whatever_the_order_of_files(self):
        sources = [source("b.mp4"), source("a.mp4", pair_of="b.mp4"), source("c.mp4")]
        wanted = {"a.mp4": "a.mp4", "b.mp4": "a.mp4", "c.mp4": "c.mp4"}
        self.assertEqual(people(sources), wanted)
        self.assertEqual(people(sources[::-1]), wanted)

    def test_halves_are_about_equal_and_stay(self):
        dealt = [half(f"person {number}.mp4") for number in range(200)]
        self.assertEqual(set(dealt), set(HALVES))
        self.assertTrue(70 < dealt.count("even") < 130)
        self.assertEqual(dealt, [half(f"person {number}.mp4") for number in range(200)])


class Figures(unittest.TestCase):
    def row(self, group: str, altered: Alteration | None, differences: list[dict], relation: str, **notes) -> dict:
        notes = {"person": "speech.mp4", "size": "native", "of": "speech.mp4", **notes}
        given = Case(
            "picture", "crf 23", group, "both", Path("clip.mp4"), excerpt(SPEECH, 0, 5), altered=altered, notes=notes
        )
        answer = report([{**segment((0, 5), 0), "pictureReasons": ["face-unclear"]}], tuple(differences), relation)
        return {**given.truth(), "clip_seconds": 5, **score(given, answer, NAMES, GROUPS).row()}

    def setUp(self):
        right = seen(2, 3.2, (0.45, 0.5, 0.1, 0.1))
        pair = Alteration("pair", 0, 5, MOUTH.reach, MOUTH.reach, 0.3)
        self.rows = [
            self.row("lip-sync 1.2 s", MOUTH, [right], "changed", facePixels=100),
            self.row("lip-sync 1.2 s", MOUTH, [], "same", facePixels=100, person="rally.mp4"),
            self.row("real pair", pair, [right], "changed", facePixels=100),
            self.row("real pair", pair, [], "same", facePixels=20),
            self.row("benign", None, [], "same", smallestFace=40, largestFace=40),
            self.row("benign", None, [right], "changed", smallestFace=10, largestFace=40),
        ]

    def test_intervals_are_wilsons(self):
        low, high = picture_tables.interval(8, 10)
        self.assertAlmostEqual(low, 0.4902, places=3)
        self.assertAlmostEqual(high, 0.9433, places=3)
        self.assertEqual(picture_tables.interval(0, 10)[0], 0)
        self.assertEqual(picture_tables.interval(10, 10)[1], 1)

    def test_the_summary_counts_people_behind_each_figure(self):
        summary = {line[0]: line[1] for line in picture_tables.summary(self.rows)}
        found = summary["lip-sync ≥ 1.2 s, face 20–32 % of the height: found in time and place"]
        self.assertTrue(found.startswith("1/2 ("), found)
        self.assertTrue(found.endswith("; 2)"), found)
        self.assertTrue(summary["real deepfakes: `changed`"].startswith("1/2"))
        self.assertTrue(summary["real deepfakes: `possible`"].startswith("1/2"))
        self.assertTrue(summary["real deepfakes: box over the face"].startswith("1/2"))
        self.assertTrue(summary["real deepfakes: all of their time named, within 0.5 s"].startswith("0/2"))
        self.assertTrue(summary["benign clips `changed` or `mixed`"].startswith("1/2"))
        self.assertTrue(summary["benign clips with faces ≥ 32 lines `possible`"].startswith("1/1"))

    def test_tables_hold_every_clip(self):
        printed = tables.details(self.rows)
        for title, _ in tables.PICTURES:
            self.assertIn(f"### {title}", printed)
        self.assertIn("| speech.mp4 | 2 | 1 | 1 | 1 | 0 | 1 |", printed)
        self.assertIn("face-unclear", printed)

    def test_faults_name_what_went_wrong(self):
        faults = [failures.faults(row) for row in self.rows]
        self.assertEqual(faults[0], [])
        self.assertEqual(faults[1], ["replaced picture not found"])
        self.assertEqual(faults[5], ["picture alarm mouth 2.00-3.20", "changed"])


@unittest.skipUnless(importlib.util.find_spec("cv2"), "needs the packages of requirements.txt")
class Forging(unittest.TestCase):
    def setUp(self):
        import numpy as np

        from kit.faces import Track

        noise = np.random.default_rng(1)
        self.frames = np.full((75, 3, 180, 320), 128, np.uint8)
        self.frames[:, 0] = noise.integers(90, 110, (180, 320), dtype=np.uint8)
        for number in range(75):
            self.frames[number, 0, 98:108, 150:170] = noise.integers(30, 220)
        points = np.array([[148.0, 70], [172, 70], [160, 88], [160, 103]])
        self.track = Track(np.repeat(points[None], 75, axis=0), np.repeat([[135.0, 45, 50, 75]], 75, axis=0))

    def altered(self, forgery, before):
        """Frames and box that differ from `before`."""
        import numpy as np

        changed = (self.frames != before).any(axis=1)
        frames = np.flatnonzero(changed.any(axis=(1, 2)))
        rows, columns = np.flatnonzero(changed.any(axis=(0, 2))), np.flatnonzero(changed.any(axis=(0, 1)))
        return frames, Box(columns[0] / 320, rows[0] / 180, np.ptp(columns) / 320, np.ptp(rows) / 180)

    def test_a_lip_sync_alters_its_frames_and_box_alone(self):
        import random

        from kit import forging

        before = self.frames.copy()
        forgery = forging.lip_sync(self.frames, self.track, 25, 0.6, random.Random(3))
        frames, box = self.altered(forgery, before)
        self.assertEqual(forgery.end - forgery.first, 15)
        self.assertTrue(forgery.first <= frames[0] and frames[-1] < forgery.end)
        self.assertAlmostEqual(forgery.box.overlap(union([forgery.box, box])), 1)
        self.assertAlmostEqual(forgery.face_height, 75 / 180)

    def test_each_round_of_few_chains_meets_them_all(self):
        from kit import picture

        rounds = list(zip(*(picture._spread(number, 2) for number in range(6))))
        self.assertEqual(
            [{chain.name for chain in chains_met} for chains_met in rounds],
            [{chain.name for chain in chains.FORGERY_CHAINS}] * 2,
        )

    def test_a_mouth_that_never_moves_is_left_alone(self):
        import random

        from kit import forging

        self.frames[:] = self.frames[0]
        self.assertIsNone(forging.lip_sync(self.frames, self.track, 25, 0.6, random.Random(3)))

    def test_a_sign_stands_where_its_box_says(self):
        import random

        from kit import forging

        before = self.frames.copy()
        face = Box(135 / 320, 45 / 180, 50 / 320, 75 / 180)
        forgery = forging.board(self.frames, [face], 5, 50, 0.12, None, random.Random(4))
        frames, box = self.altered(forgery, before)
        self.assertEqual((frames[0], frames[-1]), (5, 54))
        self.assertGreater(forgery.box.overlap(box), 0.9)
        self.assertEqual(forgery.box.overlap(face), 0)


if __name__ == "__main__":
    unittest.main()

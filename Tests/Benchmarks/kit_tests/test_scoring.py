import unittest

from kit.cases import Case
from kit.failures import faults
from kit.scoring import Score, score
from kit.timeline import Passage, Timeline, excerpt

from .canned import GROUPS, NAMES, SPEECH, STRANGER, difference, report, segment


def judged(case: Case, given: dict | None) -> Score:
    return score(case, given, NAMES, GROUPS)


def case(timeline: Timeline | None, **truth: object) -> Case:
    return Case("retrieval", "crf 35", "plain", "both", SPEECH.path, timeline, **truth)


class Attribution(unittest.TestCase):
    excerpt = case(excerpt(SPEECH, 20, 5))

    def test_right_recording_at_the_right_time(self):
        result = judged(self.excerpt, report([segment((0, 5), 20.04)]))
        self.assertTrue(result.found and result.placed)
        self.assertEqual(result.source_errors, [0.04, 0.04])
        self.assertEqual(result.wrong, [])

    def test_right_recording_at_the_wrong_time(self):
        result = judged(self.excerpt, report([segment((0, 5), 23)]))
        self.assertTrue(result.found)
        self.assertFalse(result.placed)

    def test_another_recording_is_a_wrong_attribution(self):
        result = judged(self.excerpt, report([segment((0, 5), 20, record="2")]))
        self.assertFalse(result.found)
        self.assertEqual(result.wrong, ["rally.mp4"])

    def test_anything_named_for_unknown_footage_is_wrong(self):
        self.assertEqual(judged(case(None), report([segment((0, 5), 20)])).wrong, ["speech.mp4"])
        self.assertEqual(judged(case(None), report([], relation="no-source")).wrong, [])

    def test_a_file_that_shares_the_footage_counts_as_found(self):
        twins = {**GROUPS, "rally.mp4": "speech.mp4"}
        result = score(self.excerpt, report([segment((0, 5), 3, record="2")]), NAMES, twins)
        self.assertTrue(result.found and result.placed)
        self.assertEqual((result.wrong, result.source_errors), ([], []))

    def test_no_answer_is_a_miss(self):
        result = judged(self.excerpt, None)
        self.assertEqual((result.relation, result.found), ("none", False))


class Edits(unittest.TestCase):
    cut = case(
        Timeline((Passage(SPEECH, 10, 14), Passage(SPEECH, 16, 20))), expected=frozenset({"cut"}), spans=((4, 4),)
    )
    parts = [segment((0, 4), 10), segment((4, 8), 16)]

    def test_a_cut_is_found_and_placed(self):
        result = judged(self.cut, report(self.parts, (difference("timeline", "cut", 4.08, 4.08),)))
        self.assertTrue(result.edit_found)
        self.assertEqual((result.edge_errors, result.timeline_alarms), ([0.08], []))
        self.assertTrue(result.placed)
        self.assertEqual(max(result.source_errors), 0)

    def test_a_cut_by_another_name_is_not_found_and_no_false_alarm(self):
        result = judged(self.cut, report(self.parts, (difference("timeline", "repeated", 4, 4),)))
        self.assertEqual((result.edit_found, result.timeline_alarms), (False, []))

    def test_a_cut_elsewhere_is_a_false_alarm(self):
        result = judged(self.cut, report(self.parts, (difference("timeline", "cut", 6.5, 6.5),)))
        self.assertEqual((result.edit_found, result.timeline_alarms), (False, ["cut 6.50-6.50"]))

    def test_a_foreign_passage_is_measured_at_its_worse_end(self):
        foreign = case(
            Timeline((Passage(SPEECH, 10, 14), Passage(STRANGER, 0, 2), Passage(SPEECH, 14, 18))),
            expected=frozenset({"inserted"}),
            spans=((4, 6),),
        )
        result = judged(
            foreign,
            report([segment((0, 4), 10), segment((6, 10), 14)], (difference("timeline", "inserted", 3.9, 6.2),)),
        )
        self.assertEqual((result.edit_found, result.edge_errors), (True, [0.2]))
        self.assertEqual(result.wrong, [])

    def test_speed(self):
        slow = case(
            Timeline((Passage(SPEECH, 10, 18, 0.75),)), expected=frozenset({"speed"}), spans=((0, 10.67),), speed=0.75
        )
        result = judged(
            slow, report([segment((0, 10.67), 10, speed=0.76)], (difference("timeline", "speed", 0, 10.67),))
        )
        self.assertTrue(result.edit_found)
        self.assertAlmostEqual(result.speed_error, 0.0133, places=4)


class Sound(unittest.TestCase):
    def test_replaced_sound_is_found_where_it_is(self):
        dubbed = case(excerpt(SPEECH, 20, 10), spliced=(3.0, 3.5))
        result = judged(
            dubbed,
            report(
                [segment((0, 10), 20)],
                (difference("sound", "replaced", 2.9, 3.6), difference("sound", "replaced", 8, 8.5)),
            ),
        )
        self.assertEqual((result.edit_found, result.edge_errors), (True, [0.1]))
        self.assertEqual(result.sound_alarms, ["replaced 8.00-8.50"])

    def test_an_added_music_bed_may_be_named(self):
        with_music = case(excerpt(SPEECH, 20, 10), notes={"music": True})
        given = report([segment((0, 10), 20)], (difference("sound", "added", 0, 10),))
        self.assertEqual(judged(with_music, given).sound_alarms, [])
        self.assertEqual(len(judged(case(excerpt(SPEECH, 20, 10)), given).sound_alarms), 1)


class Failures(unittest.TestCase):
    def faults(self, given: dict | None, **truth: object) -> list[str]:
        notes = {"speech": True, "still": False}
        looked_up = case(excerpt(SPEECH, 20, 5), notes=notes, **truth)
        return faults({**looked_up.truth(), **judged(looked_up, given).row()})

    def test_each_fault_is_named(self):
        self.assertEqual(self.faults(report([segment((0, 5), 20)])), [])
        self.assertEqual(self.faults(None), ["no answer", "not found"])
        self.assertEqual(self.faults(report([segment((0, 5), 26)])), ["at the wrong time"])
        self.assertEqual(self.faults(report([segment((0, 5), 20.4)])), ["source time off by 0.40 s"])
        alarmed = report([segment((0, 5), 20)], (difference("timeline", "cut", 2, 2),))
        self.assertEqual(self.faults(alarmed), ["timeline alarm cut 2.00-2.00"])
        self.assertEqual(self.faults(report([segment((0, 5), 20)]), spliced=(1, 2)), ["edit not found"])


if __name__ == "__main__":
    unittest.main()

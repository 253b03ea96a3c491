import importlib.util
import unittest


@unittest.skipUnless(importlib.util.find_spec("cv2"), "needs the packages of requirements.txt")
class Aware(unittest.TestCase):
    def setUp(self):
        import numpy
        from kit import aware

        self.numpy, self.aware = numpy, aware
        self.luck = numpy.random.default_rng(3)
        self.box = numpy.array([20.0, 10.0, 48.0, 48.0])

    def test_what_a_code_holds_of_a_slow_wave_is_all_of_it_and_of_a_fast_one_nothing(self):
        # Two cells of the frame are one of the code; frequencies 3 and 12 half waves across the box.
        across = (self.numpy.arange(48) + 0.5) / 48 * self.numpy.pi
        for half_waves, share in ((3, 1), (12, 0)):
            change = self.numpy.zeros((80, 90), self.numpy.float32)
            change[10:58, 20:68] = 10 * self.numpy.cos(half_waves * across)
            kept = self.aware.held(change, self.box)[16:52, 26:62]
            self.assertLess(abs(kept - share * change[16:52, 26:62]).max(), 0.7)

    def test_above_the_band_nothing_of_the_change_is_left_for_a_code(self):
        original = self.luck.integers(60, 190, (2, 3, 80, 90)).astype(self.numpy.uint8)
        forged = original.copy()
        forged[1, 0, 30:50, 30:60] += 30
        made = self.aware.above(original, forged, self.numpy.stack([self.box, self.box]))
        self.assertTrue((made[0] == original[0]).all())
        change = made[1, 0].astype(self.numpy.float32) - original[1, 0]
        self.assertGreater(abs(change).max(), 10)
        before = forged[1, 0].astype(self.numpy.float32) - original[1, 0]
        held = [abs(self.aware.held(each, self.box)).max() for each in (change, before)]
        self.assertLess(held[0], 0.1 * held[1])

    def test_between_the_points_of_the_grid_all_is_forged(self):
        # 25 frames a second from 0.04 s on: the grid's points fall on every third.
        original = self.numpy.zeros((8, 3, 2, 2), self.numpy.uint8)
        made = self.aware.between(original, original + 1, 0.04, 25.0)
        self.assertEqual(made[:, 0, 0, 0].tolist(), [1, 1, 0, 1, 1, 0, 1, 1])

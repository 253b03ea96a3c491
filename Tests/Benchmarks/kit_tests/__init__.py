"""Tests of the kit's own reckoning: no ffmpeg, no vericlip, no media."""

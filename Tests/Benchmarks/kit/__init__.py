"""Vericlip's measuring kit: attack chains made with ffmpeg, judged by what the command line reports."""

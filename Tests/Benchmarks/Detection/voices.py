"""Makes clips whose sound is not that of the lips, for measuring: of the unaltered clips of a part of split.tsv.

    voices.py MEDIA calibration|test|train OUT

OUT/labels.tsv names each clip with its own sound (unaltered), with the same moved by 0.4 and 0.8 s before and behind (moved-sound), and
with that of the next clip of another source (foreign-sound); of manipulated clips with sound, themselves. As `vericlip detectors evaluate
OUT --detector lips-and-sound` reads it. The picture is copied; needs ffmpeg.
"""

import csv
import subprocess
import sys
from pathlib import Path


def has_sound(path):
    said = subprocess.run(["ffmpeg", "-nostdin", "-v", "info", "-i", path, "-vn", "-af", "volumedetect", "-f", "null", "-"],
                          capture_output=True, text=True).stderr
    loud = [line.split("max_volume:")[1].split()[0] for line in said.splitlines() if "max_volume:" in line]
    return bool(loud) and float(loud[0]) > -60


def make(picture, sound, start, filters, out):
    duration = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", picture],
                              capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", picture, "-ss", str(start), "-i", sound, "-map", "0:v:0", "-map",
                    "1:a:0", "-c:v", "copy", "-c:a", "aac", "-b:a", "128k", "-af", filters + "apad", "-t", duration, out], check=True)


def main():
    media, part, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] == part]
    rows = [row for row in rows if row["kind"] not in ("excluded", "animation") and has_sound(media / row["path"])]
    real = [row for row in rows if row["kind"] == "real"]
    with open(out / "labels.tsv", "w") as table:
        print("path", "label", "source", "kind", sep="\t", file=table)
        for row in rows:
            name, path = row["path"].replace("/", "__").rsplit(".", 1)[0], media / row["path"]
            own = out / f"{name}.own{path.suffix}"
            own.unlink(missing_ok=True)
            own.symlink_to(path.resolve())
            label = "unaltered" if row in real else "manipulated"
            print(own.name, label, row["source"], "" if row in real else row["kind"], sep="\t", file=table)
            if row not in real:
                continue
            others = real[real.index(row) + 1:] + real[:real.index(row)]
            stranger = next(other for other in others if other["source"] != row["source"])
            made = [(f"{sign}{by}", path, by if sign == "-" else 0, f"adelay={int(by * 1000)}:all=1," if sign == "+" else "", "moved-sound")
                    for by in (0.4, 0.8) for sign in "+-"]
            made.append(("foreign", media / stranger["path"], 0, "", "foreign-sound"))
            for mark, sound, start, filters, kind in made:
                file = out / f"{name}.{mark}.mp4"
                if not file.exists():
                    make(path, sound, start, filters, file)
                print(file.name, "manipulated", row["source"], kind, sep="\t", file=table)


if __name__ == "__main__":
    main()

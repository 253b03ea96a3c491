"""Labels of a part of split.tsv, as `vericlip detectors evaluate` reads them: labels.py calibration|test|train > labels.tsv"""

import csv
import sys
from pathlib import Path

print("path", "label", "source", "kind", sep="\t")
with open(Path(__file__).with_name("split.tsv"), newline="") as file:
    for row in csv.DictReader(file, delimiter="\t"):
        if row["split"] == sys.argv[1] and row["kind"] not in ("excluded", "animation"):
            label = "unaltered" if row["kind"] == "real" else "manipulated"
            print(row["path"], label, row["source"], "" if label == "unaltered" else row["kind"], sep="\t")

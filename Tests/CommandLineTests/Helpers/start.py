"""Starts a program that goes on running, holds nothing of the test open, and ends by itself after ten minutes at most.

    python3 start.py OUTPUT PROGRAM …       what it prints goes into OUTPUT; prints its process ID
"""

import subprocess
import sys

with open(sys.argv[1], "w") as output:
    print(
        subprocess.Popen(
            ["timeout", "600", *sys.argv[2:]], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL
        ).pid)

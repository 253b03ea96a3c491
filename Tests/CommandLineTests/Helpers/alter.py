"""Copies a bundle once for each of its members, with one byte of that member altered and the archive's checksums put right.

    python3 alter.py BUNDLE FOLDER      prints how many copies there are
"""

import binascii
import sys
import zipfile
from pathlib import Path

bundle, folder = sys.argv[1], Path(sys.argv[2])
folder.mkdir()
names = zipfile.ZipFile(bundle).namelist()
for number, altered in enumerate(names):
    raw = bytearray(Path(bundle).read_bytes())
    with zipfile.ZipFile(bundle) as source:
        info = source.getinfo(altered)
    start = info.header_offset + 30 + len(altered)
    place = info.file_size // 2
    raw[start + place] ^= 1
    checksum = binascii.crc32(bytes(raw[start : start + info.file_size])).to_bytes(4, "little")
    raw[info.header_offset + 14 : info.header_offset + 18] = checksum
    # The directory comes after all members: its line for this one names its place.
    directory = int.from_bytes(raw[-6:-2], "little")
    for name in names:
        if name == altered:
            raw[directory + 16 : directory + 20] = checksum
        directory += 46 + len(name)
    (folder / f"{number}.vericlip-evidence").write_bytes(raw)
    assert zipfile.ZipFile(folder / f"{number}.vericlip-evidence").testzip() is None
print(len(names))

#!/usr/bin/env python3
"""Makes files with Content Credentials of kinds that are rare: compressed manifests, hashes of boxes, manifests that lie elsewhere.

c2pa-python, the reference, signs them, with certificates made here; compare.py then compares what both readers say of them. Needs
c2pa-python==0.38.1, pillow, openssl and ffmpeg.

    fixtures.py FOLDER      writes the files and root.pem, the authority, into the folder; of FILE whose manifest lies
                            elsewhere, the manifest is FILE.c2pa
    compare.py --flips 40 --trust FOLDER/root.pem FOLDER/*.jpg FOLDER/*.mp4
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
from pathlib import Path

import c2pa
from PIL import Image

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
ELSEWHERE = "http://127.0.0.1:9/manifest.c2pa"
COMPRESSED = {"core": {"prefer_compress_manifests": True}}
SMALL = {"builder": {"thumbnail": {"enabled": False}}}
MARKERS = {0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xC0: "SOF0", 0xC2: "SOF2", 0xDA: "SOS", 0xFE: "COM", 0xD9: "EOI"}
REQUEST = """[req]
distinguished_name = name
[name]
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


def certificates(folder):
    """A root and a signer that it vouches for."""
    (folder / "openssl.cnf").write_text(REQUEST)
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    at = lambda name: str(folder / name)
    run("openssl", "req", "-x509", *key, "-keyout", at("root.key"), "-out", at("root.pem"), "-days", "30", "-subj",
        "/O=Fixtures/CN=Root", "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    run("openssl", "req", *key, "-keyout", at("leaf.key"), "-out", at("leaf.csr"), "-subj", "/O=Fixtures/CN=Desk")
    run("openssl", "x509", "-req", "-in", at("leaf.csr"), "-CA", at("root.pem"), "-CAkey", at("root.key"), "-days", "20",
        "-extfile", at("openssl.cnf"), "-extensions", "leaf", "-out", at("leaf.pem"))
    run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", at("leaf.key"), "-out", at("leaf.p8"))
    return c2pa.C2paSignerInfo(
        alg=b"es256", sign_cert=(folder / "leaf.pem").read_bytes() + (folder / "root.pem").read_bytes(),
        private_key=(folder / "leaf.p8").read_bytes(), ta_url=None)


def sign(info, source, target, settings, assertions=(), parent=None, elsewhere=False):
    """Signs the file at `source` into `target`, and gives the manifest store."""
    action = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["before"]}} if parent else {
        "action": "c2pa.created", "digitalSourceType": SOURCE}
    definition = {"claim_generator_info": [{"name": "fixtures", "version": "1"}], "title": target.name, "assertions": [
        {"label": "c2pa.actions", "data": {"actions": [action]}}, *assertions]}
    kind = "image/jpeg" if source.suffix == ".jpg" else "video/mp4"
    with c2pa.Context.from_dict({"verify": {"verify_after_sign": False}} | settings) as context:
        builder = c2pa.Builder(definition, context=context)
        if parent:
            ingredient = {"title": parent.name, "relationship": "parentOf", "label": "before"}
            builder.add_ingredient(json.dumps(ingredient), kind, io.BytesIO(parent.read_bytes()))
        if elsewhere:
            builder.set_remote_url(ELSEWHERE)
            builder.set_no_embed()
        with open(target, "w+b") as output:
            return builder.sign(c2pa.Signer.from_info(info), kind, io.BytesIO(source.read_bytes()), output)


def boxes(data):
    """Name and range of each of a JPEG's boxes; restart markers are boxes besides the scan that they lie in."""
    found, offset = [("SOI", 0, 2)], 2
    while found[-1][0] != "EOI":
        marker = data[offset + 1]
        name = f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else MARKERS[marker]
        end = offset + 2 if name == "EOI" else offset + 2 + int.from_bytes(data[offset + 2:offset + 4], "big")
        restarts = []
        if name == "SOS":
            while not (data[end] == 0xFF and data[end + 1] != 0 and not 0xD0 <= data[end + 1] <= 0xD7):
                if data[end] == 0xFF and data[end + 1] != 0:
                    restarts.append((f"RST{data[end + 1] - 0xD0}", end, end + 2))
                end += 1
        found += [(name, offset, end), *restarts]
        offset = end
    return found


def box_hash(source, together, change=lambda entries: None):
    """The assertion over a picture whose manifest comes after its first application segment."""
    data = source.read_bytes()
    found = boxes(data)
    start = 2 if found[1][0] == "APP0" else 1
    groups = [found[:start], found[start:]] if together else [[box] for box in found]
    entries = []
    for group in groups:
        if group[0] is found[start]:
            entries.append({"names": ["C2PA"], "hash": [0], "pad": []})
        covered = data[group[0][1]:max(end for _, _, end in group)]
        entries.append({"names": [name for name, _, _ in group], "alg": "sha256",
                        "hash": list(hashlib.sha256(covered).digest()), "pad": []})
    change(entries)
    return {"label": "c2pa.hash.boxes", "data": {"boxes": entries}, "kind": "Cbor", "created": True}


def flip(entries):
    entries[-1]["hash"][0] ^= 1


def rename(entries):
    entries[-1]["names"][0] = "APP3"


def empty(entries):
    entries[-1]["exclusions"] = []


def leave_out_a_table(entries):
    entries[-1]["exclusions"] = [{"start": 4, "length": 2, "boxIndex": 0}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    info = certificates(work)
    os.replace(work / "root.pem", folder / "root.pem")
    noise = Image.effect_noise((160, 96), 60).convert("RGB")
    noise.save(work / "plain.jpg")
    noise.save(work / "restarts.jpg", restart_marker_blocks=8)
    noise.save(work / "progressive.jpg", progressive=True)
    run("ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=d=2:s=160x90", "-c:v", "mpeg4", str(work / "plain.mp4"))
    plain = work / "plain.jpg"
    sign(info, plain, folder / "compressed.jpg", COMPRESSED)
    sign(info, plain, folder / "of-compressed.jpg", {}, parent=folder / "compressed.jpg")
    sign(info, plain, folder / "compressed-of-compressed.jpg", COMPRESSED, parent=folder / "compressed.jpg")
    for name in ("plain", "restarts", "progressive"):
        for form, together in (("together", True), ("single", False)):
            source = work / f"{name}.jpg"
            sign(info, source, folder / f"boxes-{name}-{form}.jpg", SMALL, [box_hash(source, together)])
    for change in (flip, rename, empty, leave_out_a_table, list.clear):
        sign(info, plain, folder / f"boxes-{change.__name__}.jpg", SMALL, [box_hash(plain, True, change)])
    sign(info, work / "plain.mp4", folder / "boxes.mp4", SMALL, [box_hash(plain, True)])
    for kind in ("jpg", "mp4"):
        target = folder / f"elsewhere.{kind}"
        store = sign(info, work / f"plain.{kind}", target, SMALL, elsewhere=True)
        Path(f"{target}.c2pa").write_bytes(store)


if __name__ == "__main__":
    main()

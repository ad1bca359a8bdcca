#!/usr/bin/env python3
"""Makes Sources/Pinyin/readings.txt from Unicode's Unihan_Readings.txt (Debian: unicode-data; argument: its path, bzip2 or plain).

One line a syllable, without tone: the characters whose customary Mandarin reading (kMandarin, the first where there are two) it is.
Taken are the two main blocks, the compatibility characters, and of the later planes what the table of general standard characters
(kTGHZ2013) has. The readings are kept in the repository on purpose: search tokens are made from them and outlive a machine's libraries.
"""
import bz2
import pathlib
import sys
import unicodedata

source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/Unihan_Readings.txt.bz2")
text = (bz2.decompress(source.read_bytes()) if source.suffix == ".bz2" else source.read_bytes()).decode()
mandarin, general = {}, set()
for line in text.splitlines():
    if line.startswith("U+"):
        code, field, value = line.split("\t")
        if field == "kMandarin":
            mandarin[int(code[2:], 16)] = value.split()[0]
        elif field == "kTGHZ2013":
            general.add(int(code[2:], 16))

DIAERESIS = "\u0308"
syllables: dict[str, list[int]] = {}
for code, reading in sorted(mandarin.items()):
    if code > 0xFFFF and code not in general:
        continue
    plain = "".join(letter for letter in unicodedata.normalize("NFD", reading)
                    if letter == DIAERESIS or not unicodedata.combining(letter)).replace("u" + DIAERESIS, "v")
    # Interjections without a vowel are nobody's name.
    if any(vowel in plain for vowel in "aeiouv"):
        syllables.setdefault(plain, []).append(code)

version = next(line.split()[-1] for line in text.splitlines() if "Unicode version" in line)
lines = [f"# Unicode {version}, Unihan kMandarin, without tones; made by scripts/lib/readings.py. © Unicode, Inc., https://www.unicode.org/copyright.html"]
lines += [syllable + " " + "".join(map(chr, codes)) for syllable, codes in sorted(syllables.items())]
target = pathlib.Path(__file__).resolve().parents[2] / "Sources/Pinyin/readings.txt"
target.write_text("\n".join(lines) + "\n", encoding="utf-8")
print(f"{sum(map(len, syllables.values()))} characters, {len(syllables)} syllables")

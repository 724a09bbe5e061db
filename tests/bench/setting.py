"""Set an HTML edition as a build does, and nothing else: `setting.py EDITION.html OUT.pdf`."""

import sys
import tempfile
from pathlib import Path

from jkreport.build.making import line_rules
from jkreport.diagnostics import Place, Problems
from jkreport.languages import LANGUAGES
from jkreport.typeset import Job, Typesetter, find_fonts, set_up_fonts

FAMILIES = ("Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Serif CJK KR", "Noto Sans CJK KR")


def main() -> None:
    """Set the edition."""
    html, pdf = (Path(each) for each in sys.argv[1:])
    files = find_fonts(FAMILIES, Problems(), Place(file="workspace.yaml"))
    rules = {code: line_rules(language) for code, language in LANGUAGES.items()}
    with tempfile.TemporaryDirectory() as folder:
        fonts = set_up_fonts(
            files, serif=FAMILIES[0], sans=FAMILIES[1], mono=FAMILIES[1], cache=Path(folder)
        )
        with Typesetter(fonts, jobs=1) as typesetter:
            done = typesetter.submit(Job(name="a", html=html.read_text("utf-8"), rules=rules))
            pdf.write_bytes(done.result().pdf)


if __name__ == "__main__":
    main()

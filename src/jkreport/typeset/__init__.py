"""HTML to PDF by child processes; importing this package loads no engine.

    files = find_fonts(families, problems, place, folders=folders, memory=Cache(user_cache()))
    fonts = set_up_fonts(files, serif="Noto Serif CJK JP", sans=..., mono=..., cache=user_cache())
    with Typesetter(fonts, jobs=2) as typesetter:  # the child begins to import the engine
        pending = typesetter.submit(Job(name="ja", html=html, resources=resources, ...))
        result = pending.result()                  # or: for result in typesetter.results()
        versions = typesetter.versions()

A `Typeset` carries the PDF and all that was said against it; `result.good` is true when there is
a PDF and nothing was said. `message.kind.code` is the diagnostic that a message becomes.
`checked_pdf` opens a finished PDF and tells its pages, title, language and fonts.
"""

from jkreport.typeset.fontconfig import FontSetup, set_up_fonts
from jkreport.typeset.fonts import FontFile, find_fonts, system_folders
from jkreport.typeset.jobs import (
    LIBRARIES_REMEDY,
    Attachment,
    Job,
    LineRules,
    Message,
    MessageKind,
    Relationship,
    Typeset,
)
from jkreport.typeset.pdf import PdfFacts, checked_pdf
from jkreport.typeset.typesetter import Pending, Typesetter

__all__ = [
    "LIBRARIES_REMEDY",
    "Attachment",
    "FontFile",
    "FontSetup",
    "Job",
    "LineRules",
    "Message",
    "MessageKind",
    "PdfFacts",
    "Pending",
    "Relationship",
    "Typeset",
    "Typesetter",
    "checked_pdf",
    "find_fonts",
    "set_up_fonts",
    "system_folders",
]

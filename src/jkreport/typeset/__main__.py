"""The typesetting process: `python -P -m jkreport.typeset CONTROL LIFELINE JOBS`, started by `Typesetter`."""

import sys

from jkreport.typeset.server import serve

if __name__ == "__main__":
    serve(*(int(each) for each in sys.argv[1:4]))

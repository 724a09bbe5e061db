"""The typesetting process, started by `Typesetter`: arguments CONTROL LIFELINE JOBS."""

import sys

from jkreport.typeset.server import serve

if __name__ == "__main__":
    serve(*(int(each) for each in sys.argv[1:4]))

"""The drawing process, started by `Compiler`: arguments CONTROL LIFELINE LIMITS FONTS."""

import sys

from jkreport.drawing.server import serve

if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])

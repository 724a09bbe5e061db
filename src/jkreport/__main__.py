"""`python -m jkreport` is the command line."""

from jkreport.cli import main

if __name__ == "__main__":
    main()

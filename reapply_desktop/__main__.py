"""`python -m reapply_desktop` and the installed command: a subcommand, else the window."""

import sys

from reapply_desktop.cli import run


def main() -> int:
    """Run the command line of this process; the exit status is returned."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

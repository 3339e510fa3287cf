"""``python -m cleaner`` and the console script."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)
# an interrupt while modules are read ends the program without a traceback

from cleaner import cli  # noqa: E402


def main() -> None:
    """Run the command line, which answers an interrupt itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()

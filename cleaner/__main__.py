"""``python -m cleaner`` and the console script."""

from cleaner.cli import main

if __name__ == "__main__":
    main()

"""The command `wgtool`, also as `python -m wgtool`."""

from __future__ import annotations

from wgtool.loading import loading


def main() -> None:
    """Load the application and do as the command line says."""
    with loading():
        from wgtool.cli import main as command
    command()


if __name__ == "__main__":
    main()

"""The commands of ``jiedai``, one module each; listed in ``planner.cli.COMMANDS``."""

"""The multidisciplinary tumor board of spinal metastases, in a terminal."""

__version__ = "0.1.0"
SAID = f"tumorboard {__version__}"
"""What `--version` answers."""

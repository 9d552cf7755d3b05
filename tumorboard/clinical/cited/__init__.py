"""The evidence behind what the panes show: for each figure, row, flag and criterion its `Citation`.

Loaded when it is asked for, and by nothing that judges a case.
"""

__all__: list[str] = []

"""Radiotherapy as pure functions: doses, schedules, what cord and cauda equina bear, and a second course."""

"""Before the meeting: cases come onto its list, what each lacks, and in which order it hears them."""

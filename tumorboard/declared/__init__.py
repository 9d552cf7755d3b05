"""Records whose fields are declared once: read without pydantic where all is in order, held against it where not.

Importing pydantic and making its models takes a third of a start. What a record is made of is declared here in types
and marks that need neither; `reading` takes in what fits them exactly, and pydantic, made of the same declaration, says
what is wrong with everything else, reads long files, and writes records down.
"""

"""Between browser and view: public files, headers, health, and the number that says how old a copy may be.

Everything here knows requests, responses and files, and no room of the house. A room that keeps something readers
see tells `edge.content_version.watch` so, and every memo made before its last change is dropped.
"""

"""What a teacher does behind the schools' door: opens a class, prints its slips, sends its drawings in, describes them,
and sees what becomes of them.

Nothing here may tell whether the safeguarding lead has a drawing (`standing`).
"""

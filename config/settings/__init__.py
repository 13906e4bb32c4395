"""Settings, by topic. Left empty on purpose: which overlay runs is said by DJANGO_SETTINGS_MODULE alone.

``base`` is safe and is what production runs; ``dev`` and ``test`` loosen single lines of it.
"""

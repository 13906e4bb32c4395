"""Survivor stories, public only while consent is in force."""

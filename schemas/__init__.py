"""What may arrive, what is staged and what is published, as pandera contracts.

Contracts and words only; reading, checking and writing tables lives in ``pipeline``.
"""

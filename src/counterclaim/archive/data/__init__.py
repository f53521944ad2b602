"""Weights of words, learned."""

"""Contracts: decoding, refusals on the wire, signatures."""
